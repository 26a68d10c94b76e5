"""A year of periods and sessions, month by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from commitments.models import AssemblySession
from tracker.periods.models import ReportingPeriod

OPENS: Final = "opens"
DUE: Final = "due"
CLOSES: Final = "closes"
SESSION: Final = "session"


@dataclass(frozen=True, slots=True)
class PeriodEvent:
    """An event of a day: a period opens, is due or closes (`at`), or a session opens."""

    day: date
    what: str
    period: ReportingPeriod | None = None
    session: AssemblySession | None = None
    at: datetime | None = None


@dataclass(slots=True)
class Month:
    """A month, its events in order, and the periods that are open in it."""

    first: date
    current: bool = False
    events: list[PeriodEvent] = field(default_factory=list)
    running: list[ReportingPeriod] = field(default_factory=list)


def months(
    year: int,
    periods: Iterable[ReportingPeriod],
    sessions: Iterable[AssemblySession],
    today: date,
) -> list[Month]:
    """Return the twelve months of the year. Days are UTC's."""
    twelve = [
        Month(date(year, number, 1), current=(today.year, today.month) == (year, number))
        for number in range(1, 13)
    ]
    events = [
        PeriodEvent(moment.astimezone(UTC).date(), what, period=period, at=moment)
        for period in periods
        for what, moment in _moments(period)
    ] + [
        PeriodEvent(session.starts_on, SESSION, session=session)
        for session in sessions
        if session.starts_on
    ]
    for event in sorted(events, key=lambda one: (one.day, one.what)):
        if event.day.year == year:
            twelve[event.day.month - 1].events.append(event)
    for period in periods:
        opens, closes = _month_of(period.opens_at), _month_of(period.closes_at)
        for month in twelve:
            if opens <= month.first <= closes:
                month.running.append(period)
    return twelve


def years(periods: Iterable[ReportingPeriod], today: date) -> list[int]:
    """Return every year with an event of a period, and this year; the newest first."""
    every = {moment.year for period in periods for _what, moment in _moments(period)}
    return sorted(every | {today.year}, reverse=True)


def _moments(period: ReportingPeriod) -> list[tuple[str, datetime]]:
    return [(OPENS, period.opens_at), (DUE, period.due_at), (CLOSES, period.closes_at)]


def _month_of(moment: datetime) -> date:
    return moment.astimezone(UTC).date().replace(day=1)
