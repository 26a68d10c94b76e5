"""What an error means: who reads why, and whether the same is tried again."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError
from django.utils import timezone, translation
from kombu.exceptions import OperationalError as BrokerError
from psycopg import errors as postgres
from redis.exceptions import ConnectionError as RedisAway

from commitments.models import User
from reporting.documents.pdf.typesetting import TypesettingError
from reporting.models import Failure, StatusReport
from reporting.reports.commands import build, lifecycle
from reporting.reports.queries import progress
from reporting.reports.queries.worker_heartbeat import heartbeat
from reporting.reports.rules import failures
from tests.reporting.fakes import Queue, rendered

State = StatusReport.State


def from_database(cause: Exception | None) -> OperationalError:
    error = OperationalError("as Django has it")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "code", "passes"),
    [
        (OSError(errno.ENOSPC, "No space left"), Failure.DISK_FULL, False),
        (from_database(postgres.DiskFull()), Failure.DISK_FULL, False),
        (MemoryError(), Failure.OUT_OF_MEMORY, False),
        (SoftTimeLimitExceeded(), Failure.OUT_OF_TIME, False),
        (TypesettingError("unknown variable"), Failure.NOT_TYPESET, False),
        (failures.WorkersDied(), Failure.WORKERS_DIED, False),
        (ValueError("x"), Failure.UNEXPECTED, False),
        (OSError(errno.EACCES, "Permission denied"), Failure.UNEXPECTED, False),
        (from_database(postgres.QueryCanceled()), Failure.UNEXPECTED, False),
        (from_database(None), Failure.UNEXPECTED, True),
        (from_database(postgres.AdminShutdown()), Failure.UNEXPECTED, True),
        (from_database(postgres.CannotConnectNow()), Failure.UNEXPECTED, True),
        (from_database(postgres.DeadlockDetected()), Failure.UNEXPECTED, True),
        (InterfaceError("the connection is closed"), Failure.UNEXPECTED, True),
        (BrokerError("Connection refused"), Failure.UNEXPECTED, True),
        (RedisAway("Connection refused"), Failure.UNEXPECTED, True),
    ],
)
def test_an_error_has_a_reason_and_may_pass(error: Exception, code: Failure, passes: bool) -> None:
    assert (failures.diagnose(error), failures.is_temporary(error)) == (code, passes)


@pytest.fixture
def asked(officer: User, closed_period: Any, files: Any, queue: Queue, quick: None) -> StatusReport:
    return lifecycle.request(
        by=officer,
        at=timezone.now(),
        kind="council",
        period="2012-1",
        languages=["en"],
        formats=["json", "pdf"],
    )


def fresh(report: StatusReport) -> StatusReport:
    return StatusReport.objects.get(pk=report.pk)


def fails_with(monkeypatch: pytest.MonkeyPatch, error: Exception, *, times: int) -> list[int]:
    """Let rendering fail so many times; return a list that grows by one each time."""
    tries: list[int] = []

    def render(**given: Any) -> bytes:
        tries.append(1)
        if len(tries) <= times:
            raise error
        return rendered(**given)

    monkeypatch.setattr("reporting.reports.commands.build.render", render)
    return tries


@pytest.mark.django_db
def test_what_may_go_well_is_tried_again_at_once(
    asked: StatusReport, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(monkeypatch, ValueError("a slip"), times=2)
    queue.run()
    assert fresh(asked).state == State.DRAFT


@pytest.mark.django_db
@pytest.mark.parametrize(
    "error", [TypesettingError("no such font"), OSError(errno.ENOSPC, "No space left on device")]
)
def test_what_needs_somebody_is_told_at_once(
    asked: StatusReport, queue: Queue, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    tries = fails_with(monkeypatch, error, times=99)
    queue.run(most=2)
    failed = fresh(asked)
    assert (failed.state, len(tries)) == (State.FAILED, 1)
    assert str(error) in failed.failure_detail
    reasons = set()
    for language in ("en", "es", "fr", "pt"):
        with translation.override(language):
            reasons.add(failed.failure)
    assert all("(en.json)" in reason or "(en.pdf)" in reason for reason in reasons)
    assert not any(str(error) in reason for reason in reasons)


@pytest.mark.django_db
def test_a_server_that_stays_away_fails_no_report(
    asked: StatusReport, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(monkeypatch, BrokerError("Connection refused"), times=99)
    queue.run()
    assert fresh(asked).state == State.BUILDING
    monkeypatch.setattr("reporting.reports.commands.build.render", rendered)
    later = timezone.now() + 2 * build.PATIENCE
    assert build.resume(at=later) == [str(asked.pk)]
    queue.run()
    assert fresh(asked).state == State.DRAFT


class NoCache:
    """A cache whose server is away."""

    def __getattr__(self, name: str) -> Any:
        def away(*_args: Any, **_given: Any) -> None:
            raise RedisAway("Connection refused")

        return away


@pytest.mark.django_db
def test_a_report_is_made_and_shown_while_the_cache_is_away(
    asked: StatusReport, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("tasks", "reports.queries.worker_heartbeat"):
        monkeypatch.setattr(f"reporting.{module}.cache", NoCache())
    assert {step.state for step in progress.steps_of(asked)} == {"waiting"}
    queue.run()
    assert fresh(asked).state == State.DRAFT


@contextmanager
def shown(report: StatusReport, step: str) -> Iterator[dict[str, str]]:
    with heartbeat(report.pk, step):
        yield {each.step: each.state for each in progress.steps_of(fresh(report))}


@pytest.mark.django_db
def test_it_shows_which_step_is_worked_on(asked: StatusReport, queue: Queue) -> None:
    waiting = {"dataset": "waiting", "en.json": "waiting", "en.pdf": "waiting"}
    with shown(asked, "dataset") as steps:
        assert steps == waiting | {"dataset": "working"}
    assert {step.step: step.state for step in progress.steps_of(asked)} == waiting
    queue.run(most=2)
    with shown(asked, "en.pdf") as steps:
        assert steps == {"dataset": "done", "en.json": "done", "en.pdf": "working"}
        # Nobody takes up what somebody is at work on.
        assert build.resume(at=timezone.now() + 2 * build.PATIENCE) == []
    assert build.resume(at=timezone.now() + 2 * build.PATIENCE) == [str(asked.pk)]
