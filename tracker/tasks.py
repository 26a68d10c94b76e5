"""The tracker's background tasks. What the clock does is in `reporting.jobs`, with the rest."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from . import notices, reminders


# Tried again while the mail server is away; who was told already is not told twice.
@shared_task(autoretry_for=(OSError,), retry_backoff=True, max_retries=8)
def tell_party(*, revision_id: int) -> int:
    """Tell a party what was submitted on its behalf; return how many people were written to."""
    return notices.tell_party(revision_id=revision_id, at=timezone.now())


# The same: a reminder that was sent is not sent again.
@shared_task(autoretry_for=(OSError,), retry_backoff=True, max_retries=8)
def send_reminder(*, entry_id: int) -> int:
    """Send the mail of a reminder; return how many people were written to."""
    return reminders.deliver(entry_id=entry_id, at=timezone.now())
