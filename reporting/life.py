"""What every verb on a report does: hold its row, move it on, write it down, queue what follows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from commitments.errors import Conflict, Stale, Words
from commitments.models import User
from commitments.models.audit import record
from reporting.audit_actions import AuditAction

from .models import StatusReport


def lock(report_id: int) -> StatusReport | None:
    """Return the report, its row locked until the transaction ends; None where it is gone."""
    return _rows().filter(pk=report_id).first()


def hold(
    report: StatusReport, *, version: int | None, states: Collection[str], refusal: Words
) -> StatusReport:
    """Return the report as it is now, locked.

    Raises Stale where it is no longer the version that the person read, Conflict (`refusal`)
    where it is in none of the states.
    """
    found = _rows().get(pk=report.pk)
    if version is not None and version != found.version:
        raise Stale(_("The report has changed since you read it."))
    if found.state not in states:
        raise Conflict(refusal)
    return found


def _rows() -> QuerySet[StatusReport]:
    # The dataset is megabytes, and hardly ever what is wanted of a locked row.
    return StatusReport.objects.select_for_update().defer("dataset")


def move(report: StatusReport, state: str, **changes: Any) -> None:
    """Write a locked report's new state, and what changes with it; one version on."""
    for name, value in (changes | {"state": state}).items():
        setattr(report, name, value)
    report.version += 1
    report.save(update_fields=["state", "version", *changes])


def log(
    action: AuditAction, report: StatusReport, *, by: User | None, at: datetime, **detail: Any
) -> None:
    """Write in the audit log what was done to a report. `by=None`: the clock did it."""
    record(
        action=action,
        object_type="report",
        object_key=str(report.pk),
        by=by,
        at=at,
        kind=report.kind,
        audience=report.audience,
        **detail,
    )


def send(task: str, **given: Any) -> None:
    """Queue a task of reporting.tasks, now."""
    current_app.send_task(f"reporting.tasks.{task}", kwargs=given)


def queue_assembly(report_id: int) -> None:
    """Queue what a report still needs, once the transaction holds."""
    transaction.on_commit(partial(send, "assemble_report", report_id=report_id))
