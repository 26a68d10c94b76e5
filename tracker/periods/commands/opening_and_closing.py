"""Opening a period, which requests updates from the parties, and closing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Conflict
from commitments.foundation.locking import locked, log, require_state, write
from commitments.people.rules.permissions import Person
from tracker.audit_actions import AuditAction
from tracker.models import Decision, ProgressUpdate, ReportingPeriod, RosterEntry, Verb
from tracker.periods.commands.planning import lock_period, officer_of
from tracker.periods.commands.roster import expect, make_roster
from tracker.updates.models.update import State as UpdateState
from tracker.updates.rules.workflow_table import ENDED_BY_CLOSING

BATCH: Final = 1000
State = ReportingPeriod.State


@transaction.atomic
def open_period(
    *, period: ReportingPeriod, by: Person | None, at: datetime, version: int | None = None
) -> ReportingPeriod:
    """Make the roster and the expected updates; return the period. `by`: None for the clock.

    Raises NotAllowed, Stale, Conflict.
    """
    officer = None if by is None else officer_of(by)
    is_planned = require_state(
        State.PLANNED, refusal=_("Only a planned period can be opened."), code="period_not_planned"
    )
    period = lock_period(period, version, is_planned)
    write(period, state=State.OPEN, opened_at=at, opened_by=officer)
    roster = make_roster(period=period, at=period.opens_at)
    parties = [entry.party_id for entry in roster if entry.decision == RosterEntry.Decision.IN]
    expected = expect(period, parties=parties, at=at)
    counts = {"parties": len(parties), "expected": expected}
    log(AuditAction.OPEN_PERIOD, period, by=officer, at=at, **counts)
    return period


@transaction.atomic
def close_period(
    *, period: ReportingPeriod, by: Person | None, at: datetime, version: int | None = None
) -> ReportingPeriod:
    """Close it, so that what was not submitted becomes not reported; return it.

    `by`: None for the clock. Working copies stay as they are. Raises NotAllowed, Stale, Conflict.
    """
    officer = None if by is None else officer_of(by)
    is_open = require_state(
        State.OPEN, refusal=_("Only an open period can be closed."), code="period_not_open"
    )
    period = lock_period(period, version, is_open)
    write(period, state=State.CLOSED, closed_at=at, closed_by=officer)
    unfinished = ProgressUpdate.objects.filter(period=period, state__in=ENDED_BY_CLOSING)
    ended = list(locked(unfinished.only("pk", "state", "sample").order_by("pk")))
    ProgressUpdate.objects.filter(pk__in=[update.pk for update in ended]).update(
        state=UpdateState.NOT_REPORTED, version=F("version") + 1, changed_at=at
    )
    Decision.objects.bulk_create(
        [
            Decision(
                update=update,
                verb=Verb.CLOSE,
                from_state=update.state,
                to_state=UpdateState.NOT_REPORTED,
                by=officer,
                at=at,
                sample=update.sample,
            )
            for update in ended
        ],
        batch_size=BATCH,
    )
    log(AuditAction.CLOSE_PERIOD, period, by=officer, at=at, not_reported=len(ended))
    return period


def open_due(at: datetime) -> list[str]:
    """Open every planned period whose time has come; return their keys."""
    return _keys_done(ReportingPeriod.objects.to_open(at), open_period, at)


def close_due(at: datetime) -> list[str]:
    """Close every open period whose time has come; return their keys."""
    return _keys_done(ReportingPeriod.objects.to_close(at), close_period, at)


def _keys_done(
    periods: Iterable[ReportingPeriod], verb: Callable[..., ReportingPeriod], at: datetime
) -> list[str]:
    """Carry out the verb on each period; return the keys of those where nothing was in the way."""
    done = []
    for period in periods:
        try:
            verb(period=period, by=None, at=at)
        except Conflict:  # somebody else did it in the meantime
            continue
        done.append(period.key)
    return done
