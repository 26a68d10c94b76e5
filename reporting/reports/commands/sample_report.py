"""One issued report of the sample data, so that a trial installation has a report to open."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from commitments.foundation import locking
from commitments.foundation.errors import Conflict
from commitments.foundation.models.audit import record
from commitments.models import AssemblySession, User
from reporting.audit_actions import AuditAction
from reporting.reports.commands import lifecycle
from reporting.reports.models.report import StatusReport
from tracker.models import ProgressUpdate

State = StatusReport.State
SESSION: Final = 42
LANGUAGES: Final = ("en", "es")


def take_up(*, at: datetime) -> bool:
    """Request the report, or issue its draft; return whether nothing is left to do.

    Safe to repeat. Without sample data there is nothing to do.
    """
    officer = User.objects.filter(
        sample=True, is_active=True, secretariat_role=User.SecretariatRole.OFFICER
    ).first()
    has_sample = ProgressUpdate.objects.filter(
        sample=True, period__cycle__to_session__number=SESSION
    ).exists()
    if officer is None or not has_sample:
        return True
    report = _requested(officer, at)
    if report.state == State.DRAFT:
        try:
            lifecycle.issue(report=report, by=officer, at=at)
        except Conflict:
            # Another worker has just issued it.
            return False
        return True
    return report.state in (State.ISSUED, State.FAILED)


@transaction.atomic
def _requested(officer: User, at: datetime) -> StatusReport:
    """Return the report; request it if it does not exist yet."""
    regular = AssemblySession.objects.filter(kind=AssemblySession.Kind.REGULAR)
    session = locking.locked(regular).get(number=SESSION)
    found = StatusReport.objects.filter(showcase=True).defer("dataset").first()
    if found is not None:
        return found
    report = lifecycle.request(
        by=officer,
        at=at,
        kind=StatusReport.Kind.ASSEMBLY,
        session=session.key,
        languages=LANGUAGES,
    )
    report.showcase = True
    report.save(update_fields=["showcase"])
    record(
        action=AuditAction.MAKE_SAMPLE_REPORT,
        object_type="report",
        object_key=str(report.pk),
        by=officer,
        at=at,
    )
    return report
