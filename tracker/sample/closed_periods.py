"""The sample of the cycle to the 42nd session: the closed periods 2011-2 and 2012-1."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.db.models import Prefetch

from commitments.models import AssemblySession, Instrument, MemberState, Responsibility, Theme
from tracker.models import ProgressUpdate, ReportingCycle, ReportingPeriod, RosterEntry
from tracker.periods.commands import roster
from tracker.sample import actions
from tracker.sample.invented_history import dice, invent
from tracker.sample.people import Cast
from tracker.updates.commands.past_entries import enter

EARLIER = "2011-2"
OPENED = datetime(2011, 12, 1, tzinfo=UTC)
DUE = datetime(2012, 1, 13, 23, 59, 59, tzinfo=UTC)
CLOSED = datetime(2012, 1, 31, 23, 59, 59, tzinfo=UTC)


def load(*, cast: Cast, at: datetime) -> None:
    """Fill both periods. The later one exists already, because the public record is in it."""
    instrument = Instrument.objects.default()
    later = ReportingPeriod.objects.get(key="2012-1")
    earlier = _earlier_period(later.cycle, instrument)
    for step, period in enumerate((earlier, later)):
        entries = roster.make_roster(period=period, at=period.opens_at, sample=True)
        enter(
            [
                invent(responsibility, period, step=step, cast=cast, until=period.closes_at)
                for responsibility in still_to_invent(period, entries)
            ],
            at=at,
        )
    addressees = (
        MemberState.objects.filter(responsibilities__isnull=False).distinct().order_by("code")
    )
    actions.enter(
        [state for state in addressees if dice("acts", state.code) < 40],
        cast=cast,
        today=later.closes_at.date(),
        at=later.opens_at,
        statuses=actions.PAST_STATUSES,
    )


def _earlier_period(cycle: ReportingCycle, instrument: Instrument) -> ReportingPeriod:
    period = ReportingPeriod.objects.create(
        key=EARLIER,
        cycle=cycle,
        covers_from=date(2011, 7, 1),
        covers_to=date(2012, 1, 1),
        opens_at=OPENED,
        due_at=DUE,
        closes_at=CLOSED,
        state=ReportingPeriod.State.CLOSED,
        opened_at=OPENED,
        closed_at=CLOSED,
        sample=True,
    )
    period.instruments.add(instrument)
    return period


def still_to_invent(
    period: ReportingPeriod, entries: Iterable[RosterEntry]
) -> list[Responsibility]:
    """Return the responsibilities of the parties in the roster that have no update yet."""
    parties = [entry.party_id for entry in entries if entry.decision == RosterEntry.Decision.IN]
    return list(
        Responsibility.objects.addressees()
        .on(period.opens_at.date())
        .filter(party_id__in=parties, commitment__instrument__in=period.instruments.all())
        .exclude(pk__in=ProgressUpdate.objects.filter(period=period).values("responsibility_id"))
        .select_related("party", "commitment")
        .prefetch_related(Prefetch("commitment__themes", Theme.objects.order_by("key")))
        .order_by("pk")
    )


def cycle_between(begun: int, reported_to: int) -> ReportingCycle:
    """Return the cycle from one regular session to another; make it where it is missing."""
    regular = AssemblySession.objects.filter(kind=AssemblySession.Kind.REGULAR)
    cycle, _created = ReportingCycle.objects.get_or_create(
        from_session=regular.get(number=begun), to_session=regular.get(number=reported_to)
    )
    return cycle
