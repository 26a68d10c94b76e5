"""A worker killed in the middle is not the end of a report: it finishes once, same bytes."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest
from django.core.cache.backends.redis import RedisCache
from django.db import transaction
from django.utils import timezone

from commitments.models import User
from reporting.models import ReportFile, StatusReport
from reporting.reports.commands import editorial, lifecycle
from tests.reporting.real_worker import (
    Start,
    check_whole,
    environment,
    fresh,
    is_in_the_middle,
    is_made,
    nursery,
    process_of_tasks,
    report,
    resume,
    shelf,
    start,
    wait_until,
)

__all__ = ["environment", "nursery", "report", "resume", "shelf", "start"]

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

Resume = Callable[[], None]


def files_of(report: StatusReport) -> set[tuple[str, str, str, str]]:
    return {
        (file.stage, file.format, file.sha256, str(file.file.name))
        for file in ReportFile.objects.filter(report=report)
    }


def test_another_worker_finishes_what_a_killed_one_began(
    report: StatusReport, start: Start, resume: Resume
) -> None:
    first = start()
    resume()
    wait_until(lambda: is_in_the_middle(report))
    os.killpg(first, signal.SIGKILL)
    assert not is_made(report)
    before, checksum = files_of(report), fresh(report).dataset_sha256

    start()
    wait_until(lambda: is_made(report), clock=resume)
    assert before < files_of(report)
    assert fresh(report).dataset_sha256 == checksum
    check_whole(report)


def test_a_worker_whose_process_is_killed_goes_on_by_itself(
    report: StatusReport, start: Start, resume: Resume
) -> None:
    worker = start()
    resume()
    wait_until(lambda: is_in_the_middle(report))
    process_of_tasks(worker).kill()
    wait_until(lambda: is_made(report))
    check_whole(report)


def test_a_worker_killed_while_it_assembles_loses_nothing(
    report: StatusReport, start: Start, resume: Resume, environment: dict[str, str]
) -> None:
    """It shows who is at work: the sign of life is what tells when to strike."""
    cache = RedisCache(environment["REDIS_URL"], {"KEY_PREFIX": "tracker"})
    with transaction.atomic():
        # It cannot keep what it assembles, so it is still at it, however fast it is.
        StatusReport.objects.select_for_update().get(pk=report.pk)
        first = start()
        resume()
        wait_until(lambda: cache.get(f"working:{report.pk}:dataset") is not None)
        os.killpg(first, signal.SIGKILL)
    assert fresh(report).dataset_sha256 == ""
    start()
    wait_until(lambda: is_made(report), clock=resume)
    check_whole(report)


def test_a_worker_killed_after_an_edit_leaves_nothing_of_before_it(
    report: StatusReport, start: Start, resume: Resume, officer: User
) -> None:
    first = start()
    resume()
    wait_until(lambda: is_made(report))
    before = files_of(report)
    editorial.edit(report=report, by=officer, at=timezone.now(), number="5421")
    resume()
    wait_until(lambda: is_in_the_middle(report))
    os.killpg(first, signal.SIGKILL)
    start()
    wait_until(lambda: is_made(report), clock=resume)
    assert before.isdisjoint(files_of(report))
    assert fresh(report).symbol == "AG/doc.5421/12"
    check_whole(report)
    issued = lifecycle.issue(report=report, by=officer, at=timezone.now())
    assert [file.stage for file in issued.shown_files] == ["final"] * 3
