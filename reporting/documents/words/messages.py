"""Words that are marked for the translators in one place, and translated in another."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """A message in English, and in which context it is meant where it could mean other things."""

    text: str
    context: str = ""


def gettext_noop(message: str) -> Message:
    """Mark a message for the translators."""
    return Message(message)


def pgettext_noop(context: str, message: str) -> Message:
    """Mark a message for the translators, with the context in which it is meant."""
    return Message(message, context)
