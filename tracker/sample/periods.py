"""The sample's periods: the closed ones 2011-2 and 2012-1, and the open one of this half-year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db.models import Prefetch

from commitments.models import (
    AssemblySession,
    Instrument,
    MemberState,
    Party,
    Responsibility,
    Theme,
)
from tracker.models import ProgressUpdate, ReportingCycle, ReportingPeriod, RosterEntry, State
from tracker.periods.commands import opening_and_closing, planning, roster
from tracker.sample import actions, texts
from tracker.sample.invented_history import content, dice, invent
from tracker.sample.people import Cast
from tracker.updates import commands as workflow
from tracker.updates.commands.past_entries import enter

EARLIER: Final = "2011-2"
_EARLIER_OPENED: Final = datetime(2011, 12, 1, tzinfo=UTC)
_EARLIER_CLOSED: Final = datetime(2012, 1, 31, 23, 59, 59, tzinfo=UTC)
# For each state of the workflow, the commitments that the parties with sign-ins show in it.
IN_STATE: Final[dict[State, tuple[str, ...]]] = {
    State.DRAFT: ("1.1", "7.1"),
    State.NATIONAL_REVIEW: ("2.1", "7.2"),
    State.SUBMITTED: ("2.2", "8.1"),
    State.RETURNED: ("5.1", "9.1"),
    State.ACCEPTED: ("3.1", "10.1"),
}
PARTIES: Final = ("SLV", "HND")


def load_closed(*, cast: Cast, at: datetime) -> None:
    """Fill both closed periods. The later one exists already: the public record is in it."""
    later = ReportingPeriod.objects.get(key="2012-1")
    earlier = ReportingPeriod.objects.create(
        key=EARLIER,
        cycle=later.cycle,
        covers_from=date(2011, 7, 1),
        covers_to=date(2012, 1, 1),
        opens_at=_EARLIER_OPENED,
        due_at=datetime(2012, 1, 13, 23, 59, 59, tzinfo=UTC),
        closes_at=_EARLIER_CLOSED,
        state=ReportingPeriod.State.CLOSED,
        opened_at=_EARLIER_OPENED,
        closed_at=_EARLIER_CLOSED,
        sample=True,
    )
    earlier.instruments.add(Instrument.objects.default())
    for step, period in enumerate((earlier, later)):
        entries = roster.make_roster(period=period, at=period.opens_at, sample=True)
        _invent_missing(period, entries, step=step, cast=cast, until=period.closes_at, at=at)
    addressees = MemberState.objects.filter(responsibilities__isnull=False).distinct()
    actions.enter(
        [state for state in addressees.order_by("code") if dice("acts", state.code) < 40],
        cast=cast,
        today=later.closes_at.date(),
        at=later.opens_at,
        statuses=actions.PAST_STATUSES,
    )


def key_of(day: date) -> str:
    """Return the key of the half-year: `2026-2`."""
    return f"{day.year}-{1 if day.month <= 6 else 2}"


def load_open(*, cast: Cast, at: datetime) -> None:
    """Open the period of this half-year, with what the parties have done so far."""
    period = _open(cast, at)
    entries = RosterEntry.objects.filter(period=period)
    expected = ProgressUpdate.objects.filter(period=period, party__kind=Party.Kind.STATE)
    expected.exclude(party__code__in=PARTIES).delete()
    _invent_missing(period, entries, step=2, cast=cast, until=at, at=at)
    for party in PARTIES:
        for state, codes in IN_STATE.items():
            for code in codes:
                update = ProgressUpdate.objects.select_related("responsibility__commitment").get(
                    period=period, party__code=party, commitment__code=code
                )
                _bring(update, party, state, cast=cast, at=at)
    states = Party.objects.states().filter(
        roster_entries__in=entries.filter(decision=RosterEntry.Decision.IN)
    )
    actions.enter(states, cast=cast, today=at.date(), at=at)


def _open(cast: Cast, at: datetime) -> ReportingPeriod:
    middle = datetime(at.year, 7, 1, tzinfo=UTC)
    if at.month <= 6:
        covers_from, covers_to = datetime(at.year, 1, 1, tzinfo=UTC), middle
    else:
        covers_from, covers_to = middle, datetime(at.year + 1, 1, 1, tzinfo=UTC)
    due = covers_to - timedelta(seconds=1)
    regular = AssemblySession.objects.filter(kind=AssemblySession.Kind.REGULAR)
    cycle, _created = ReportingCycle.objects.get_or_create(
        from_session=regular.get(number=56), to_session=regular.get(number=57)
    )
    period = planning.plan(
        key=key_of(at.date()),
        cycle=cycle,
        instruments=[Instrument.objects.default()],
        covers_from=covers_from.date(),
        covers_to=covers_to.date(),
        opens_at=covers_from,
        due_at=due,
        closes_at=due + timedelta(days=15),
        by=cast.administrator,
        at=covers_from,
        sample=True,
    )
    return opening_and_closing.open_period(period=period, by=cast.administrator, at=covers_from)


def _invent_missing(
    period: ReportingPeriod,
    entries: Iterable[RosterEntry],
    *,
    step: int,
    cast: Cast,
    until: datetime,
    at: datetime,
) -> None:
    """Enter an invented history for each responsibility in the period that has no update yet."""
    parties = [entry.party_id for entry in entries if entry.decision == RosterEntry.Decision.IN]
    responsibilities = (
        Responsibility.objects.addressees()
        .on(period.opens_at.date())
        .filter(party_id__in=parties, commitment__instrument__in=period.instruments.all())
        .exclude(pk__in=ProgressUpdate.objects.filter(period=period).values("responsibility_id"))
        .select_related("party", "commitment")
        .prefetch_related(Prefetch("commitment__themes", Theme.objects.order_by("key")))
        .order_by("pk")
    )
    histories = (
        invent(each, period, step=step, cast=cast, until=until) for each in responsibilities
    )
    enter(histories, at=at)


def _bring(update: ProgressUpdate, party: str, state: State, *, cast: Cast, at: datetime) -> None:
    """Bring an expected update into `state` by the verbs that a person would use."""
    authority = cast.authority_of(party)
    drafter = cast.contributor_slv if party == "SLV" else authority
    changes = content(update.responsibility, 2)
    update = workflow.save(update=update, changes=changes, by=drafter, at=at - timedelta(days=9))
    if state == State.DRAFT:
        return
    if state == State.NATIONAL_REVIEW:
        contributor = cast.contributor_slv if party == "SLV" else cast.contributor_hnd
        workflow.hand_over(update=update, by=contributor, at=at - timedelta(days=8))
        return
    update = workflow.submit(update=update, by=authority, at=at - timedelta(days=7))
    if state == State.RETURNED:
        comment = texts.TEXTS[update.language].returned
        workflow.return_(update=update, comment=comment, by=cast.officer, at=at - timedelta(days=4))
    elif state == State.ACCEPTED:
        workflow.accept(update=update, by=cast.officer, at=at - timedelta(days=3))
