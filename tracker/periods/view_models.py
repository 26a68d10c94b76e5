"""A year of periods month by month, how far a period has come, and what a change of it would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.db import transaction
from django.db.models import Count, F

from commitments.models import AssemblySession, Party
from commitments.parties.queries import by_name
from tracker.models import ProgressUpdate, ReportingPeriod, RosterEntry, State
from tracker.updates.queries.updates import count_by
from tracker.updates.rules.outcomes import OVERDUE
from tracker.visibility import Reader


@dataclass(frozen=True, slots=True)
class PeriodEvent:
    """An event of a day: a period "opens", is "due" or "closes" at `at`, or a "session" opens."""

    day: date
    what: str
    period: ReportingPeriod | None = None
    session: AssemblySession | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A month, its events in order, and the periods that are open in it."""

    first: date
    current: bool
    events: list[PeriodEvent]
    running: list[ReportingPeriod]


def months(
    year: int, periods: Sequence[ReportingPeriod], sessions: Iterable[AssemblySession], today: date
) -> list[Month]:
    """Return the twelve months of the year, with days in UTC."""
    events = [
        PeriodEvent(moment.astimezone(UTC).date(), what, period=period, at=moment)
        for period in periods
        for what, moment in _moments(period)
    ] + [
        PeriodEvent(session.starts_on, "session", session=session)
        for session in sessions
        if session.starts_on
    ]
    events.sort(key=lambda event: (event.day, event.what))
    return [
        Month(
            first=first,
            current=first == today.replace(day=1),
            events=[event for event in events if event.day.replace(day=1) == first],
            running=[
                period
                for period in periods
                if period.opens_at.astimezone(UTC).date().replace(day=1) <= first
                and first <= period.closes_at.astimezone(UTC).date()
            ],
        )
        for first in (date(year, number, 1) for number in range(1, 13))
    ]


def years(periods: Iterable[ReportingPeriod], today: date) -> list[int]:
    """Return every year with an event of a period, and this year; the newest first."""
    of_periods = {moment.year for period in periods for _what, moment in _moments(period)}
    return sorted(of_periods | {today.year}, reverse=True)


def _moments(period: ReportingPeriod) -> list[tuple[str, datetime]]:
    return [("opens", period.opens_at), ("due", period.due_at), ("closes", period.closes_at)]


@dataclass(slots=True)
class PartyProgress:
    """How many of a party's solicited updates are due, and how many are in each state."""

    party: str
    due: int = 0
    states: dict[str, int] = field(default_factory=lambda: dict.fromkeys(State.values, 0))


@dataclass(frozen=True, slots=True)
class StepPreview:
    """What opening or closing would do.

    `rows`: (state, number of updates now, number then); `roster`: number of parties by decision;
    `parties`: those with updates that would become not reported, and how many.
    """

    rows: list[tuple[str, int, int]]
    roster: dict[str, int]
    parties: list[tuple[Party, int]]


@dataclass(frozen=True, slots=True)
class AmendmentPreview:
    """What new dates would do: (name, now, then) of each; numbers of updates as (now, then)."""

    dates: list[tuple[str, date, date]]
    overdue: tuple[int, int]
    late: tuple[int, int]
    opens_at_once: bool
    closes_at_once: bool


def progress_by_party(period: ReportingPeriod) -> list[PartyProgress]:
    """Return the progress of each party with solicited updates, states first; one query."""
    rows: dict[str, PartyProgress] = {}
    for code, state, number in (
        ProgressUpdate.objects.filter(period=period, solicited=True)
        .order_by("party__kind", "party__code")
        .values_list("party__code", "state")
        .annotate(number=Count("pk"))
    ):
        row = rows.setdefault(code, PartyProgress(code))
        row.due += number
        row.states[state] = number
    return sorted(rows.values(), key=lambda row: (len(row.party) != 3, row.party))


def preview_step(period: ReportingPeriod, step: Callable[[], object]) -> StepPreview:
    """Return what `step` would do to the period: it is carried out, counted and rolled back."""
    updates = ProgressUpdate.objects.filter(period=period).order_by()
    entries = RosterEntry.objects.filter(period=period).order_by()

    def states() -> Counter[str]:
        return Counter(updates.values_list("state", flat=True))

    with transaction.atomic():
        now = states()
        step()
        then = states()
        roster = Counter(entries.values_list("decision", flat=True))
        not_reported = updates.filter(state=State.NOT_REPORTED).solicited()
        by_party = Counter(not_reported.values_list("party_id", flat=True))
        transaction.set_rollback(True)
    return StepPreview(
        rows=[
            (state, now[state], then[state]) for state in State.values if now[state] or then[state]
        ],
        # A plain dictionary: for a template, a Counter has a 0 under every name, even `items`.
        roster=dict(roster),
        parties=[
            (party, by_party[party.pk]) for party in by_name(Party.objects.filter(pk__in=by_party))
        ],
    )


def preview_amendment(
    period: ReportingPeriod, names: list[str], amend: Callable[[], ReportingPeriod], at: datetime
) -> AmendmentPreview:
    """Return what `amend` would do to these dates: it is carried out, counted and rolled back.

    Raises what `amend` raises.
    """
    with transaction.atomic():
        now = _lateness(period, at)
        amended = amend()
        then = _lateness(period, at)
        transaction.set_rollback(True)
    return AmendmentPreview(
        dates=[(name, getattr(period, name), getattr(amended, name)) for name in names],
        overdue=(now[0], then[0]),
        late=(now[1], then[1]),
        opens_at_once=amended.state == ReportingPeriod.State.PLANNED and amended.opens_at <= at,
        closes_at_once=amended.state == ReportingPeriod.State.OPEN and amended.closes_at <= at,
    )


def _lateness(period: ReportingPeriod, at: datetime) -> tuple[int, int]:
    """Return how many updates are overdue, and how many were submitted late."""
    counts = count_by(Reader(at=at, officer=True), "period_id", period=period)
    updates = ProgressUpdate.objects.filter(period=period)
    return (
        sum(count[OVERDUE] for count in counts.values()),
        updates.filter(first_submitted_at__gt=F("period__due_at")).count(),
    )
