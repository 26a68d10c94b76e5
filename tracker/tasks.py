"""The tracker's background tasks: each calls one function, and may run twice without harm."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from . import housekeeping, notices, periods


@shared_task
def open_due_periods() -> list[str]:
    """Open the planned periods whose moment has come; return their keys."""
    return periods.open_due(timezone.now())


@shared_task
def close_due_periods() -> list[str]:
    """Close the open periods whose moment has come; return their keys."""
    return periods.close_due(timezone.now())


@shared_task
def clean_up() -> dict[str, int]:
    """Remove what has served its time; return how many rows of each kind."""
    return housekeeping.clean_up(at=timezone.now())


@shared_task
def tell_party(*, revision_id: int) -> int:
    """Tell a party what was submitted on its behalf; return how many people were written to."""
    return notices.tell_party(revision_id=revision_id, at=timezone.now())
