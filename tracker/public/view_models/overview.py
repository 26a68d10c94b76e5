"""What the home page shows beside the matrix and the map: volunteers, and what is due next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from commitments.models import AssemblySession, Party
from commitments.parties.queries import by_name
from tracker.periods.models import ReportingPeriod
from tracker.updates.queries.matrix import PeriodMatrix


@dataclass(frozen=True, slots=True)
class NextDates:
    """The period that is due next, in how many days, and the next regular session."""

    next_period: ReportingPeriod | None
    days_left: int | None
    next_session: AssemblySession | None


def next_dates(at: datetime) -> NextDates:
    """Return what is due next; three times None where no date is set."""
    unfinished = ReportingPeriod.objects.exclude(state=ReportingPeriod.State.CLOSED)
    period = unfinished.filter(due_at__gte=at).order_by("due_at").first()
    sessions = AssemblySession.objects.filter(
        kind=AssemblySession.Kind.REGULAR, starts_on__gte=at.date()
    )
    return NextDates(
        next_period=period,
        days_left=(period.due_at.date() - at.date()).days if period else None,
        next_session=sessions.order_by("starts_on").first(),
    )


def volunteers(matrix: PeriodMatrix, parties: list[Party]) -> list[tuple[Party, int]]:
    """Return the parties with voluntary updates, by name, and how many they have."""
    counts: Counter[str] = Counter()
    for cell in matrix.cells:
        counts[cell.party] += cell.counts.get("volunteered", 0)
    return [(party, counts[party.code]) for party in by_name(parties) if counts[party.code]]
