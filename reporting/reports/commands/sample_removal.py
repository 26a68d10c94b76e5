"""Takes out the reports that were made of sample data, and then the sample itself."""

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
    # One that sample people have just asked for does not know yet what it is made of.
    reports = StatusReport.objects.filter(
        Q(sample=True) | Q(requested_by__sample=True, dataset=None)
    )
    names = list(ReportFile.objects.filter(report__in=reports).values_list("file", flat=True))
    count = reports.count()
    ScheduleChange.objects.filter(changed_by__sample=True).delete()
    # A correction points to what it corrects: the newest goes first.
    for report in reports.order_by("-pk"):
        report.delete()
    for name in names:
        if not ReportFile.objects.filter(file=name).exists():
            transaction.on_commit(partial(default_storage.delete, name))
    return count, purge(by=by, at=at)
