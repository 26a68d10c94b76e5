"""Noting whom an event concerns, and who composes the e-mail about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any, Final

from celery import current_app
from django.db import transaction

from commitments.notifications.commands.writing import Letter
from commitments.notifications.models import Notification
from commitments.people.models.user import User

# Queued by name: tasks import commands, and commands do not import tasks.
SEND: Final = "commitments.tasks.send_letter"


Writer = Callable[[Notification, datetime], Letter | None]
# Filled when the apps start: each app composes the letters about its own events.
_WRITERS: dict[str, Writer] = {}


def register_writer(event: Notification.Event, writer: Writer) -> None:
    """Let `writer` compose the letters about an event, in the language that is active.

    It returns None where what the letter would say is not true any more.
    """
    _WRITERS[event] = writer


def writer_of(event: str) -> Writer:
    """Return the function that composes the letters about an event. Raises KeyError."""
    return _WRITERS[event]


def notify(
    *,
    event: Notification.Event,
    about: str,
    people: Iterable[User],
    at: datetime,
    **detail: Any,
) -> list[Notification]:
    """Note, in the caller's transaction, that each person is to be told of an event.

    `about` names this occurrence of the event: the database refuses a second notification of it to
    the same person. The letters are queued after the transaction; where the queue cannot be
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
