"""The secretariat's tasks of the day, as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from commitments.models import User
from tracker.models import ProgressUpdate, ReportingPeriod, RosterEntry, State
from tracker.updates.rules.outcomes import OVERDUE
from tracker.updates.view_models.distribution import Distribution, counted


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretariatTasks:
    """Numbers of updates `to_review` and `overdue`, and of parties `undecided` in open rosters."""

    to_review: int
    open_periods: Sequence[tuple[ReportingPeriod, Distribution]]
    undecided: int
    overdue: int
    shows_sample: bool


def secretariat_tasks(officer: User) -> SecretariatTasks:
    """Return what waits for review, how open periods stand, and what is undecided or overdue."""
    periods = list(ReportingPeriod.objects.filter(state=ReportingPeriod.State.OPEN))
    counts = counted(officer, "period_id", period__in=periods)
    submitted = ProgressUpdate.objects.visible_to(officer).filter(state=State.SUBMITTED)
    undecided = RosterEntry.objects.filter(
        decision=RosterEntry.Decision.UNDECIDED, period__state=ReportingPeriod.State.OPEN
    )
    return SecretariatTasks(
        to_review=submitted.count(),
        open_periods=[(row, counts.get(row.pk, Distribution(Counter()))) for row in periods],
        undecided=undecided.count(),
        overdue=sum(distribution.counts[OVERDUE] for distribution in counts.values()),
        shows_sample=any(period.sample for period in periods),
    )
