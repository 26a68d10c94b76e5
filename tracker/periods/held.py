"""A period held for a change: who may, the lock, and the log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commitments.errors import NotAllowed
from commitments.models import User
from commitments.models.audit import record
from commitments.permissions import Person
from tracker.audit_actions import AuditAction

from ..models import ReportingPeriod
from ..permissions import may_run_periods
from ..workflow.step import check_version


def officer_of(person: Person) -> User:
    """Return the person, who may run periods. Raises NotAllowed."""
    if not may_run_periods(person) or not isinstance(person, User):
        raise NotAllowed(_("Only the secretariat runs the periods."))
    return person


def hold(period: ReportingPeriod, version: int | None) -> ReportingPeriod:
    """Return the period as it is now, locked until the transaction ends.

    Steps of the workflow under way in it are waited for. Raises Stale.
    """
    held = (
        ReportingPeriod.objects.select_for_update(of=("self",))
        .select_related("cycle__to_session")
        .get(pk=period.pk)
    )
    check_version(held, version)
    return held


def write(period: ReportingPeriod) -> None:
    """Write the period, which is held, one version on."""
    period.version += 1
    period.save()


def log(
    action: AuditAction, period: ReportingPeriod, *, by: User | None, at: datetime, **detail: Any
) -> None:
    """Keep in the audit log who did what. `by=None`: the job."""
    record(action=action, object_type="period", object_key=period.key, by=by, at=at, **detail)
