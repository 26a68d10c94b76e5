"""The report that shows the sample data of a trial installation, and the removal of such data."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from commitments.foundation import locking
from commitments.foundation.errors import Conflict
from commitments.foundation.models.audit import record
from commitments.models import AssemblySession, User
from reporting.audit_actions import AuditAction
from reporting.reports.commands import lifecycle
from reporting.reports.models.file import ReportFile
from reporting.reports.models.report import StatusReport
from reporting.schedule.models import ScheduleChange
from tracker.models import ProgressUpdate
from tracker.sample.removal import purge

State = StatusReport.State
SESSION: Final = 42
LANGUAGES: Final = ("en", "es")


def take_up(*, at: datetime) -> bool:
    """Request the sample report, or issue its draft; return whether nothing is left to do.

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
    report = StatusReport.objects.filter(showcase=True).defer("dataset").first()
    if report is not None:
        return report
    kind = StatusReport.Kind.ASSEMBLY
    report = lifecycle.request(
        by=officer, at=at, kind=kind, session=session.key, languages=LANGUAGES
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


@transaction.atomic
def purge_sample(*, by: User | None, at: datetime) -> tuple[int, int]:
    """Remove sample reports with their files, and every sample row; return how many of each."""
    # A report that sample people requested is not marked as sample until it has a dataset.
    reports = StatusReport.objects.filter(
        Q(sample=True) | Q(requested_by__sample=True, dataset=None)
    )
    names = list(ReportFile.objects.filter(report__in=reports).values_list("file", flat=True))
    count = reports.count()
    ScheduleChange.objects.filter(changed_by__sample=True).delete()
    # A correction refers to the report it corrects, so the newest is deleted first.
    for report in reports.order_by("-pk"):
        report.delete()
    for name in names:
        if not ReportFile.objects.filter(file=name).exists():
            transaction.on_commit(partial(default_storage.delete, name))
    return count, purge(by=by, at=at)
