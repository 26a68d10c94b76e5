"""A disk that is full: the report fails saying so, keeps nothing half-made, and is tried again."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from commitments.models import User
from reporting.models import Failure, ReportFile, StatusReport
from reporting.reports.commands import lifecycle
from tests.reporting.fakes import Queue
from tests.reporting.real_worker import (
    Start,
    check_whole,
    environment,
    fresh,
    is_made,
    nursery,
    report,
    resume,
    shelf,
    start,
    wait_until,
)

__all__ = ["environment", "nursery", "report", "resume", "shelf", "start"]

State = StatusReport.State


def check_no_halves(report: StatusReport, files: Path) -> None:
    """What is on the disk is what rows say that there is, whole."""
    rows = {Path(str(row.file.name)).name: row for row in ReportFile.objects.filter(report=report)}
    there = {path.name: path.stat().st_size for path in files.rglob("*") if path.is_file()}
    assert there == {name: row.size for name, row in rows.items()}


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
def test_a_worker_on_a_full_disk_fails_the_report_whole(
    report: StatusReport,
    officer: User,
    start: Start,
    resume: Callable[[], None],
    shelf: Path,
) -> None:
    """A real worker that may write 100 kB into a file, then one that may write what it wants."""
    first = start(largest=100_000)
    wait_until(lambda: fresh(report).state == State.FAILED, clock=resume)
    failed = fresh(report)
    assert failed.failure_code == Failure.DISK_FULL
    assert failed.failure.startswith("There was not enough disk space")
    assert failed.failure_step.startswith("en.")
    check_no_halves(report, shelf)

    os.killpg(first, signal.SIGKILL)
    lifecycle.retry(report=failed, by=officer, at=timezone.now())
    start()
    wait_until(lambda: is_made(report), clock=resume)
    check_whole(report)
    check_no_halves(report, shelf)


@pytest.mark.django_db
@pytest.mark.usefixtures("closed_period", "quick")
def test_half_a_file_is_taken_away_and_the_next_try_makes_it_whole(
    officer: User, queue: Queue, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = lifecycle.request(
        by=officer,
        at=timezone.now(),
        kind="council",
        period="2012-1",
        languages=["en"],
        formats=["json", "pdf"],
    )
    save: Callable[..., str] = vars(FileSystemStorage)["_save"]

    def full(self: FileSystemStorage, name: str, content: Any) -> str:
        """Write half of a PDF, as a disk does that is full then."""
        if not name.endswith(".pdf"):
            return save(self, name, content)
        whole = content.read()
        Path(self.path(name)).parent.mkdir(parents=True, exist_ok=True)
        Path(self.path(name)).write_bytes(whole[: len(whole) // 2])
        raise OSError(code, os.strerror(code))

    for code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        monkeypatch.setattr(FileSystemStorage, "_save", full)
        queue.run()
        failed = fresh(asked)
        assert (failed.state, failed.failure_code, failed.failure_step) == (
            State.FAILED,
            Failure.DISK_FULL,
            "en.pdf",
        ), code
        check_no_halves(asked, files)
        monkeypatch.setattr(FileSystemStorage, "_save", save)
        lifecycle.retry(report=failed, by=officer, at=timezone.now())

    queue.run()
    assert fresh(asked).state == State.DRAFT
    assert ReportFile.objects.filter(report=asked).count() == 4
    check_no_halves(asked, files)
