"""Invented data for trying the product, marked as sample on every row, page, file and answer.

It never says what a real state did. `load` loads it, `removal.purge` removes all of it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tracker import public_record
from tracker.periods.models import ReportingPeriod
from tracker.sample import closed_periods as past
from tracker.sample import open_period as present
from tracker.sample.people import cast

__all__ = ["load"]


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Load the sample, and the period of the current half-year where that is missing.

    Return whether anything was added. It needs the catalogue, and may be repeated.
    """
    public_record.load(at=at)
    people = cast()
    added = False
    if not ReportingPeriod.objects.filter(key=past.EARLIER).exists():
        past.load(cast=people, at=at)
        added = True
    if not ReportingPeriod.objects.filter(key=present.key_of(at.date())).exists():
        present.load(cast=people, at=at)
        added = True
    return added
