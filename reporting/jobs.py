"""What the clock does, each run written down. All of it may run twice, or late, without harm."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from tracker import housekeeping, periods

from . import build
from .models import JobRun

logger = logging.getLogger(__name__)

KEEP_RUNS = timedelta(days=7)
KEEP_ORPHANS = timedelta(days=1)


def clean_up(at: datetime) -> dict[str, int]:
    """Remove what has served its time; return how many of each."""
    runs, _by_model = JobRun.objects.filter(started_at__lt=at - KEEP_RUNS).delete()
    return {
        **housekeeping.clean_up(at=at),
        "job_runs": runs,
        "files_without_report": build.remove_orphans(before=at - KEEP_ORPHANS),
    }


JOBS: Final[Mapping[str, Callable[[datetime], Any]]] = {
    "open_periods": periods.open_due,
    "close_periods": periods.close_due,
    "make_due_reports": lambda at: build.request_due(at=at),
    "resume_reports": lambda at: build.resume(at=at),
    "clean_up": clean_up,
}


def run(name: str, *, at: datetime) -> str:
    """Run a job now; return its result in words. Raises KeyError for a name there is not."""
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


def _words(result: Any) -> str:
    if isinstance(result, Mapping):
        return ", ".join(f"{name}: {count}" for name, count in result.items())
    return ", ".join(map(str, result)) or "nothing to do"
