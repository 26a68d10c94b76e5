"""Visits of the desk: since when its news is new."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from commitments.foundation.locking import locked
from commitments.models import User
from tracker.desks.party.models import DeskVisit

# Who comes back sooner is still on the same visit: the news stays where it was.
SAME_VISIT: Final = timedelta(minutes=30)


@transaction.atomic
def arrive(*, by: User, at: datetime) -> datetime:
    """Note that the person looks at the desk; return when their visit before this one ended.

    On the first visit of all, when they joined.
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
