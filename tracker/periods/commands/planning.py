"""Beginning a cycle, planning a period in it, and changing the period's dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Conflict, Fault, NotAllowed, Words
from commitments.foundation.locking import lock_row, log, write
from commitments.models import AssemblySession, Instrument, User
from commitments.people.rules.permissions import Person
from tracker.audit_actions import AuditAction
from tracker.fields.cleaning import Cleaner, clean_fields, clean_words, day, moment, refuse
from tracker.periods.models import ReportingCycle, ReportingPeriod
from tracker.periods.rules import DATES, DATES_WHILE_OPEN, may_run_periods

_REFUSAL: Final = _("Only the secretariat manages the periods.")
_KEY: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}")
_CLEANERS: Final[Mapping[str, Cleaner]] = {
    **dict.fromkeys(("covers_from", "covers_to"), day),
    **dict.fromkeys(("opens_at", "due_at", "closes_at"), moment),
}


def officer_of(person: Person, refusal: Words = _REFUSAL) -> User:
    """Return the person as an officer. Raises NotAllowed, with `refusal`, for anybody else."""
    if not may_run_periods(person) or not isinstance(person, User):
        raise NotAllowed(refusal)
    return person


def lock_period(
    period: ReportingPeriod,
    version: int | None,
    check: Callable[[ReportingPeriod], object] | None = None,
) -> ReportingPeriod:
    """Return the period as it is now, locked until the transaction ends.

    It waits for steps of the workflow in this period. Raises Stale, and what `check` raises.
    """
    rows = ReportingPeriod.objects.select_related("cycle__to_session")
    return lock_row(period, rows=rows, version=version, check=check)


@transaction.atomic
def begin_cycle(*, to_session: AssemblySession, by: Person, at: datetime) -> ReportingCycle:
    """Begin the cycle from the regular session before `to_session` to that one; return it.

    Raises NotAllowed, Conflict.
    """
    officer = officer_of(by)
    # Of two officers who do this at once, the second waits, then finds the cycle of the first.
    lock_row(to_session)
    if ReportingCycle.objects.filter(to_session=to_session).exists():
        raise Conflict(_("There is already a cycle to this session."), code="cycle_exists")
    regular = AssemblySession.objects.filter(kind=AssemblySession.Kind.REGULAR)
    is_regular = to_session.kind == AssemblySession.Kind.REGULAR
    before = regular.filter(number=to_session.number - 1).first() if is_regular else None
    if before is None:
        raise Conflict(
            _("A cycle runs from one regular session to the next, to which it reports."),
            code="no_session_before",
        )
    cycle = ReportingCycle.objects.create(from_session=before, to_session=to_session)
    log(AuditAction.BEGIN_CYCLE, cycle, by=officer, at=at, from_session=before.key)
    return cycle


@transaction.atomic
def plan(
    *,
    key: str,
    cycle: ReportingCycle,
    instruments: Sequence[Instrument],
    covers_from: date,
    covers_to: date,
    opens_at: datetime,
    due_at: datetime,
    closes_at: datetime,
    by: Person,
    at: datetime,
    sample: bool = False,
) -> ReportingPeriod:
    """Plan a period; return it. Raises NotAllowed, Invalid with every fault.

    A period that a sample administrator plans is sample data.
    """
    officer = officer_of(by)
    dates = (covers_from, covers_to, opens_at, due_at, closes_at)
    clean = clean_fields(dict(zip(DATES, dates, strict=True)), _CLEANERS)
    period = ReportingPeriod(key=key, cycle=cycle, sample=sample or officer.sample, **clean)
    refuse([*_faults_of_key(key), *_faults_of_dates(period), *_faults_of_instruments(instruments)])
    period.save()
    period.instruments.set(instruments)
    log(AuditAction.PLAN_PERIOD, period, by=officer, at=at)
    return period


@transaction.atomic
def amend(
    *,
    period: ReportingPeriod,
    changes: Mapping[str, object],
    by: Person,
    at: datetime,
    version: int | None = None,
    reason: object = "",
) -> ReportingPeriod:
    """Change dates; return the period. Of an open one only the due and the closing date can change.

    The log keeps each date before and after, and the `reason` where one is given.
    Raises NotAllowed, Stale, Conflict, Invalid.
    """
    officer = officer_of(by)
    locked = lock_period(period, version)
    if locked.state == ReportingPeriod.State.CLOSED:
        raise Conflict(_("The period is closed."), code="period_closed")
    if locked.state == ReportingPeriod.State.OPEN and any(
        name in DATES and name not in DATES_WHILE_OPEN for name in changes
    ):
        raise Conflict(
            _("In an open period, only the due date and the closing date can be changed."),
            code="period_open",
        )
    clean = clean_fields(changes, _CLEANERS)
    words = clean_words(reason, name="reason", required=False)
    moved = {}
    for name, value in clean.items():
        if getattr(locked, name) != value:
            moved[name] = [getattr(locked, name).isoformat(), value.isoformat()]
            setattr(locked, name, value)
    refuse(_faults_of_dates(locked))
    write(locked)
    log(AuditAction.AMEND_PERIOD, locked, by=officer, at=at, moved=moved, reason=words)
    return locked


def _faults_of_key(key: str) -> list[Fault]:
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        words = _("This must be a year and a half-year, such as 2012-1.")
        return [Fault("/key", "wrong_form", words)]
    if ReportingPeriod.objects.filter(key=key).exists():
        return [Fault("/key", "not_unique", _("There is already a period with this key."))]
    return []


def _faults_of_dates(period: ReportingPeriod) -> list[Fault]:
    faults = []
    if period.covers_to <= period.covers_from:
        words = _("The time it covers ends before it starts.")
        faults.append(Fault("/covers_to", "out_of_order", words))
    if period.due_at <= period.opens_at:
        faults.append(Fault("/due_at", "out_of_order", _("The due date is before the opening.")))
    if period.closes_at < period.due_at:
        faults.append(Fault("/closes_at", "out_of_order", _("The closing is before the due date.")))
    return faults


def _faults_of_instruments(instruments: Sequence[Instrument]) -> list[Fault]:
    if instruments:
        return []
    return [Fault("/instruments", "required", _("A period covers at least one instrument."))]
