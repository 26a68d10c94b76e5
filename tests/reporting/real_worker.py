"""A real worker on the test's database, that can be killed; and what must be true in the end."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
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
SECONDS = 180
FORMATS = ["docx", "json", "pdf"]
Start = Callable[..., int]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> dict[str, str]:
    """The test's database, a broker's database and a folder of its own, in all tests the same."""
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
        "VAR_DIR": str(tmp_path_factory.mktemp("workers")),
    }


@pytest.fixture
def shelf(environment: dict[str, str], settings: Any) -> Path:
    """The folder in which workers keep files, empty, for the test itself too."""
    folder = Path(environment["VAR_DIR"]) / "files"
    shutil.rmtree(folder, ignore_errors=True)
    settings.MEDIA_ROOT = folder
    return folder


@pytest.fixture(scope="session")
def nursery(environment: dict[str, str]) -> Iterator[Callable[..., Any]]:
    """`nursery(do=…)`: the process that workers are forked from; see `tests.reporting.nursery`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.reporting.nursery"],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    asked, answers = process.stdin, process.stdout

    def ask(**what: Any) -> Any:
        print(json.dumps(what), file=asked, flush=True)
        answer = answers.readline()
        assert answer, f"the nursery has ended: {process.wait()}"
        return json.loads(answer)

    yield ask
    process.communicate()


@pytest.fixture
def start(nursery: Callable[..., Any], shelf: Path, tmp_path: Path) -> Iterator[Start]:
    """`start()`: a real worker, in a process group of its own; returns its process id.

    `largest`: bytes that it may write into one file, as on a disk that is full.
    """
    workers: list[int] = []

    def begin(*, largest: int | None = None) -> int:
        log = tmp_path / f"worker-{len(workers)}.log"
        workers.append(nursery(do="start", log=str(log), largest=largest))
        return workers[-1]

    yield begin
    for worker in workers:
        nursery(do="end", worker=worker)


@pytest.fixture
def resume(nursery: Callable[..., Any]) -> Callable[[], None]:
    """`resume()`: what the clock does every minute, in a process of its own."""

    def strike() -> None:
        assert nursery(do="strike") == 0, "the clock has stopped"

    return strike


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
