"""What workers would do with the e-mails that are queued, done at once or when a test wants it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from commitments import tasks
from commitments.notifications import commands as notifications
from commitments.people.commands import letters

Queue = list[tuple[str, dict[str, Any]]]


def carry_out(name: str, kwargs: dict[str, Any], at: datetime | None = None) -> str | int:
    """Do what the task of this name does, at this moment; return its result."""
    moment = at or timezone.now()
    if name == tasks.send_letter.name:
        return notifications.deliver(**kwargs, at=moment).value
    assert name == tasks.send_password_link.name
    written = letters.send_password_link(**kwargs, at=moment)
    # Queued as it is written; a test's own transaction keeps that back.
    notifications.deliver_due(at=moment)
    return written
