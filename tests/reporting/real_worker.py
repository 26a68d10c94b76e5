"""A real worker on the test's database, that can be killed; and what must be true in the end."""

from __future__ import annotations

import hashlib
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

import psutil
import pytest
from django.db import connection
from django.utils import timezone

from commitments.models import User
from reporting.dataset.schema import decode
from reporting.documents import render
from reporting.models import ReportFile, Stage, StatusReport
from reporting.reports.commands import lifecycle

PROJECT = Path(__file__).parents[2]
CELERY = [sys.executable, "-m", "celery", "-A", "config"]
# One process for all its strikes: to start it takes longer than to strike.
CLOCK = """
import sys
import django
django.setup()
from django.core.management import call_command
for _strike in sys.stdin:
    call_command("resume_reports", stdout=sys.stderr)
    print("done", flush=True)
"""
SECONDS = 180
FORMATS = ["docx", "json", "pdf"]
Start = Callable[..., int]


@pytest.fixture
def environment(tmp_path: Path, settings: Any) -> dict[str, str]:
    """The test's database, a broker's database and a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    database = connection.settings_dict["NAME"]
    redis = os.environ["REDIS_URL"].partition("?")[0]
    # Another process of the suite may have a worker of its own: neither takes the other's tasks.
    queue = 9 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 7
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl(),
        "REDIS_URL": (
            f"{redis}?db={queue}" if redis.startswith("unix:") else f"{redis.rstrip('/0')}/{queue}"
        ),
        "SECRET_KEY": "for tests only, of no use anywhere else",
        "VAR_DIR": str(tmp_path),
    }


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Start]:
    """`start()`: a real worker, in a process group of its own; returns its process id.

    `largest`: bytes that it may write into one file, as on a disk that is full.
    """
    workers: list[subprocess.Popen[bytes]] = []

    def begin(*, largest: int | None = None) -> int:
        # A worker that may not write much may not write its log either, nor half of a module.
        path = "/dev/null" if largest else tmp_path / f"worker-{len(workers)}.log"
        compiled = {"PYTHONDONTWRITEBYTECODE": "1"} if largest else {}
        with open(path, "wb") as log:
            workers.append(
                subprocess.Popen(
                    [*(_limited(largest) if largest else ()), *CELERY, "worker", "--concurrency=1"],
                    cwd=PROJECT,
                    env=environment | compiled,
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


def _limited(largest: int) -> list[str]:
    """Return the beginning of a command that may write so many bytes into one file."""
    limit = (
        "import os, resource, sys;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({largest}, {largest}));"
        "os.execv(sys.argv[1], sys.argv[1:])"
    )
    return [sys.executable, "-c", limit]


@pytest.fixture
def resume(environment: dict[str, str]) -> Iterator[Callable[[], None]]:
    """`resume()`: what the clock does every minute, in a process of its own."""
    clock = subprocess.Popen(
        [sys.executable, "-c", CLOCK],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert clock.stdin is not None
    assert clock.stdout is not None
    struck, done = clock.stdin, clock.stdout

    def strike() -> None:
        print(file=struck, flush=True)
        assert done.readline() == "done\n", "the clock has stopped"

    yield strike
    clock.kill()
    clock.communicate()


def process_of_tasks(worker: int) -> psutil.Process:
    """Return the process in which a worker does its tasks now."""
    (child,) = psutil.Process(worker).children()
    return child


@pytest.fixture
def report(closed_period: Any, officer: User, monkeypatch: pytest.MonkeyPatch) -> StatusReport:
    """A report asked for ten minutes ago, in a queue that has been lost since."""
    monkeypatch.setattr(
        "reporting.reports.commands.report_state.current_app.send_task",
        lambda *args, **kwargs: None,
    )
    asked_at = timezone.now() - timedelta(minutes=10)
    return lifecycle.request(
        by=officer,
        at=asked_at,
        kind="assembly",
        session="42",
        languages=["en"],
        formats=FORMATS,
    )


def wait_until(
    condition: Callable[[], bool], *, clock: Callable[[], None] | None = None, every: float = 3
) -> None:
    """Wait for something to be true; `clock` is run again and again meanwhile."""
    deadline = time.monotonic() + SECONDS
    struck = time.monotonic()
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        if clock is not None and time.monotonic() - struck > every:
            clock()
            struck = time.monotonic()
        time.sleep(0.02)


def fresh(report: StatusReport) -> StatusReport:
    return StatusReport.objects.get(pk=report.pk)


def is_in_the_middle(report: StatusReport) -> bool:
    return ReportFile.objects.filter(report=report).exists()


def is_made(report: StatusReport) -> bool:
    return fresh(report).state == StatusReport.State.DRAFT


def check_whole(report: StatusReport) -> None:
    """Each file is there once, in both stages, with the bytes that its dataset gives."""
    report = fresh(report)
    dataset = decode(bytes(report.dataset or b""))
    files = list(report.files.order_by("stage", "format"))
    assert [(file.stage, file.format) for file in files] == [
        (stage.value, format_) for stage in Stage for format_ in FORMATS
    ]
    for file in files:
        content = render(
            dataset=dataset,
            language="en",
            format=file.format,
            sha256=report.dataset_sha256,
            draft=file.stage == Stage.DRAFT,
        )
        with file.file.open("rb") as kept:
            assert kept.read() == content, file.format
        assert file.sha256 == hashlib.sha256(content).hexdigest()
