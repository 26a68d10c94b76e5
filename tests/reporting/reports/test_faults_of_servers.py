"""PostgreSQL or Redis restarted in the middle: the report finishes once, and right."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from config.local.services import location, postgres, processes, redis
from tests.reporting.real_worker import CELERY, PROJECT, wait_until
from tests.servers import TEST_ROOT

pytestmark = pytest.mark.process

FORMATS = ["html", "json", "pdf"]
ASK = f"""
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from reporting.reports.commands import lifecycle
asked_at = timezone.now() - timedelta(minutes=10)
print(lifecycle.request(by=None, at=asked_at, kind="council", period="2012-1",
                    languages=["en"], formats={FORMATS!r}).pk)
"""


class House:
    """Servers of its own with the sample in them, and a worker; so that they may be stopped."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = location.locate(folder)
        self.database = postgres.ensure(self.place, durable=False)
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self.database,
            "REDIS_URL": redis.ensure(self.place, durable=False),
            "SECRET_KEY": "for tests only, of no use anywhere else",
            "VAR_DIR": str(folder),
        }
        self.worker: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        """Prepare the database, and start the worker."""
        self.manage("prepare", "--sample", "--no-static")
        with (self.folder / "worker.log").open("wb") as log:
            self.worker = subprocess.Popen(
                [*CELERY, "worker", "--concurrency=1"],
                cwd=PROJECT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def manage(self, *command: str) -> str:
        return self._run(sys.executable, "manage.py", *command)

    def ask(self) -> int:
        """Have a report made; return its id."""
        return int(self._run(sys.executable, "-c", ASK).split()[-1])

    def resume(self) -> None:
        """What the clock does every minute; the servers may be away just then."""
        with suppress(subprocess.CalledProcessError):
            self.manage("resume_reports")

    def _run(self, *command: str) -> str:
        return subprocess.run(
            command,
            cwd=PROJECT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    def rows(self, query: str, report: int) -> list[Any]:
        with psycopg.connect(self.database) as connection:
            return connection.execute(query, [report]).fetchall()

    def state(self, report: int) -> str:
        ((state,),) = self.rows("SELECT state FROM reporting_statusreport WHERE id = %s", report)
        return str(state)

    def files(self, report: int) -> list[tuple[str, str, str, str]]:
        return self.rows(
            "SELECT stage, format, file, sha256 FROM reporting_reportfile WHERE report_id = %s"
            " ORDER BY stage, format",
            report,
        )

    def restart_postgres(self) -> None:
        postgres.stop(self.place)
        postgres.ensure(self.place, durable=False)

    def restart_redis(self) -> None:
        """As after a crash: what was queued is gone."""
        mark = self.place.mark("redis")
        processes.send(mark, "redis-server", signal.SIGKILL)
        assert processes.wait_until_gone(mark, "redis-server", 10)
        redis.ensure(self.place, durable=False)

    def close(self) -> None:
        if self.worker is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.worker.pid, signal.SIGKILL)
            self.worker.wait()
        postgres.stop(self.place)
        redis.stop(self.place)
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    folder = Path(tempfile.mkdtemp(prefix="house-", dir=TEST_ROOT))
    # The account that runs the servers has to pass through.
    folder.chmod(0o755)
    made = House(folder)
    try:
        made.open()
        yield made
    finally:
        made.close()


@pytest.mark.parametrize("restart", [House.restart_postgres, House.restart_redis])
def test_a_server_restarted_in_the_middle_costs_nothing(
    house: House, restart: Callable[[House], None]
) -> None:
    report = house.ask()
    wait_until(lambda: bool(house.files(report)), clock=house.resume, every=10)
    assert house.state(report) == "building"
    before = house.files(report)
    restart(house)
    wait_until(lambda: house.state(report) != "building", clock=house.resume)
    assert house.state(report) == "draft"

    files = house.files(report)
    assert set(before) <= set(files)
    assert [(stage, format_) for stage, format_, _name, _checksum in files] == [
        (stage, format_) for stage in ("draft", "final") for format_ in FORMATS
    ]
    for _stage, _format, name, checksum in files:
        content = (house.folder / "files" / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == checksum
