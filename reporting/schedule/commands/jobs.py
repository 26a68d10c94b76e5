"""The scheduled jobs and the record of their runs. Each may safely run twice, or late."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from commitments.notifications import commands as notifications
from reporting.reports.commands import build, files
from reporting.schedule.commands import schedule
from reporting.schedule.models import JobRun
from tracker.evidence.commands import housekeeping
from tracker.periods.commands import opening_and_closing

logger = logging.getLogger(__name__)

# Thousands of runs a day do nothing. The others are a record, kept over two cycles of the Assembly.
KEEP_IDLE_RUNS = timedelta(days=7)
KEEP_RUNS = timedelta(days=2 * 366)
KEEP_ORPHANS = timedelta(days=1)
# Some job runs every minute, so after this long the scheduler must have stopped.
SILENCE = timedelta(minutes=10)


def clean_up(at: datetime) -> dict[str, int]:
    """Delete expired data; return how many of each kind."""
    idle, _by_model = JobRun.objects.idle().filter(started_at__lt=at - KEEP_IDLE_RUNS).delete()
    old, _by_model = JobRun.objects.filter(started_at__lt=at - KEEP_RUNS).delete()
    return {
        **housekeeping.clean_up(at=at),
        "job_runs": idle + old,
        "files_without_report": files.remove_orphans(before=at - KEEP_ORPHANS),
    }


JOBS: Final[Mapping[str, Callable[[datetime], Mapping[str, int] | Iterable[object]]]] = {
    "open_periods": opening_and_closing.open_due,
    "close_periods": opening_and_closing.close_due,
    "make_due_reports": lambda at: schedule.request_due(at=at),
    "resume_reports": lambda at: build.resume(at=at),
    "send_letters": lambda at: notifications.deliver_due(at=at),
    "clean_up": clean_up,
}


def run(name: str, *, at: datetime) -> str:
    """Run a job now; return its result as text. Raises KeyError for an unknown name."""
    job = JOBS[name]
    entry = JobRun.objects.create(name=name, started_at=at)
    try:
        entry.result = _words(job(at))
        entry.succeeded = True
    except Exception as error:
        entry.result = f"{type(error).__name__}: {error}"[:2000]
        entry.succeeded = False
        raise
    finally:
        entry.finished_at = timezone.now()
        entry.save()
        logger.info("%s: %s", name, entry.result)
    return entry.result


def _words(result: Mapping[str, int] | Iterable[object]) -> str:
    if isinstance(result, Mapping):
        result = [f"{name}: {count}" for name, count in result.items() if count]
    return ", ".join(map(str, result)) or JobRun.IDLE


# What ran --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRuns:
    """Runs of one job on one day (in UTC) with the same result."""

    name: str
    first: datetime
    last: datetime
    count: int
    succeeded: bool | None
    result: str


def runs_of(year: int, *, at: datetime) -> list[JobRuns]:
    """Return the runs of a year that did something, failed or were interrupted, in order.

    Runs that may still be in progress are left out.
    """
    limit = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)
    rows = (
        JobRun.objects.not_idle()
        .filter(started_at__year=year)
        .exclude(finished_at=None, started_at__gte=at - limit)
        .order_by("started_at", "pk")
    )
    groups: dict[tuple[date, str, bool | None, str], list[datetime]] = defaultdict(list)
    for row in rows:
        started = row.started_at.astimezone(UTC)
        groups[started.date(), row.name, row.succeeded, row.result].append(started)
    found = (
        JobRuns(
            name=name,
            first=moments[0],
            last=moments[-1],
            count=len(moments),
            succeeded=succeeded,
            result=result,
        )
        for (_day, name, succeeded, result), moments in groups.items()
    )
    return sorted(found, key=lambda runs: runs.first)


def last_runs() -> list[JobRun]:
    """Return the last run of each job that has ever run, in the order of `JOBS`."""
    last = JobRun.objects.order_by("name", "-started_at", "-pk").distinct("name")
    by_name = {run.name: run for run in last}
    return [by_name[name] for name in JOBS if name in by_name]


def silent_since(at: datetime) -> datetime | None:
    """Return when a job last ran, if the scheduler must have stopped since; otherwise None."""
    last: datetime | None = JobRun.objects.aggregate(last=Max("started_at"))["last"]
    return last if last is not None and last < at - SILENCE else None
