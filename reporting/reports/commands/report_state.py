"""What every verb on a report does: hold its row, log it, queue what follows."""

from __future__ import annotations

from collections.abc import Collection
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


def lock(report_id: int) -> StatusReport | None:
    """Return the report, its row locked until the transaction ends; None where it is gone."""
    return locking.locked(_rows()).filter(pk=report_id).first()


def hold(
    report: StatusReport, *, version: int | None, states: Collection[str], refusal: Words
) -> StatusReport:
    """Return the report as it is now, locked.

    Raises Stale where it is no longer the version that the person read, Conflict (`refusal`)
    where it is in none of the states.
    """
    return locking.lock_row(
        report, rows=_rows(), version=version, check=locking.require_state(*states, refusal=refusal)
    )


def _rows() -> QuerySet[StatusReport]:
    # The dataset is megabytes, and hardly ever what is wanted of a locked row.
    return StatusReport.objects.defer("dataset")


def log(
    action: AuditAction, report: StatusReport, *, by: User | None, at: datetime, **detail: Any
) -> None:
    """Write in the audit log what was done to a report. `by=None`: the clock did it."""
    detail |= {"kind": report.kind, "audience": report.audience}
    locking.log(action, report, by=by, at=at, **detail)


def send(task: str, **given: Any) -> None:
    """Queue a task of reporting.tasks, now."""
    current_app.send_task(f"reporting.tasks.{task}", kwargs=given)


def queue_assembly(report_id: int) -> None:
    """Queue what a report still needs, once the transaction holds."""
    transaction.on_commit(partial(send, "assemble_report", report_id=report_id))
