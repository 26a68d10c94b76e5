"""Takes out the reports that were made of sample data, and then the sample itself."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from commitments.models import User
from reporting.models import ReportFile, StatusReport
from tracker.sample.removal import purge


@transaction.atomic
def purge_sample(*, by: User | None, at: datetime) -> tuple[int, int]:
    """Remove sample reports with their files, and every sample row; return how many of each."""
    reports = StatusReport.objects.filter(sample=True)
    names = list(ReportFile.objects.filter(report__sample=True).values_list("file", flat=True))
    count = reports.count()
    # A correction points to what it corrects: the newest goes first.
    for report in reports.order_by("-pk"):
        report.delete()
    for name in names:
        if not ReportFile.objects.filter(file=name).exists():
            transaction.on_commit(partial(default_storage.delete, name))
    return count, purge(by=by, at=at)
