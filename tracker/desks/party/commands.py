"""Visits of the desk: from which moment news is shown as new."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from commitments.foundation.locking import locked
from commitments.models import User
from tracker.desks.party.models import DeskVisit

# Somebody who returns sooner is still on the same visit, and sees the same news.
SAME_VISIT: Final = timedelta(minutes=30)


@transaction.atomic
def record_visit(*, by: User, at: datetime) -> datetime:
    """Record a visit; return when the person's previous visit ended.

    On the first visit, return when the account was made.
    """
    visit, created = locked(DeskVisit.objects.all()).get_or_create(
        user=by, defaults={"seen_at": at, "since": min(by.joined_at, at)}
    )
    if not created and at > visit.seen_at:
        if at - visit.seen_at > SAME_VISIT:
            visit.since = visit.seen_at
        visit.seen_at = at
        visit.save()
    return visit.since
