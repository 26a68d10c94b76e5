"""The files of reports on the disk (or wherever they are kept): each there whole, or not at all."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import partial
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string

from reporting.reports.commands import report_state as life
from reporting.reports.models.former_file import FormerFile
from reporting.reports.models.report import ReportFile, Stage, StatusReport

FOLDER: Final = "reports"


class _Overtaken(Exception):
    """The report has moved on, or is another by now."""


def keep(
    report: StatusReport,
    stage: Stage,
    *,
    language: str,
    format: str,  # noqa: A002  # the word the model uses
    content: bytes,
    at: datetime,
) -> bool:
    """Write a file, then its row; return whether it is kept. Nothing stays of one that is not.

    Not kept is one that another worker made first, or whose report has another dataset by now.
    """
    checksum = hashlib.sha256(content).hexdigest()
    # A name of its own: what a killed worker left half-written is never taken for it.
    name = f"{FOLDER}/{checksum[:16]}-{get_random_string(12)}.{format}"
    try:
        name = default_storage.save(name, ContentFile(content))
        with transaction.atomic():
            _refuse_overtaken(report)
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
    except (_Overtaken, IntegrityError):
        default_storage.delete(name)
        return False
    except BaseException:
        # Room that half a file takes is room that the next one lacks.
        default_storage.delete(name)
        raise
    return True


def _refuse_overtaken(report: StatusReport) -> None:
    now = life.lock(report.pk)
    if (
        now is None
        or now.state != StatusReport.State.BUILDING
        or now.dataset_sha256 != report.dataset_sha256
    ):
        raise _Overtaken


def drop(report: StatusReport, *, at: datetime) -> None:
    """Take a report's files away, in the caller's transaction; their checksums stay known."""
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
    """Delete files older than a moment that no report has; return how many."""
    if not default_storage.exists(FOLDER):
        return 0
    _folders, names = default_storage.listdir(FOLDER)
    known = set(ReportFile.objects.values_list("file", flat=True))
    paths = {f"{FOLDER}/{name}" for name in names} - known
    old = [path for path in paths if default_storage.get_modified_time(path) < before]
    for path in old:
        default_storage.delete(path)
    return len(old)
