"""Planning a period, and changing its dates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Conflict, Fault
from commitments.foundation.locking import log, write
from commitments.models import Instrument
from commitments.people.rules.permissions import Person
from tracker.audit_actions import AuditAction
from tracker.fields.cleaning import Cleaner, clean_fields, clean_words, day, moment, refuse
from tracker.models import ReportingCycle, ReportingPeriod
from tracker.periods.commands.locked_period import lock_period, officer_of

_KEY: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}")
_FIELDS: Final[Mapping[str, Cleaner]] = {
    "covers_from": day,
    "covers_to": day,
    "opens_at": moment,
    "due_at": moment,
    "closes_at": moment,
}
_FIELDS_WHILE_OPEN: Final = {"due_at", "closes_at"}


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
    clean = clean_fields(
        {
            "covers_from": covers_from,
            "covers_to": covers_to,
            "opens_at": opens_at,
            "due_at": due_at,
            "closes_at": closes_at,
        },
        _FIELDS,
    )
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
    changes: Mapping[str, Any],
    by: Person,
    at: datetime,
    version: int | None = None,
    reason: Any = "",
) -> ReportingPeriod:
    """Change dates; return the period. Of an open one only the due and the closing date can change.

    The log keeps each date before and after, and the `reason` where one is given.
    Raises NotAllowed, Stale, Conflict, Invalid.
    """
    officer = officer_of(by)
    locked = lock_period(period, version)
    if locked.state == ReportingPeriod.State.CLOSED:
        raise Conflict(_("The period is closed."), code="period_closed")
    if locked.state == ReportingPeriod.State.OPEN and set(changes) & (
        set(_FIELDS) - _FIELDS_WHILE_OPEN
    ):
        raise Conflict(
            _("In an open period, only the due date and the closing date can be changed."),
            code="period_open",
        )
    clean = clean_fields(changes, _FIELDS)
    words = clean_words(reason, name="reason", required=False)
    moved = {
        name: [getattr(locked, name).isoformat(), value.isoformat()]
        for name, value in clean.items()
        if getattr(locked, name) != value
    }
    for name, value in clean.items():
        setattr(locked, name, value)
    refuse(_faults_of_dates(locked))
    write(locked)
    log(AuditAction.AMEND_PERIOD, locked, by=officer, at=at, moved=moved, reason=words)
    return locked


def _faults_of_key(key: str) -> list[Fault]:
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        return [
            Fault("/key", "wrong_form", _("This must be a year and a half-year, such as 2012-1."))
        ]
    if ReportingPeriod.objects.filter(key=key).exists():
        return [Fault("/key", "not_unique", _("There is already a period with this key."))]
    return []


def _faults_of_dates(period: ReportingPeriod) -> list[Fault]:
    faults = []
    if period.covers_to <= period.covers_from:
        faults.append(
            Fault("/covers_to", "out_of_order", _("The time it covers ends before it starts."))
        )
    if period.due_at <= period.opens_at:
        faults.append(Fault("/due_at", "out_of_order", _("The due date is before the opening.")))
    if period.closes_at < period.due_at:
        faults.append(Fault("/closes_at", "out_of_order", _("The closing is before the due date.")))
    return faults


def _faults_of_instruments(instruments: Sequence[Instrument]) -> list[Fault]:
    if instruments:
        return []
    return [Fault("/instruments", "required", _("A period covers at least one instrument."))]
