"""A year of the Assembly's cycle on one page: periods, sessions, and the reports between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.db.models import Q

from commitments.models import AssemblySession
from reporting.schedule.queries.plan import Entry, opening_of, planned
from tracker.models import ReportingPeriod

# The Organization's first year, and one that nobody will plan for.
YEARS: Final = range(1948, 2200)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleEvent:
    """What happens at a moment. `what`: opens, due, closes (of a period), session or report."""

    what: str
    moment: datetime
    period: ReportingPeriod | None = None
    session: AssemblySession | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The events of a year in order, and the reports whose session has no date yet."""

    events: tuple[ScheduleEvent, ...]
    undated: tuple[Entry, ...]

    @property
    def sample(self) -> bool:
        """Whether any of it is sample data."""
        entries = [event.entry for event in self.events if event.entry]
        return (
            any(event.period and event.period.sample for event in self.events)
            or any(entry.sample for entry in (*entries, *self.undated))
            or any(entry.report and entry.report.sample for entry in entries)
        )


def year_of(year: int, *, at: datetime) -> Year:
    """Return the events of a year (in UTC), as known at a moment."""
    entries = planned(at=at, year=year)
    reports = (
        ScheduleEvent(what="report", moment=entry.shown_at, entry=entry)
        for entry in entries
        if entry.shown_at is not None
    )
    events = (*_of_periods(year), *_of_sessions(year), *reports)
    return Year(
        events=tuple(sorted(events, key=lambda event: event.moment)),
        undated=tuple(entry for entry in entries if entry.shown_at is None),
    )


def _of_periods(year: int) -> Iterator[ScheduleEvent]:
    within = Q(opens_at__year=year) | Q(due_at__year=year) | Q(closes_at__year=year)
    for period in ReportingPeriod.objects.filter(within | Q(closed_at__year=year)):
        closes = min(period.closes_at, period.closed_at or period.closes_at)
        moments = {"opens": period.opens_at, "due": period.due_at, "closes": closes}
        for what, moment in moments.items():
            # A period closed before its due date has no due date any more.
            if moment.astimezone(UTC).year == year and moment <= closes:
                yield ScheduleEvent(what=what, moment=moment, period=period)


def _of_sessions(year: int) -> Iterator[ScheduleEvent]:
    for session in AssemblySession.objects.filter(starts_on__year=year):
        opening = opening_of(session)
        if opening is not None:
            yield ScheduleEvent(what="session", moment=opening, session=session)
