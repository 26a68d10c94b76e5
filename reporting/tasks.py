"""Celery tasks: the making of reports, and the scheduled jobs.

Each task takes ids, calls one function, and may run twice.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from celery import Task, shared_task
from celery.signals import worker_ready
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from reporting.reports.commands import build, failing_text, sample_data
from reporting.reports.commands.failing_text import TextLocation
from reporting.reports.models.failure import Failure
from reporting.reports.queries.progress import DATASET
from reporting.reports.queries.worker_heartbeat import heartbeat
from reporting.reports.rules import failures
from reporting.schedule.commands import jobs

logger = logging.getLogger(__name__)

# The task of a worker that dies is run again, but no more often than this.
MOST_STARTS = 5
# The number of retries after an error, and while a server is unavailable.
MOST_TRIES = 2
MOST_WAITS = 6
_DAY = 24 * 3600
# How often the state of the sample report is checked, in seconds, and how many times.
CHECK_AGAIN = 3
MOST_CHECKS = 200


def starts_key(name: str, kwargs: Mapping[str, object]) -> str:
    """Return the cache key for the number of starts of a task that did not end."""
    return ":".join(("starts", name, *(str(kwargs[key]) for key in sorted(kwargs))))


class ReportTask(Task):  # type: ignore[type-arg]  # only its stubs are generic
    """A step of making a report: retried if that may help; otherwise the report is marked failed.

    While a server is unavailable the report is not marked failed: the job `resume_reports` will
    queue it again (`build.resume`).
    """

    max_retries = MOST_WAITS
    soft_time_limit = max(settings.CELERY_TASK_TIME_LIMIT - 30, 1)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the task, unless too many workers have died of it."""
        starts = starts_key(self.name, kwargs)
        _count_start(starts)
        try:
            with heartbeat(kwargs["report_id"], _step(kwargs)):
                return super().__call__(*args, **kwargs)
        except Exception as error:
            self._try_again(error)
            raise
        finally:
            # A killed worker never reaches this: so only its starts remain counted.
            _forget(starts)

    def _try_again(self, error: Exception) -> None:
        """Raise Retry if the task may still succeed."""
        tried = self.request.retries
        if failures.is_temporary(error) and tried < MOST_WAITS:
            raise self.retry(exc=error, countdown=2**tried)
        if failures.is_worth_another_try(error) and tried < MOST_TRIES:
            raise self.retry(exc=error, countdown=2)

    def on_failure(
        self, exc: Exception, task_id: str, args: object, kwargs: dict[str, Any], einfo: object
    ) -> None:
        if failures.is_temporary(exc):
            logger.warning("%s %s waits for a server: %s", self.name, kwargs, exc)
            return
        code, place = failures.diagnose(exc), _failing_text(kwargs, exc)
        build.fail(
            report_id=kwargs["report_id"],
            code=Failure.TEXT if place else code,
            step=_step(kwargs),
            detail=f"{type(exc).__name__}: {exc}",
            place=place,
        )


def _failing_text(kwargs: Mapping[str, Any], error: Exception) -> TextLocation | None:
    """Return the text because of which a file could not be made, if it may have been a text."""
    if "format" not in kwargs or not failures.may_be_caused_by_text(error):
        return None
    try:
        with heartbeat(kwargs["report_id"], _step(kwargs)):
            return failing_text.locate(**kwargs, error=error)
    except Exception:
        # The report must show the original error, not this one.
        logger.exception("no text could be named for %s", kwargs)
        return None


def _step(kwargs: Mapping[str, object]) -> str:
    return f"{kwargs['language']}.{kwargs['format']}" if "format" in kwargs else DATASET


def _count_start(starts: str) -> None:
    """Count a start of a task. Raises WorkersDied after too many starts that did not end."""
    try:
        cache.add(starts, 0, timeout=_DAY)
        count = cache.incr(starts)
    except (RedisError, OSError, ValueError):
        # Nothing is counted while the cache is unavailable, or if it has just lost the count.
        return
    if count > MOST_STARTS:
        _forget(starts)
        raise failures.WorkersDied(
            f"the worker was stopped {MOST_STARTS} times in the middle of it"
        )


def _forget(starts: str) -> None:
    with suppress(RedisError, OSError):
        cache.delete(starts)


@shared_task(base=ReportTask, name="reporting.tasks.assemble_report")
def assemble_report(*, report_id: int) -> None:
    """Assemble a report's dataset, and queue its files."""
    build.build(report_id=report_id, at=timezone.now())


@shared_task(base=ReportTask, name="reporting.tasks.render_file")
def render_file(*, report_id: int, language: str, format: str) -> None:
    """Render one file of a report."""
    build.make_file(report_id=report_id, language=language, format=format, at=timezone.now())


@shared_task(name="reporting.tasks.run_job")
def run_job(*, name: str) -> None:
    """Run a job of the schedule."""
    jobs.run(name, at=timezone.now())


@shared_task(bind=True, name="reporting.tasks.make_sample_report", max_retries=MOST_CHECKS)
def make_sample_report(self: Task[[], None]) -> None:
    """Request the sample report and issue it; the worker is free while it is being made."""
    if not sample_data.take_up(at=timezone.now()) and self.request.retries < MOST_CHECKS:
        raise self.retry(countdown=CHECK_AGAIN)


@worker_ready.connect
def begin_sample_report(sender: Any, **_kwargs: object) -> None:
    """Queue the sample report when a worker starts, if there is sample data.

    A worker that only sends e-mail does not.
    """
    served = sender.app.amqp.queues.consume_from
    if settings.SAMPLE and sender.app.conf.task_default_queue in served:
        make_sample_report.delay()
