"""Invented data to try the product with: marked sample on every row, page, file and answer.

It never says what a real state did. `load` puts it in, `removal.purge` takes it out, whole.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tracker import public_record
from tracker.periods.models.period import ReportingPeriod
from tracker.sample import closed_periods as past
from tracker.sample import open_period as present
from tracker.sample.people import cast

__all__ = ["load"]


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Put the sample in, and the current half-year's period where a new one has begun.

    Return whether anything was added. The catalogue is loaded; safe to repeat.
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
