"""Letters about accounts, sent in the background."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from . import people


# Tried again while the mail server is away; a letter that was sent is not sent again.
@shared_task(autoretry_for=(OSError,), retry_backoff=True, max_retries=8)
def send_invitation(*, entry_id: int) -> int:
    """Send the letter of an invitation; return how many were sent."""
    return people.deliver_invitation(entry_id=entry_id, at=timezone.now())


@shared_task(autoretry_for=(OSError,), retry_backoff=True, max_retries=8)
def send_notice(*, entry_id: int) -> int:
    """Tell somebody of a designation; return how many letters were sent."""
    return people.deliver_notice(entry_id=entry_id, at=timezone.now())


@shared_task(autoretry_for=(OSError,), retry_backoff=True, max_retries=8)
def send_password_link(*, email: str) -> int:
    """Send a link to set a new password, if anybody has this address; return how many."""
    return people.deliver_password_link(email=email, at=timezone.now())
