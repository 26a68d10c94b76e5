"""Shared by the commands on reports: lock the row, write the audit log, queue the next task."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import QuerySet

from commitments.foundation import locking
from commitments.foundation.errors import Words
from commitments.models import User
from reporting.audit_actions import AuditAction
from reporting.reports.models.report import StatusReport
from reporting.reports.rules.report_states import TRANSITIONS, ReportStep


def lock(report_id: int) -> StatusReport | None:
    """Return the report, locked until the transaction ends; None if it no longer exists."""
    return locking.locked(_rows()).filter(pk=report_id).first()


def hold(
    report: StatusReport, *, step: ReportStep, version: int | None, refusal: Words
) -> StatusReport:
    """Return the current row of a report, locked until the transaction ends.

    Raises Stale if its version is no longer `version`, and Conflict with `refusal` if the step is
    not taken from its state.
    """
    check = locking.require_state(*TRANSITIONS[step].sources, refusal=refusal)
    return locking.lock_row(report, rows=_rows(), version=version, check=check)


def _rows() -> QuerySet[StatusReport]:
    # The dataset has megabytes, and few commands need it.
    return StatusReport.objects.defer("dataset")


def log(
    action: AuditAction, report: StatusReport, *, by: User | None, at: datetime, **detail: Any
) -> None:
    """Record an action on a report in the audit log. `by=None`: a scheduled job did it."""
    detail |= {"kind": report.kind, "audience": report.audience}
    locking.log(action, report, by=by, at=at, **detail)


def send(task: str, **arguments: Any) -> None:
    """Queue a task of reporting.tasks at once."""
    current_app.send_task(f"reporting.tasks.{task}", kwargs=arguments)


def queue_assembly(report_id: int) -> None:
    """Queue the making of a report once the transaction is committed."""
    transaction.on_commit(partial(send, "assemble_report", report_id=report_id))
