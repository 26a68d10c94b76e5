"""The stored files of reports: each exists completely, or not at all."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import partial
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string

from reporting.reports.commands import report_state
from reporting.reports.models.file import FormerFile, ReportFile, Stage
from reporting.reports.models.report import StatusReport

FOLDER: Final = "reports"


def keep(
    report: StatusReport, stage: Stage, *, language: str, format: str, content: bytes, at: datetime
) -> bool:
    """Store a file, then its row; return whether both were kept. Otherwise nothing remains.

    It is not kept if another worker made it first, or if the report has another dataset by now.
    """
    checksum = hashlib.sha256(content).hexdigest()
    # A unique name, so that a partial file of a killed worker is never mistaken for it.
    name = f"{FOLDER}/{checksum[:16]}-{get_random_string(12)}.{format}"
    kept = False
    try:
        name = default_storage.save(name, ContentFile(content))
        with transaction.atomic():
            now = report_state.lock(report.pk)
            as_before = (StatusReport.State.BUILDING, report.dataset_sha256)
            up_to_date = now is not None and (now.state, now.dataset_sha256) == as_before
            if up_to_date:
                ReportFile.objects.create(
                    report_id=report.pk,
                    stage=stage,
                    language=language,
                    format=format,
                    file=name,
                    size=len(content),
                    sha256=checksum,
                    made_at=at,
                )
        kept = up_to_date
    except IntegrityError:
        return False
    finally:
        if not kept:
            # Even after an error: a partial file would take disk space from the next one.
            default_storage.delete(name)
    return kept


def drop(report: StatusReport, *, at: datetime) -> None:
    """Delete a report's files, in the caller's transaction, but remember their checksums."""
    files = list(report.files.all())
    FormerFile.objects.bulk_create(
        FormerFile(
            report=report,
            stage=file.stage,
            language=file.language,
            format=file.format,
            sha256=file.sha256,
            dataset_sha256=report.dataset_sha256,
            dropped_at=at,
        )
        for file in files
    )
    report.files.all().delete()
    for file in files:
        transaction.on_commit(partial(default_storage.delete, str(file.file.name)))


def remove_orphans(*, before: datetime) -> int:
    """Delete the files older than `before` that belong to no report; return how many."""
    if not default_storage.exists(FOLDER):
        return 0
    _folders, names = default_storage.listdir(FOLDER)
    current = set(ReportFile.objects.values_list("file", flat=True))
    paths = {f"{FOLDER}/{name}" for name in names} - current
    old = [path for path in paths if default_storage.get_modified_time(path) < before]
    for path in old:
        default_storage.delete(path)
    return len(old)
