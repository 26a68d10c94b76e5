"""The secretariat's tasks of the day, as numbers."""

from __future__ import annotations

from collections import Counter

from commitments.models import User
from tracker.models import ProgressUpdate, ReportingPeriod, RosterEntry, State
from tracker.updates.rules.outcomes import OVERDUE
from tracker.updates.view_models.distribution import Distribution, counted


def secretariat_tasks(officer: User) -> dict[str, object]:
    """Return what waits for review, how open periods stand, and what is undecided or overdue."""
    periods = ReportingPeriod.objects.filter(state=ReportingPeriod.State.OPEN)
    counts = counted(officer, "period_id", period__in=periods)
    open_periods = [(one, counts.get(one.pk, Distribution(Counter()))) for one in periods]
    return {
        "to_review": ProgressUpdate.objects.visible_to(officer)
        .filter(state=State.SUBMITTED)
        .count(),
        "open_periods": open_periods,
        "undecided": RosterEntry.objects.filter(
            decision=RosterEntry.Decision.UNDECIDED, period__state=ReportingPeriod.State.OPEN
        ).count(),
        "overdue": sum(each.counts[OVERDUE] for each in counts.values()),
        "shows_sample": any(period.sample for period, _distribution in open_periods),
    }
