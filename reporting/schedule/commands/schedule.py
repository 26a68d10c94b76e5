"""Requests the reports that are due; officers move a report, leave it out, or restore it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Conflict, DomainError, Fault, Invalid
from commitments.foundation.models.audit import record
from commitments.models import User
from commitments.people.rules.permissions import Person
from reporting.audit_actions import AuditAction
from reporting.reports.commands import report_state
from reporting.reports.commands.lifecycle import request
from reporting.reports.rules.permissions import may_request
from reporting.schedule.models import ScheduleChange
from reporting.schedule.queries import Entry, EntryState, entry_of, opening_of, planned
from tracker.fields.cleaning import clean_fields, moment, or_none, refuse, text

REASON_MAX: Final = 2000
_OFFICERS_ONLY: Final = _("Only the secretariat changes the schedule.")


class NotAllMade(Exception):
    """Some reports could not be requested, with the reasons; the others were."""


def request_due(*, at: datetime) -> list[str]:
    """Request each report that is due; return a line for each. Safe to repeat.

    A report missed while nothing ran is requested once, as of its scheduled moment.
    Raises NotAllMade after all the others were requested.
    """
    made, refused = [], []
    for entry in planned(at=at):
        if entry.state != EntryState.DUE:
            continue
        try:
            if _request(entry, at):
                made.append(" ".join(entry.address))
        except DomainError as error:
            faults = error.faults if isinstance(error, Invalid) else ()
            words = " ".join(map(str, (error.detail, *(fault.detail for fault in faults))))
            refused.append(f"{' '.join(entry.address)}: {words}")
    if refused:
        raise NotAllMade("; ".join([*refused, *(f"{line}: asked for" for line in made)]))
    return made


@transaction.atomic
def _request(entry: Entry, at: datetime) -> bool:
    """Request one report, unless another process has just done so; return whether it was."""
    now = _hold(entry, at)
    if now is None or now.state != EntryState.DUE:
        return False
    request(
        by=None,
        at=at,
        kind=now.kind,
        instrument=now.instrument.key,
        session=now.session.key if now.session else "",
        period=now.period.key if now.period else "",
        # An officer who moves the report of a period wants it to include what was accepted by
        # then. None: the default of `report_request.check`.
        as_of=now.moment if now.change and now.period else None,
    )
    return True


def _hold(entry: Entry, at: datetime) -> Entry | None:
    """Return the current entry, its session or period locked until the transaction ends.

    So requesting a report and changing its entry never happen at the same time.
    """
    locking.lock_row(entry.subject)
    kind, instrument, key = entry.address
    return entry_of(kind=kind, instrument=instrument, key=key, at=at)


# Changes by officers ----------------------------------------------------------------------------


@transaction.atomic
def change(*, entry: Entry, changes: Mapping[str, object], by: Person, at: datetime) -> Entry:
    """Move a report to another moment, or leave it out (`at`: null); return the entry.

    `changes`: `at` and `reason`, both required. Raises NotAllowed, Conflict, Invalid.
    """
    officer = report_state.officer(by, _OFFICERS_ONLY)
    now = _unmade(entry, at)
    clean = clean_fields(
        changes,
        {
            "at": or_none(moment),
            "reason": lambda words: text(words, longest=REASON_MAX, required=True),
        },
        required=("at", "reason"),
    )
    if clean["at"] is not None:
        refuse(list(_faults(now, clean["at"], at)))
    row, _created = ScheduleChange.objects.update_or_create(
        kind=now.kind,
        instrument=now.instrument,
        session=now.session,
        period=now.period,
        defaults={**clean, "changed_at": at, "changed_by": officer},
    )
    _log(
        AuditAction.CHANGE_SCHEDULE, now, by=officer, at=at, to=clean["at"], reason=clean["reason"]
    )
    return replace(now, change=row)


@transaction.atomic
def restore(*, entry: Entry, by: Person, at: datetime) -> Entry:
    """Undo a change, so that the dates decide again. Raises NotAllowed, Conflict."""
    officer = report_state.officer(by, _OFFICERS_ONLY)
    now = _unmade(entry, at)
    if now.change is None:
        raise Conflict(_("No one has changed it."), code="not_changed")
    now.change.delete()
    _log(AuditAction.RESTORE_SCHEDULE, now, by=officer, at=at, to=now.derived)
    return replace(now, change=None)


def verbs_open_to(*, entry: Entry, person: Person) -> list[str]:
    """Return which of `change`, `restore` the person may use on the entry now."""
    if not may_request(person) or entry.state == EntryState.MADE:
        return []
    return ["change", "restore"] if entry.change else ["change"]


def _unmade(entry: Entry, at: datetime) -> Entry:
    """Return the current entry, its subject locked. Raises Conflict if its report was made."""
    now = _hold(entry, at)
    if now is None:
        raise Conflict(_("This report is no longer in the schedule."), code="not_planned")
    if now.state == EntryState.MADE:
        raise Conflict(_("This report has already been prepared."), code="already_made")
    return now


def _faults(entry: Entry, wanted: datetime, at: datetime) -> Iterator[Fault]:
    if wanted <= at:
        yield Fault("/at", "in_past", _("This must be a moment in the future."))
    if entry.period and entry.derived and wanted < entry.derived:
        yield Fault("/at", "before_close", _("The period will not have closed by then."))
    opening = opening_of(entry.session) if entry.session else None
    if opening is not None and wanted >= opening:
        yield Fault("/at", "after_opening", _("The session will have opened by then."))


def _log(
    action: AuditAction,
    entry: Entry,
    *,
    by: User,
    at: datetime,
    to: datetime | None,
    **detail: object,
) -> None:
    """Record the old and new moment in the audit log; null: left out, or not known."""
    before = entry.moment
    record(
        action=action,
        object_type="schedule",
        object_key="/".join(entry.address),
        by=by,
        at=at,
        before=before and before.isoformat(),
        after=to and to.isoformat(),
        **detail,
    )
