"""Removes the reports made of sample data, then the sample data itself."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from commitments.models import User
from reporting.reports.models.report import ReportFile, StatusReport
from reporting.schedule.models.schedule_change import ScheduleChange
from tracker.sample.removal import purge


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
