"""Noting whom an event concerns, and composing the e-mail about it from a template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation

from commitments.notifications.models import Notification
from commitments.people.models.user import User

# Queued by name: tasks import commands, and commands do not import tasks.
SEND: Final = "commitments.tasks.send_letter"
# A condition in a template leaves empty lines where it does not hold.
_EMPTY_LINES: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Letter:
    """The subject of an e-mail, and its text without markup."""

    subject: str
    words: str


Writer = Callable[[Notification, datetime], Letter | None]
# Filled when the apps start: each app composes the letters about its events.
_WRITERS: dict[str, Writer] = {}


def register_writer(event: Notification.Event, writer: Writer) -> None:
    """Let `writer` compose the letters about an event, in the language that is active.

    It returns None where the content of the letter would not be true any more.
    """
    _WRITERS[event] = writer


def write(template: str, *, language: str, **facts: object) -> Letter:
    """Return the letter of a template, which has the subject, an empty line, and the text.

    Beside `facts` the template has `site` and `desk`, the addresses of the product and of the desk.
    """
    with translation.override(language):
        addresses = {"site": settings.SITE_URL, "desk": settings.SITE_URL + reverse("desk")}
        # Django's own template can be told that this is not HTML; its wrapper cannot.
        context = Context(addresses | facts, autoescape=False)
        text: str = get_template(template).template.render(context)  # type: ignore[attr-defined]  # the wrapper has it
    subject, words = _EMPTY_LINES.sub("\n\n", text).strip().split("\n\n", 1)
    return Letter(subject, f"{words}\n")


def writer_of(event: str) -> Writer:
    """Return the function that composes the letters about an event. Raises KeyError."""
    return _WRITERS[event]


def notify(
    *,
    event: Notification.Event,
    about: str,
    people: Iterable[User],
    at: datetime,
    **detail: object,
) -> list[Notification]:
    """Write, in the caller's transaction, a notification of an event for each person.

    `about` identifies this occurrence of the event: the database refuses a second notification of
    it to the same person. The letters are queued after the transaction; where the queue cannot be
    reached then, the scheduled job finds them.
    """
    written = Notification.objects.bulk_create(
        Notification(
            event=event,
            about=about,
            detail=detail,
            person=person,
            address=person.email,
            language=person.language,
            written_at=at,
            next_attempt_at=at,
        )
        for person in people
    )
    for letter in written:
        queue = partial(current_app.send_task, SEND, kwargs={"notification_id": letter.pk})
        transaction.on_commit(queue, robust=True)
    return written
