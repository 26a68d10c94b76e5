"""What people do with a report: request it, try it again, discard it, issue it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Conflict
from commitments.people.rules.permissions import Person
from reporting.audit_actions import AuditAction
from reporting.reports.commands import report_state
from reporting.reports.models.failure import Failure
from reporting.reports.models.report import StatusReport
from reporting.reports.queries import progress
from reporting.reports.rules import report_request, symbols
from reporting.reports.rules.report_states import ReportStep

State = StatusReport.State
_NO_FAILURE: Final[dict[str, Any]] = {"failure_step": "", "failure_detail": "", "failure_place": {}}


def request(*, by: Person | None, at: datetime, **specification: Any) -> StatusReport:
    """Request a report; return it, in state requested.

    `specification`: keyword arguments of `report_request.check`. `by=None`: the schedule requests
    it. Raises NotAllowed, and Invalid with every fault.
    """
    author = report_state.officer(by) if by is not None else None
    checked = report_request.check(at=at, **specification)
    with transaction.atomic():
        report = StatusReport.objects.create(
            **checked.subject.columns,
            languages=list(checked.languages),
            formats=list(checked.formats),
            requested_at=at,
            requested_by=author,
        )
        report_state.log(AuditAction.REQUEST_REPORT, report, by=author, at=at)
        report_state.queue_assembly(report.pk)
    return report


@transaction.atomic
def retry(
    *, report: StatusReport, by: Person, at: datetime, version: int | None = None
) -> StatusReport:
    """Resume a failed or discarded report where it stopped.

    Raises NotAllowed, Stale, and Conflict, also where another report has taken the symbol of a
    discarded one, or corrects the same report.
    """
    row, officer = report_state.hold(report, step=ReportStep.RETRY, by=by, version=version)
    if row.corrects_id:
        # Locked, so that no other correction can begin meanwhile.
        report_state.lock(row.corrects_id)
    if row.replaced:
        raise Conflict(_("Another correction of the same report has been started since then."))
    state = State.BUILDING if row.dataset_sha256 else State.REQUESTED
    try:
        with transaction.atomic():
            locking.write(row, state=state, failure_code="", **_NO_FAILURE)
    except IntegrityError as error:
        raise Conflict(symbols.taken(row.symbol)) from error
    report_state.log(AuditAction.RETRY_REPORT, row, by=officer, at=at)
    report_state.queue_assembly(row.pk)
    return row


@transaction.atomic
def discard(
    *, report: StatusReport, by: Person, at: datetime, version: int | None = None
) -> StatusReport:
    """Discard a draft or a failed report; `retry` resumes it.

    Nothing is deleted: the checksums of its files are still recognized. Another report may take
    its symbol meanwhile, or correct the report that it was to correct.
    Raises NotAllowed, Stale, Conflict.
    """
    row, officer = report_state.hold(report, step=ReportStep.DISCARD, by=by, version=version)
    locking.write(
        row, state=State.FAILED, built_at=None, failure_code=Failure.DISCARDED, **_NO_FAILURE
    )
    report_state.log(AuditAction.DISCARD_REPORT, row, by=officer, at=at)
    return row


@transaction.atomic
def issue(
    *, report: StatusReport, by: Person, at: datetime, version: int | None = None
) -> StatusReport:
    """Publish a draft, which never changes afterwards. Raises NotAllowed, Stale, Conflict."""
    row, officer = report_state.hold(report, step=ReportStep.ISSUE, by=by, version=version)
    if progress.missing_files(row):
        raise Conflict(_("Some of its files have not been prepared yet."))
    locking.write(row, state=State.ISSUED, issued_at=at, issued_by=officer)
    report_state.log(
        AuditAction.ISSUE_REPORT, row, by=officer, at=at, dataset_sha256=row.dataset_sha256
    )
    return row
