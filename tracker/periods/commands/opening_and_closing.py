"""Opening a period, which requests updates of the parties, and closing it."""

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
from tracker.periods.commands.locked_period import lock_period, officer_of
from tracker.periods.commands.roster import expect, make_roster
from tracker.updates.models.update import State as UpdateState
from tracker.updates.rules.workflow_table import ENDED_BY_CLOSING

BATCH: Final = 1000
State = ReportingPeriod.State


@transaction.atomic
def open_period(
    *, period: ReportingPeriod, by: Person | None, at: datetime, version: int | None = None
) -> ReportingPeriod:
    """Make the roster and the expected updates; return the period. `by` is None for the job.

    Raises NotAllowed, Stale, Conflict.
    """
    officer = None if by is None else officer_of(by)
    is_planned = require_state(
        State.PLANNED, refusal=_("Only a planned period can be opened."), code="period_not_planned"
    )
    held = lock_period(period, version, is_planned)
    write(held, state=State.OPEN, opened_at=at, opened_by=officer)
    roster = make_roster(period=held, at=held.opens_at)
    parties = [entry.party_id for entry in roster if entry.decision == RosterEntry.Decision.IN]
    expected = expect(held, parties=parties, at=at)
    log(AuditAction.OPEN_PERIOD, held, by=officer, at=at, parties=len(parties), expected=expected)
    return held


@transaction.atomic
def close_period(
    *, period: ReportingPeriod, by: Person | None, at: datetime, version: int | None = None
) -> ReportingPeriod:
    """Close it; what was not submitted becomes not reported. `by` is None for the job.

    Return the period. Working copies stay as they are. Raises NotAllowed, Stale, Conflict.
    """
    officer = None if by is None else officer_of(by)
    is_open = require_state(
        State.OPEN, refusal=_("Only an open period can be closed."), code="period_not_open"
    )
    held = lock_period(period, version, is_open)
    write(held, state=State.CLOSED, closed_at=at, closed_by=officer)
    begun = ProgressUpdate.objects.filter(period=held, state__in=ENDED_BY_CLOSING)
    ended = list(locked(begun.only("pk", "state", "sample").order_by("pk")))
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
    log(AuditAction.CLOSE_PERIOD, held, by=officer, at=at, not_reported=len(ended))
    return held


def open_due(at: datetime) -> list[str]:
    """Open every planned period whose time has come; return their keys."""
    return _for_each(ReportingPeriod.objects.to_open(at), open_period, at)


def close_due(at: datetime) -> list[str]:
    """Close every open period whose time has come; return their keys."""
    return _for_each(ReportingPeriod.objects.to_close(at), close_period, at)


def _for_each(
    periods: Iterable[ReportingPeriod], verb: Callable[..., ReportingPeriod], at: datetime
) -> list[str]:
    done = []
    for period in periods:
        try:
            verb(period=period, by=None, at=at)
        except Conflict:  # somebody else did it meanwhile
            continue
        done.append(period.key)
    return done
