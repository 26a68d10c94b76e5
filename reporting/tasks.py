"""What the workers do for reports, and what the clock has them do.

Each task takes ids, calls one function, and may run twice.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from celery import Task, shared_task
from celery.signals import worker_ready
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from reporting.reports.commands import build, sample_report
from reporting.reports.commands.failing_text import Place
from reporting.reports.models.failure import Failure
from reporting.reports.queries.progress import DATASET
from reporting.reports.queries.worker_heartbeat import at_work
from reporting.reports.rules import failures
from reporting.schedule.commands import jobs

logger = logging.getLogger(__name__)

# A worker that dies gives its task back; one task that kills so many workers is given up.
MOST_STARTS = 5
# How often what failed is tried again at once, and what failed for a server that was away.
MOST_TRIES = 2
MOST_WAITS = 6
_DAY = 24 * 3600
# Seconds after which a worker looks again how far the sample's report is, and how often.
LOOK_AGAIN = 3
MOST_LOOKS = 200


def count_of_starts(name: str, kwargs: Mapping[str, Any]) -> str:
    """Return the cache's key for how often a task was begun and not ended."""
    return ":".join(("starts", name, *(str(kwargs[key]) for key in sorted(kwargs))))


class ReportTask(Task):  # type: ignore[type-arg]  # generic in its stubs alone
    """A step of a report: tried again where that may help, else the report says why it failed.

    Where a server was away and stays away, the report is left as it is: it is nobody's failure,
    and the clock takes it up again (`build.resume`).
    """

    max_retries = MOST_WAITS
    soft_time_limit = max(settings.CELERY_TASK_TIME_LIMIT - 30, 1)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run, unless it is this that the workers die of."""
        starts = count_of_starts(self.name, kwargs)
        _refuse_deadly(starts)
        try:
            with at_work(kwargs["report_id"], _step(kwargs)):
                return super().__call__(*args, **kwargs)
        except Exception as error:
            self._try_again(error)
            raise
        finally:
            # A worker that is killed never comes here: so only those starts are counted.
            _forget(starts)

    def _try_again(self, error: Exception) -> None:
        """Raise Retry where the same may yet go well."""
        tried = self.request.retries
        if failures.passes(error) and tried < MOST_WAITS:
            raise self.retry(exc=error, countdown=2**tried)
        if failures.is_worth_another_try(error) and tried < MOST_TRIES:
            raise self.retry(exc=error, countdown=2)

    def on_failure(
        self, exc: Exception, task_id: str, args: Any, kwargs: dict[str, Any], einfo: Any
    ) -> None:
        if failures.passes(exc):
            logger.warning("%s %s waits for a server: %s", self.name, kwargs, exc)
            return
        code, place = failures.diagnose(exc), _culprit(kwargs, exc)
        build.fail(
            report_id=kwargs["report_id"],
            code=Failure.TEXT if place else code,
            step=_step(kwargs),
            detail=f"{type(exc).__name__}: {exc}",
            place=asdict(place) if place else None,
        )


def _culprit(kwargs: Mapping[str, Any], error: Exception) -> Place | None:
    """Return over whose text a file could not be made, where it may have been over one."""
    if "format" not in kwargs or not failures.may_be_over_a_text(error):
        return None
    try:
        with at_work(kwargs["report_id"], _step(kwargs)):
            return build.culprit_of(**kwargs, error=error)
    except Exception:
        # Whatever it was, the report failed for another reason, and that is what has to be told.
        logger.exception("no text could be named for %s", kwargs)
        return None


def _step(kwargs: Mapping[str, Any]) -> str:
    return f"{kwargs['language']}.{kwargs['format']}" if "format" in kwargs else DATASET


def _refuse_deadly(starts: str) -> None:
    """Count a start. Raises GivenUp where too many were never ended."""
    try:
        cache.add(starts, 0, timeout=_DAY)
        begun = cache.incr(starts)
    except (RedisError, OSError, ValueError):
        # Nobody counts while the cache is away, or has just lost the count.
        return
    if begun > MOST_STARTS:
        _forget(starts)
        raise failures.GivenUp(f"the worker was stopped {MOST_STARTS} times in the middle of it")


def _forget(starts: str) -> None:
    with suppress(RedisError, OSError):
        cache.delete(starts)


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


@shared_task(bind=True, name="reporting.tasks.make_sample_report", max_retries=MOST_LOOKS)
def make_sample_report(self: Task[[], None]) -> None:
    """Have the sample's report made, and issue it; meanwhile the worker does other things."""
    if not sample_report.take_up(at=timezone.now()) and self.request.retries < MOST_LOOKS:
        raise self.retry(countdown=LOOK_AGAIN)


@worker_ready.connect
def begin_sample_report(sender: Any, **_about: Any) -> None:
    """A worker that has started sees to the sample's report, where there is to be a sample.

    One that serves letters alone leaves that to the others.
    """
    served = sender.app.amqp.queues.consume_from
    if settings.SAMPLE and sender.app.conf.task_default_queue in served:
        make_sample_report.delay()
