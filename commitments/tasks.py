"""E-mail, sent in the background, by workers that do nothing else (the queue `letters`)."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from commitments.notifications import commands as notifications
from commitments.people import commands as people


# Never tried again by Celery: a letter that waits for another attempt is found by the clock.
@shared_task
def send_letter(*, notification_id: int) -> str:
    """Try to send one letter; return what came of it."""
    return notifications.deliver(notification_id=notification_id, at=timezone.now()).value


@shared_task
def send_password_link(*, email: str) -> int:
    """Have a link to set a new password sent, if anybody has this address; return how many."""
    return people.send_password_link(email=email, at=timezone.now())
