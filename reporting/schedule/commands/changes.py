"""Changes to the schedule: an officer moves a report, leaves it out, or restores it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Conflict, Fault, NotAllowed
from commitments.foundation.models.audit import record
from commitments.models import User
from commitments.people.rules.permissions import Person
from reporting.audit_actions import AuditAction
from reporting.reports.rules.permissions import may_request
from reporting.schedule.commands.due import hold
from reporting.schedule.models.schedule_change import ScheduleChange
from reporting.schedule.queries.plan import Entry, EntryState, opening_of
from tracker.fields.cleaning import clean_fields, moment, or_none, refuse, text

REASON_MAX = 2000


@transaction.atomic
def change(*, entry: Entry, changes: Mapping[str, Any], by: Person, at: datetime) -> Entry:
    """Move a report to another moment, or leave it out (`at`: null); return the entry.

    `changes`: `at` and `reason`, both required. Raises NotAllowed, Conflict, Invalid.
    """
    officer = _officer(by)
    now = _hold(entry, at)
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
    officer = _officer(by)
    now = _hold(entry, at)
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


def _officer(person: Person) -> User:
    if not may_request(person) or not isinstance(person, User):
        raise NotAllowed(_("Only the secretariat changes the schedule."))
    return person


def _hold(entry: Entry, at: datetime) -> Entry:
    """Return the current entry, its subject locked. Raises Conflict if its report was made."""
    now = hold(entry, at)
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
    action: AuditAction, entry: Entry, *, by: User, at: datetime, to: datetime | None, **detail: Any
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
