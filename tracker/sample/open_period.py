"""The sample period of the current half-year, which is open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from commitments.models import Instrument, Party
from tracker.models import ProgressUpdate, ReportingPeriod, RosterEntry, State
from tracker.periods.commands import opening_and_closing, planning
from tracker.sample import actions, texts
from tracker.sample.closed_periods import cycle_between, still_to_invent
from tracker.sample.invented_history import content, invent
from tracker.sample.people import Cast
from tracker.updates import commands as workflow
from tracker.updates.commands.past_entries import enter

# For each state of the workflow, the commitments that the parties with sign-ins show in it.
IN_STATE: dict[str, tuple[str, ...]] = {
    State.DRAFT: ("1.1", "7.1"),
    State.NATIONAL_REVIEW: ("2.1", "7.2"),
    State.SUBMITTED: ("2.2", "8.1"),
    State.RETURNED: ("5.1", "9.1"),
    State.ACCEPTED: ("3.1", "10.1"),
}
PARTIES = ("SLV", "HND")


def key_of(day: date) -> str:
    """Return year and half: `2026-2`."""
    return f"{day.year}-{1 if day.month <= 6 else 2}"


def load(*, cast: Cast, at: datetime) -> ReportingPeriod:
    """Open the period of the current half-year, with what the parties have done so far."""
    period = _open(cast, at)
    entries = list(RosterEntry.objects.filter(period=period))
    _invent_others(period, entries, cast, at)
    for party in PARTIES:
        for state, codes in IN_STATE.items():
            for code in codes:
                _bring(party, code, State(state), period=period, cast=cast, at=at)
    actions.enter(
        Party.objects.filter(
            pk__in=[e.party_id for e in entries if e.decision == RosterEntry.Decision.IN],
            kind=Party.Kind.STATE,
        ),
        cast=cast,
        today=at.date(),
        at=at,
    )
    return period


def _open(cast: Cast, at: datetime) -> ReportingPeriod:
    key = key_of(at.date())
    year, second = at.year, key.endswith("-2")
    starts = date(year, 7 if second else 1, 1)
    ends = date(year + 1, 1, 1) if second else date(year, 7, 1)
    due = datetime(ends.year, ends.month, ends.day, tzinfo=UTC) - timedelta(seconds=1)
    opens = datetime(starts.year, starts.month, starts.day, tzinfo=UTC)
    period = planning.plan(
        key=key,
        cycle=cycle_between(56, 57),
        instruments=[Instrument.objects.default()],
        covers_from=starts,
        covers_to=ends,
        opens_at=opens,
        due_at=due,
        closes_at=due + timedelta(days=15),
        by=cast.administrator,
        at=opens,
        sample=True,
    )
    return opening_and_closing.open_period(period=period, by=cast.administrator, at=opens)


def _invent_others(
    period: ReportingPeriod, entries: list[RosterEntry], cast: Cast, at: datetime
) -> None:
    """Replace the expected updates of states without sign-ins by invented histories."""
    others = ProgressUpdate.objects.filter(period=period, party__kind=Party.Kind.STATE).exclude(
        party__code__in=PARTIES
    )
    others.delete()
    enter(
        [
            invent(responsibility, period, step=2, cast=cast, until=at)
            for responsibility in still_to_invent(period, entries)
        ],
        at=at,
    )


def _bring(
    party: str, code: str, state: State, *, period: ReportingPeriod, cast: Cast, at: datetime
) -> None:
    """Bring one expected update into `state` by the verbs that a person would use."""
    update = ProgressUpdate.objects.select_related("responsibility__commitment").get(
        period=period, party__code=party, commitment__code=code
    )
    authority = cast.authority_of(party)
    drafter = cast.contributor_slv if party == "SLV" else authority
    changes: dict[str, Any] = content(update.responsibility, 2)
    update = workflow.save(update=update, changes=changes, by=drafter, at=at - timedelta(days=9))
    if state == State.DRAFT:
        return
    if state == State.NATIONAL_REVIEW:
        contributor = cast.contributor_slv if party == "SLV" else cast.contributor_hnd
        workflow.hand_over(update=update, by=contributor, at=at - timedelta(days=8))
        return
    update = workflow.submit(update=update, by=authority, at=at - timedelta(days=7))
    if state == State.RETURNED:
        workflow.return_(
            update=update,
            comment=texts.RETURNED[changes["language"]],
            by=cast.officer,
            at=at - timedelta(days=4),
        )
    elif state == State.ACCEPTED:
        workflow.accept(update=update, by=cast.officer, at=at - timedelta(days=3))
