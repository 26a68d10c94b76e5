"""What people do with a report: request it, try it again, discard it, issue it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Conflict, NotAllowed
from commitments.models import User
from commitments.people.rules.permissions import Person
from reporting.audit_actions import AuditAction
from reporting.reports.commands import report_state
from reporting.reports.models.failure import Failure
from reporting.reports.models.report import StatusReport
from reporting.reports.queries import progress
from reporting.reports.rules import report_request, symbols
from reporting.reports.rules.permissions import may_issue, may_request
from reporting.reports.rules.report_states import ReportStep

State = StatusReport.State
_NO_FAILURE: dict[str, Any] = {
    "failure_code": "",
    "failure_step": "",
    "failure_detail": "",
    "failure_place": {},
}


def request(*, by: Person | None, at: datetime, **specification: Any) -> StatusReport:
    """Request a report; return it, in state requested.

    `specification`: keyword arguments of `report_request.check`. `by=None`: the schedule requests
    it. Raises NotAllowed, and Invalid with every fault.
    """
    if by is not None:
        _refuse_others(by)
    author = by if isinstance(by, User) else None
    checked = report_request.check(at=at, **specification)
    with transaction.atomic():
        report = StatusReport.objects.create(
            **checked.subject,
            languages=list(checked.languages),
            formats=list(checked.formats),
            requested_at=at,
            requested_by=author,
        )
        report_state.log(AuditAction.REQUEST_REPORT, report, by=author, at=at)
        report_state.queue_assembly(report.pk)
    return report


def retry(
    *, report: StatusReport, by: User, at: datetime, version: int | None = None
) -> StatusReport:
    """Resume a failed or discarded report where it stopped.

    Raises NotAllowed, Stale, and Conflict, also where another report has taken the symbol of a
    discarded one, or corrects the same report.
    """
    _refuse_others(by)
    with transaction.atomic():
        refusal = _("Only a failed report can be tried again.")
        found = report_state.hold(report, step=ReportStep.RETRY, version=version, refusal=refusal)
        if found.corrects_id:
            # Locked, so that no other correction can begin meanwhile.
            report_state.lock(found.corrects_id)
        if found.replaced:
            raise Conflict(_("Another correction of the same report has been started since then."))
        state = State.BUILDING if found.dataset_sha256 else State.REQUESTED
        try:
            with transaction.atomic():
                locking.write(found, state=state, **_NO_FAILURE)
        except IntegrityError as error:
            raise Conflict(symbols.taken(found.symbol)) from error
        report_state.log(AuditAction.RETRY_REPORT, found, by=by, at=at)
        report_state.queue_assembly(found.pk)
    return found


def discard(
    *, report: StatusReport, by: User, at: datetime, version: int | None = None
) -> StatusReport:
    """Discard a draft or a failed report; `retry` resumes it.

    Nothing is deleted: the checksums of its files are still recognized. Another report may take
    its symbol meanwhile, or correct the report that it was to correct.
    Raises NotAllowed, Stale, Conflict.
    """
    _refuse_others(by)
    with transaction.atomic():
        refusal = _("Only a draft, or a report that failed, can be discarded.")
        found = report_state.hold(report, step=ReportStep.DISCARD, version=version, refusal=refusal)
        if found.discarded:
            raise Conflict(refusal)
        locking.write(
            found,
            state=State.FAILED,
            built_at=None,
            **(_NO_FAILURE | {"failure_code": Failure.DISCARDED}),
        )
        report_state.log(AuditAction.DISCARD_REPORT, found, by=by, at=at)
    return found


def issue(
    *, report: StatusReport, by: User, at: datetime, version: int | None = None
) -> StatusReport:
    """Publish a draft, which never changes afterwards. Raises NotAllowed, Stale, Conflict."""
    if not may_issue(by):
        raise NotAllowed(_("Officers of the secretariat issue reports."))
    with transaction.atomic():
        refusal = _("Only a draft can be issued.")
        found = report_state.hold(report, step=ReportStep.ISSUE, version=version, refusal=refusal)
        if progress.missing_files(found):
            raise Conflict(_("Some of its files have not been prepared yet."))
        locking.write(found, state=State.ISSUED, issued_at=at, issued_by=by)
        report_state.log(
            AuditAction.ISSUE_REPORT, found, by=by, at=at, dataset_sha256=found.dataset_sha256
        )
    return found


def _refuse_others(person: Person) -> None:
    if not may_request(person):
        raise NotAllowed(_("Officers of the secretariat request reports."))
