"""E-mail, sent in the background by separate workers (the queue `letters`)."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from commitments.notifications import commands as notifications
from commitments.people.commands import letters


# Celery does not retry it; a scheduled job finds the letters that wait for another attempt.
@shared_task
def send_letter(*, notification_id: int) -> str:
    """Try to send one letter; return the result."""
    return notifications.deliver(notification_id=notification_id, at=timezone.now()).value


@shared_task
def send_password_link(*, email: str) -> int:
    """Send a link to set a new password, if an account has this address; return how many."""
    return letters.send_password_link(email=email, at=timezone.now())
