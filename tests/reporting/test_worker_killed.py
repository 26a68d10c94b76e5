"""A worker killed in the middle is not the end of a report: it finishes once, same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone

from commitments.models import User
from reporting import build
from reporting.dataset import decode
from reporting.models import ReportFile, StatusReport
from reporting.renderers import render

PROJECT = Path(__file__).parents[2]
CELERY = [sys.executable, "-m", "celery", "-A", "config"]
SECONDS = 120
FORMATS = ["docx", "html", "json", "pdf", "xlsx"]

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def environment(tmp_path: Path, settings: Any) -> dict[str, str]:
    """The test's database, a broker's database and a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    database = connection.settings_dict["NAME"]
    redis = os.environ["REDIS_URL"].partition("?")[0]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl(),
        "REDIS_URL": f"{redis}?db=9" if redis.startswith("unix:") else f"{redis.rstrip('/0')}/9",
        "SECRET_KEY": "for tests only, of no use anywhere else",
        "VAR_DIR": str(tmp_path),
    }


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[[], int]]:
    """`start()`: a real worker, in a process group of its own; returns its process id."""
    workers: list[subprocess.Popen[bytes]] = []

    def begin() -> int:
        with (tmp_path / f"worker-{len(workers)}.log").open("wb") as log:
            workers.append(
                subprocess.Popen(
                    [*CELERY, "worker", "--concurrency=1"],
                    cwd=PROJECT,
                    env=environment,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )
        return workers[-1].pid

    yield begin
    for worker in workers:
        with suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


@pytest.fixture
def resume(environment: dict[str, str]) -> Callable[[], None]:
    """`resume()`: what the clock does every minute."""

    def run() -> None:
        subprocess.run(
            [sys.executable, "manage.py", "resume_reports"],
            cwd=PROJECT,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    return run


@pytest.fixture
def report(closed_period: Any, officer: User, monkeypatch: pytest.MonkeyPatch) -> StatusReport:
    """A report asked for ten minutes ago, in a queue that has been lost since."""
    monkeypatch.setattr("reporting.build.current_app.send_task", lambda *args, **kwargs: None)
    asked_at = timezone.now() - timedelta(minutes=10)
    return build.request(by=officer, at=asked_at, kind="assembly", session="42", formats=FORMATS)


@pytest.fixture
def process_of_tasks(environment: dict[str, str]) -> Callable[[], int]:
    """`process_of_tasks()`: the process in which the worker does its tasks, once it is up."""

    def ask() -> int:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            answer = subprocess.run(
                [*CELERY, "inspect", "stats", "--json", "--timeout", "3"],
                check=False,
                cwd=PROJECT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            if answer.returncode == 0:
                (stats,) = json.loads(answer.stdout).values()
                return int(stats["pool"]["processes"][0])
        raise AssertionError("the worker did not come up")

    return ask


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def is_in_the_middle(report: StatusReport) -> bool:
    return ReportFile.objects.filter(report=report).exists()


def is_made(report: StatusReport) -> bool:
    return StatusReport.objects.get(pk=report.pk).state == StatusReport.State.DRAFT


def check_whole(report: StatusReport) -> None:
    """Each file is there once, with the bytes that its dataset gives."""
    report = StatusReport.objects.get(pk=report.pk)
    dataset = decode(bytes(report.dataset or b""))
    files = list(report.files.order_by("format"))
    assert [file.format for file in files] == FORMATS
    for file in files:
        content = render(
            dataset=dataset,
            language="en",
            format=file.format,
            sha256=report.dataset_sha256,
            draft=False,
        )
        with file.file.open("rb") as kept:
            assert kept.read() == content, file.format
        assert file.sha256 == hashlib.sha256(content).hexdigest()


def test_another_worker_finishes_what_a_killed_one_began(
    report: StatusReport, start: Callable[[], int], resume: Callable[[], None]
) -> None:
    first = start()
    resume()
    wait_until(lambda: is_in_the_middle(report))
    os.killpg(first, signal.SIGKILL)
    assert not is_made(report)
    before = {(f.format, f.sha256, f.file.name) for f in ReportFile.objects.filter(report=report)}
    checksum = StatusReport.objects.get(pk=report.pk).dataset_sha256

    start()
    resume()
    wait_until(lambda: is_made(report))
    after = {(f.format, f.sha256, f.file.name) for f in ReportFile.objects.filter(report=report)}
    assert before < after
    assert StatusReport.objects.get(pk=report.pk).dataset_sha256 == checksum
    check_whole(report)


def test_a_worker_whose_process_is_killed_goes_on_by_itself(
    report: StatusReport,
    start: Callable[[], int],
    resume: Callable[[], None],
    process_of_tasks: Callable[[], int],
) -> None:
    start()
    victim = process_of_tasks()
    resume()
    wait_until(lambda: is_in_the_middle(report))
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: is_made(report))
    check_whole(report)
