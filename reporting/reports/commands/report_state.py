"""Shared by the commands on reports: lock the row, write the audit log, queue the next task."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from celery import current_app
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Conflict, NotAllowed, Words
from commitments.models import User
from commitments.people.rules.permissions import Person
from reporting.audit_actions import AuditAction
from reporting.reports.models.report import StatusReport
from reporting.reports.rules.permissions import may_request
from reporting.reports.rules.report_states import ReportStep, allows

_REQUESTING: Final = _("Officers of the secretariat request reports.")
# By step: the refusal to anybody but an officer, and the refusal in another state of the report.
_REFUSALS: Final[dict[ReportStep, tuple[Words, Words]]] = {
    ReportStep.EDIT: (
        _("Officers of the secretariat edit reports."),
        _("Only a draft can be edited."),
    ),
    ReportStep.ISSUE: (
        _("Officers of the secretariat issue reports."),
        _("Only a draft can be issued."),
    ),
    ReportStep.RETRY: (_REQUESTING, _("Only a failed report can be tried again.")),
    ReportStep.DISCARD: (
        _REQUESTING,
        _("Only a draft, or a report that failed, can be discarded."),
    ),
    ReportStep.CORRECT: (
        _("Officers of the secretariat correct reports."),
        _("Only an issued report is corrected; a draft is edited."),
    ),
}


def officer(by: Person, refusal: Words = _REQUESTING) -> User:
    """Return the officer who acts. Raises NotAllowed for anybody else."""
    if not may_request(by) or not isinstance(by, User):
        raise NotAllowed(refusal)
    return by


def lock(report_id: int, step: ReportStep | None = None) -> StatusReport | None:
    """Return the report, locked until the transaction ends.

    None if it no longer exists, or if the step is not taken from its state.
    """
    report = locking.locked(_rows()).filter(pk=report_id).first()
    return None if report is None or (step and not allows(step, report)) else report


def hold(
    report: StatusReport, *, step: ReportStep, by: Person, version: int | None
) -> tuple[StatusReport, User]:
    """Return the current row, locked until the transaction ends, and the officer.

    Raises NotAllowed for anybody else, Stale if the row's version is no longer `version`, and
    Conflict if the step is not taken from its state.
    """
    not_allowed, conflict = _REFUSALS[step]
    author = officer(by, not_allowed)

    def check(row: StatusReport) -> None:
        if not allows(step, row) or (step == ReportStep.DISCARD and row.discarded):
            raise Conflict(conflict)

    return locking.lock_row(report, rows=_rows(), version=version, check=check), author


def _rows() -> QuerySet[StatusReport]:
    # The dataset has megabytes, and few commands need it.
    return StatusReport.objects.defer("dataset")


def log(
    action: AuditAction, report: StatusReport, *, by: User | None, at: datetime, **detail: object
) -> None:
    """Record an action on a report in the audit log. `by=None`: a scheduled job did it."""
    detail |= {"kind": report.kind, "audience": report.audience}
    locking.log(action, report, by=by, at=at, **detail)


def send(task: str, **arguments: object) -> None:
    """Queue a task of reporting.tasks at once."""
    current_app.send_task(f"reporting.tasks.{task}", kwargs=arguments)


def queue_assembly(report_id: int) -> None:
    """Queue the making of a report once the transaction is committed."""
    transaction.on_commit(partial(send, "assemble_report", report_id=report_id))
