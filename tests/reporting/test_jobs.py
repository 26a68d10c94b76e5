"""What the clock has done, and what it leaves alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.utils import timezone

from commitments.models import AssemblySession
from reporting import build, jobs, tasks
from reporting.models import JobRun, StatusReport
from tracker.models import ReportingPeriod

from .fakes import Queue
from .world import HOUR, ask, make_period, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files", "quick")]

AFTER_CLOSE = datetime(2012, 5, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def week_before(settings: Any) -> None:
    """Keep the session in June out of what is due in May."""
    settings.ASSEMBLY_REPORT_DAYS_BEFORE = 7


def made() -> list[tuple[str, str]]:
    return [
        (r.kind, r.period.key if r.period else r.session.key if r.session else "")
        for r in StatusReport.objects.order_by("pk")
    ]


# Reports that are due ------------------------------------------------------------------------


def test_a_period_that_has_closed_gets_its_council_report_once(
    closed_period: ReportingPeriod, queue: Queue
) -> None:
    assert build.request_due(at=AFTER_CLOSE) == ["council 2012-1 ag-dec-66"]
    assert build.request_due(at=AFTER_CLOSE + HOUR) == []
    report = StatusReport.objects.get()
    assert report.requested_by is None
    assert report.as_of == closed_period.closes_at
    assert (report.languages, sorted(report.formats)) == (
        ["en"],
        ["docx", "html", "json", "pdf", "xlsx"],
    )
    queue.run()
    assert StatusReport.objects.get().state == StatusReport.State.DRAFT


def test_an_open_period_gets_none(open_period: ReportingPeriod, queue: Queue) -> None:
    assert build.request_due(at=timezone.now()) == []


@pytest.mark.usefixtures("catalogue")
def test_a_period_in_which_nobody_was_asked_gets_none(queue: Queue) -> None:
    period = make_period("2012-1")
    say(period, "PC", "16.1", 4, solicited=False)
    assert build.request_due(at=AFTER_CLOSE) == []


def test_a_period_long_past_gets_none(closed_period: ReportingPeriod, queue: Queue) -> None:
    assert build.request_due(at=AFTER_CLOSE + timedelta(days=60)) == []


@pytest.fixture
def coming(open_period: ReportingPeriod) -> AssemblySession:
    """The 57th session, to which the open period reports; nobody knows its dates yet."""
    return open_period.cycle.to_session


@pytest.mark.parametrize(
    ("days", "reports"),
    [
        (-1, []),
        (0, [("assembly", "57")]),
        (7, [("assembly", "57")]),
        (8, []),
        (None, []),
    ],
)
def test_a_session_soon_to_open_gets_its_assembly_report(
    coming: AssemblySession, queue: Queue, days: int | None, reports: list[tuple[str, str]]
) -> None:
    now = timezone.now()
    if days is not None:
        coming.starts_on = coming.ends_on = now.date() + timedelta(days=days)
        coming.save()
    build.request_due(at=now)
    build.request_due(at=now)
    assert made() == reports


def test_a_session_long_over_gets_none_by_itself(
    closed_period: ReportingPeriod, queue: Queue
) -> None:
    build.request_due(at=timezone.now())
    assert made() == []


# Runs ----------------------------------------------------------------------------------------


def test_each_run_is_written_down(closed_period: ReportingPeriod, queue: Queue) -> None:
    assert jobs.run("make_due_reports", at=AFTER_CLOSE) == "council 2012-1 ag-dec-66"
    run = JobRun.objects.get()
    assert (run.name, run.started_at, run.succeeded) == ("make_due_reports", AFTER_CLOSE, True)
    assert run.result == "council 2012-1 ag-dec-66"


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
    assert jobs.run("make_due_reports", at=now + 3 * HOUR) == "council 2030-1 ag-dec-66"


def test_old_runs_are_cleaned_up(db: None) -> None:
    old = AFTER_CLOSE - timedelta(days=31)
    JobRun.objects.create(name="x", started_at=old, finished_at=old, succeeded=True)
    assert "job_runs: 1" in jobs.run("clean_up", at=AFTER_CLOSE)
    assert list(JobRun.objects.values_list("name", flat=True)) == ["clean_up"]


@pytest.mark.usefixtures("catalogue")
def test_a_late_start_of_the_clock_still_makes_what_is_due(queue: Queue) -> None:
    first = make_period("2011-2", closes_at=datetime(2012, 4, 20, tzinfo=UTC))
    second = make_period("2012-1")
    ask(first, "SLV", "7.1")
    ask(second, "SLV", "7.1")
    build.request_due(at=AFTER_CLOSE)
    assert made() == [("council", "2011-2"), ("council", "2012-1")]
