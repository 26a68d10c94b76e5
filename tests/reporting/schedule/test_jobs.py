"""What the clock has done, and what it leaves alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.utils import timezone

from reporting import tasks
from reporting.models import JobRun
from reporting.schedule.commands import jobs
from tests.reporting.fakes import Queue
from tests.reporting.world import HOUR, make_period
from tracker.models import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files", "quick")]

AFTER_CLOSE = datetime(2012, 5, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def week_before(settings: Any) -> None:
    """Keep the session in June out of what is due in May."""
    settings.ASSEMBLY_REPORT_DAYS_BEFORE = 7


# Runs ----------------------------------------------------------------------------------------


def test_each_run_is_written_down(closed_period: ReportingPeriod, queue: Queue) -> None:
    assert jobs.run("make_due_reports", at=AFTER_CLOSE) == "council ag-dec-66 2012-1"
    run = JobRun.objects.get()
    assert (run.name, run.started_at, run.succeeded) == ("make_due_reports", AFTER_CLOSE, True)
    assert run.result == "council ag-dec-66 2012-1"


def test_a_run_that_fails_is_written_down_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(at: datetime) -> list[str]:
        raise RuntimeError("no broker")

    monkeypatch.setattr(jobs, "JOBS", {"broken": broken})
    with pytest.raises(RuntimeError):
        jobs.run("broken", at=AFTER_CLOSE)
    run = JobRun.objects.get()
    assert (run.succeeded, run.result) == (False, "RuntimeError: no broker")
    assert run.finished_at is not None


def test_the_schedule_runs_every_job_and_nothing_else() -> None:
    schedule: dict[str, Any] = project.CELERY_BEAT_SCHEDULE
    assert {entry["kwargs"]["name"] for entry in schedule.values()} == set(jobs.JOBS)
    assert {entry["task"] for entry in schedule.values()} == {tasks.run_job.name}


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("name", sorted(jobs.JOBS))
def test_each_job_can_be_run_now_twice(name: str, queue: Queue) -> None:
    for _time in range(2):
        out = StringIO()
        call_command("run_job", name, stdout=out)
        assert out.getvalue().strip()
    assert JobRun.objects.filter(name=name, succeeded=True).count() == 2


@pytest.mark.parametrize("name", ["make_due_reports", "resume_reports"])
@pytest.mark.usefixtures("catalogue")
def test_jobs_on_reports_have_commands_of_their_own(name: str, queue: Queue) -> None:
    out = StringIO()
    call_command(name, stdout=out)
    assert out.getvalue() == "nothing to do\n"


@pytest.mark.usefixtures("catalogue")
def test_periods_open_and_close_at_their_dates(queue: Queue) -> None:
    now = timezone.now()
    period = make_period("2030-1", opens_at=now, due_at=now + HOUR, closes_at=now + 2 * HOUR)
    ReportingPeriod.objects.filter(pk=period.pk).update(
        state="planned", opened_at=None, closed_at=None
    )
    assert jobs.run("open_periods", at=now) == "2030-1"
    assert jobs.run("open_periods", at=now) == "nothing to do"
    assert "2030-1" in jobs.run("close_periods", at=now + 3 * HOUR)
    assert jobs.run("make_due_reports", at=now + 3 * HOUR) == "council ag-dec-66 2030-1"


@pytest.mark.parametrize(
    ("result", "succeeded", "days", "kept"),
    [
        (JobRun.IDLE, True, 6, True),
        (JobRun.IDLE, True, 8, False),
        ("2030-1", True, 8, True),
        ("2030-1", True, 731, True),
        ("2030-1", True, 733, False),
        ("RuntimeError: no broker", False, 8, True),
        ("", None, 8, True),
    ],
)
def test_idle_runs_are_kept_for_a_week_and_the_others_for_two_years(
    result: str, succeeded: bool | None, days: int, kept: bool
) -> None:
    started = AFTER_CLOSE - timedelta(days=days)
    finished = None if succeeded is None else started
    run = JobRun.objects.create(
        name="x", started_at=started, finished_at=finished, succeeded=succeeded, result=result
    )
    words = jobs.run("clean_up", at=AFTER_CLOSE)
    assert JobRun.objects.filter(pk=run.pk).exists() is kept
    assert ("job_runs: 1" in words) is not kept


def test_a_run_that_counted_nothing_is_idle(db: None) -> None:
    assert jobs.run("clean_up", at=AFTER_CLOSE) == JobRun.IDLE
    assert JobRun.objects.idle().count() == 1
    assert not JobRun.objects.not_idle().exists()
