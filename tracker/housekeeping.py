"""Removes what has served its time. Nothing of what anybody said or decided is ever among it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.models import Session

from commitments.models import IdempotentRequest

REPEATABLE_FOR: Final = timedelta(days=1)


def clean_up(*, at: datetime) -> dict[str, int]:
    """Remove kept answers older than a day, and sessions that are over; return how many."""
    answers, _by_model = IdempotentRequest.objects.filter(
        created_at__lt=at - REPEATABLE_FOR
    ).delete()
    sessions, _by_model = Session.objects.filter(expire_date__lt=at).delete()
    return {"idempotent_requests": answers, "sessions": sessions}
