"""What the workers do for reports, and what the clock has them do.

Each task takes ids, calls one function, and may run twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from celery import Task, shared_task
from django.core.cache import cache
from django.utils import timezone

from . import build, jobs

# A worker that dies gives its task back; one task that kills so many workers is given up.
MOST_STARTS = 5
_DAY = 24 * 3600


class GivenUp(Exception):
    """Workers died of this task again and again."""


def count_of_starts(name: str, kwargs: Mapping[str, Any]) -> str:
    """Return the cache's key for how often a task was begun and not ended."""
    return ":".join(("starts", name, *(str(kwargs[key]) for key in sorted(kwargs))))


class ReportTask(Task):  # type: ignore[type-arg]  # generic in its stubs alone
    """Tried three times; after the last, the report says why it failed."""

    autoretry_for = (Exception,)
    max_retries = 2
    default_retry_delay = 2

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run, unless it is this that the workers die of."""
        starts = count_of_starts(self.name, kwargs)
        cache.add(starts, 0, timeout=_DAY)
        if cache.incr(starts) > MOST_STARTS:
            cache.delete(starts)
            raise GivenUp(f"the worker was stopped {MOST_STARTS} times in the middle of it")
        try:
            return super().__call__(*args, **kwargs)
        finally:
            # A worker that is killed never comes here: so only those starts are counted.
            cache.delete(starts)

    def on_failure(
        self, exc: Exception, task_id: str, args: Any, kwargs: dict[str, Any], einfo: Any
    ) -> None:
        file = f" ({kwargs['language']}.{kwargs['format']})" if "format" in kwargs else ""
        build.fail(
            report_id=kwargs["report_id"],
            reason=f"It could not be made{file}: {type(exc).__name__}: {exc}"[:2000],
        )


@shared_task(base=ReportTask, name="reporting.tasks.assemble_report")
def assemble_report(*, report_id: int) -> None:
    """Assemble a report's dataset, and queue its files."""
    build.build(report_id=report_id, at=timezone.now())


@shared_task(base=ReportTask, name="reporting.tasks.render_file")
def render_file(*, report_id: int, language: str, format: str) -> None:  # noqa: A002
    """Render one file of a report."""
    build.make_file(report_id=report_id, language=language, format=format, at=timezone.now())


@shared_task(name="reporting.tasks.run_job")
def run_job(*, name: str) -> None:
    """Run a job of the schedule."""
    jobs.run(name, at=timezone.now())
