"""Writing down whom an event concerns, and who composes the letter about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from celery import current_app
from django.db import transaction

from commitments.notifications.models import Notification
from commitments.people.models.user import User

# Queued by name: tasks call verbs, not the other way round.
SEND: Final = "commitments.tasks.send_letter"


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: its subject, and its text without markup."""

    subject: str
    words: str


Writer = Callable[[Notification, datetime], Letter | None]
# Filled when the apps start: an app composes the letters about its own events.
_WRITERS: dict[str, Writer] = {}


def register_writer(event: Notification.Event, writer: Writer) -> None:
    """Let `writer` compose the letters about an event, each in its `language`.

    It returns None where the letter is not needed any more: what it was to say is no longer so.
    """
    _WRITERS[event] = writer


def writer_of(event: str) -> Writer:
    """Return who composes the letters about an event. Raises KeyError where nobody does."""
    return _WRITERS[event]


def notify(
    *,
    event: Notification.Event,
    about: str,
    people: Iterable[User],
    at: datetime,
    **detail: Any,
) -> list[Notification]:
    """Write down, in the caller's transaction, that each person is to be told of an event.

    `about` names this occurrence of the event, so that nobody is told of it twice (the database
    refuses that). The letters are queued once the transaction holds; should the queue be away
    just then, the clock finds them.
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
