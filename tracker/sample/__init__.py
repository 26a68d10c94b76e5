"""Invented data for trying the product, marked as sample on every row, page, file and answer.

It never says what a real state did. `load` loads it, `removal.purge` removes all of it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tracker import public_record
from tracker.periods.models import ReportingPeriod
from tracker.sample.people import cast
from tracker.sample.periods import EARLIER, key_of, load_closed, load_open


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Load the sample, and the period of the current half-year where that is missing.

    Return whether anything was added. It needs the catalogue, and may be repeated.
    """
    public_record.load(at=at)
    people = cast()
    added = False
    for key, load_period in ((EARLIER, load_closed), (key_of(at.date()), load_open)):
        if not ReportingPeriod.objects.filter(key=key).exists():
            load_period(cast=people, at=at)
            added = True
    return added
