"""A year of periods and sessions, month by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from commitments.models import AssemblySession
from tracker.periods.models.period import ReportingPeriod

OPENS: Final = "opens"
DUE: Final = "due"
CLOSES: Final = "closes"
SESSION: Final = "session"


@dataclass(frozen=True, slots=True)
class Event:
    """What happens on a day: a period opens, is due, closes (`at`); or a session opens."""

    day: date
    what: str
    period: ReportingPeriod | None = None
    session: AssemblySession | None = None
    at: datetime | None = None


@dataclass(slots=True)
class Month:
    """A month, its events in order, and the periods in which parties may report in it."""

    first: date
    current: bool = False
    events: list[Event] = field(default_factory=list)
    running: list[ReportingPeriod] = field(default_factory=list)


def months(
    year: int,
    periods: Iterable[ReportingPeriod],
    sessions: Iterable[AssemblySession],
    today: date,
) -> list[Month]:
    """Return the twelve months of the year. Days are UTC's."""
    found = [
        Month(date(year, number, 1), current=(today.year, today.month) == (year, number))
        for number in range(1, 13)
    ]
    events = [
        Event(moment.astimezone(UTC).date(), what, period=period, at=moment)
        for period in periods
        for what, moment in _moments(period)
    ] + [
        Event(session.starts_on, SESSION, session=session)
        for session in sessions
        if session.starts_on
    ]
    for event in sorted(events, key=lambda one: (one.day, one.what)):
        if event.day.year == year:
            found[event.day.month - 1].events.append(event)
    for period in periods:
        opens, closes = (_first(day) for day in _ends(period))
        for month in found:
            if opens <= month.first <= closes:
                month.running.append(period)
    return found


def years(periods: Iterable[ReportingPeriod], today: date) -> list[int]:
    """Return every year in which something of a period happens, and this one; the newest first."""
    found = {moment.year for period in periods for _what, moment in _moments(period)}
    return sorted(found | {today.year}, reverse=True)


def _moments(period: ReportingPeriod) -> list[tuple[str, datetime]]:
    return [(OPENS, period.opens_at), (DUE, period.due_at), (CLOSES, period.closes_at)]


def _ends(period: ReportingPeriod) -> tuple[date, date]:
    return period.opens_at.astimezone(UTC).date(), period.closes_at.astimezone(UTC).date()


def _first(day: date) -> date:
    return day.replace(day=1)
