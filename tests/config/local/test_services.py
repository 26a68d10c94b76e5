"""The embedded servers: found again after any death, one for many who ask, gone with the last."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import kombu
import psycopg
import pytest

from config.local import services
from config.local.services import postgres, processes, redis
from config.local.services.location import ServerLocation, locate

pytestmark = pytest.mark.process

BASE_DIR = Path(__file__).resolve().parents[3]
USE = """
import os, sys
from pathlib import Path
from config.local import services
services.ensure(Path(sys.argv[1]) if sys.argv[1:] else services.test_root(), durable=False)
print(os.environ["DATABASE_URL"], os.environ["REDIS_URL"], flush=True)
sys.stdin.read()
"""


class User:
    """Another process that uses the servers of a folder, or of a new one, until told to leave."""

    def __init__(self, root: Path | None) -> None:
        names = {postgres.VARIABLE, redis.VARIABLE, "SECRET_KEY"}
        environment = {key: value for key, value in os.environ.items() if key not in names}
        self.found: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-c", USE, *([str(root)] if root else [])],
            cwd=BASE_DIR,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def urls(self) -> list[str]:
        """Wait until it has the servers; return where they are."""
        assert self.process.stdout is not None
        self.found = self.process.stdout.readline().split()
        return self.found

    def sockets(self) -> Path:
        """Return the folder of the sockets it found."""
        return Path(self.found[1].removeprefix("unix://").partition("?")[0]).parent

    def leave(self) -> int:
        """Let it end as a program does; return its exit code."""
        self.process.communicate("", timeout=60)
        return self.process.returncode


@pytest.fixture
def root() -> Iterator[Path]:
    # Not tmp_path: on the way to that lie folders only this account may enter.
    folder = services.test_root()
    yield folder
    services.stop(folder)
    assert not folder.exists()


@pytest.fixture
def location(root: Path) -> ServerLocation:
    return locate(root)


def start(location: ServerLocation) -> None:
    postgres.ensure(location, durable=False)
    redis.ensure(location, durable=False)


def postmaster(location: ServerLocation) -> int:
    return int((location.home / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def connect(location: ServerLocation) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=str(location.sockets), port=5432, user="tracker", dbname="tracker", autocommit=True
    )


def sql(location: ServerLocation, query: str) -> str:
    with connect(location) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return str(row[0])


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def test_a_new_cluster_sorts_the_same_everywhere_and_listens_on_no_port(
    location: ServerLocation,
) -> None:
    start(location)
    provider = sql(location, "SELECT datlocprovider FROM pg_database WHERE datname = 'tracker'")
    assert provider == "b"
    assert sql(location, "SHOW listen_addresses") == ""
    assert sql(location, "SHOW server_encoding") == "UTF8"


def test_a_killed_postmaster_is_replaced_and_the_data_is_there(location: ServerLocation) -> None:
    # Durable, or the last moments of a killed server may be lost.
    postgres.ensure(location, durable=True)

    with connect(location) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    before = postmaster(location)
    os.kill(before, signal.SIGKILL)
    postgres.ensure(location, durable=True)
    assert postmaster(location) != before
    assert sql(location, "SELECT answer FROM kept") == "42"


def test_a_stale_pid_that_another_program_has_got_is_not_believed(location: ServerLocation) -> None:
    start(location)
    postgres.stop(location)
    # This very process is alive, and no PostgreSQL.
    pid_file = location.home / "postgres" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{location.home / 'postgres'}\n0\n5432\n")
    (location.sockets / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n")
    postgres.ensure(location, durable=False)
    assert postmaster(location) != os.getpid()
    assert sql(location, "SELECT 1") == "1"


def test_a_killed_redis_is_replaced(location: ServerLocation) -> None:
    start(location)
    (before,) = processes.find(str(location.sockets), "redis-server")
    os.kill(before, signal.SIGKILL)
    redis.ensure(location, durable=False)
    (after,) = processes.find(str(location.sockets), "redis-server")
    assert after != before


def test_a_running_server_is_attached_to_at_once(location: ServerLocation) -> None:
    start(location)
    before = postmaster(location)
    started = time.monotonic()
    start(location)
    assert postmaster(location) == before
    # Ten milliseconds when nothing else runs; a start would take fifty times that.
    assert time.monotonic() - started < 0.4


def test_of_many_that_come_at_once_one_starts_and_all_attach(root: Path) -> None:
    users = [User(root) for _ in range(4)]
    found = [user.urls() for user in users]
    assert all(urls == found[0] and len(urls) == 2 for urls in found)
    location = locate(root)
    assert len(processes.find(str(location.sockets), "redis-server")) == 1
    assert [user.leave() for user in users] == [0, 0, 0, 0]


def test_the_last_to_leave_stops_the_servers(root: Path) -> None:
    # The root itself is in use by whoever made it: us.
    folder = root / "inside"
    first, second = User(folder), User(folder)
    assert first.urls() == second.urls()
    location = locate(folder)
    sockets = location.sockets
    first.leave()
    assert sql(location, "SELECT 1") == "1"
    second.leave()
    assert wait_for(lambda: not processes.find(str(sockets), "redis-server"))
    assert not (sockets / ".s.PGSQL.5432").exists()


def test_what_a_killed_test_run_left_is_removed_by_the_next() -> None:
    killed = User(None)
    killed.urls()
    sockets = killed.sockets()
    assert processes.find(str(sockets), "redis-server")
    killed.process.kill()
    killed.process.communicate()
    services.stop(services.test_root())
    assert not sockets.exists()
    assert not processes.find(str(sockets), "redis-server")


def test_a_long_path_of_odd_characters_serves(root: Path) -> None:
    deep = root / "a b'c, d$e" / ("long" * 30)
    deep.mkdir(parents=True)
    location = locate(deep)
    try:
        start(location)
        assert sql(location, "SELECT 1") == "1"
        assert len(str(location.sockets)) < 80
        # Another process, with another idea of where temporary files go, finds the same place.
        assert locate(deep) == location
    finally:
        postgres.stop(location)
        redis.stop(location)
        shutil.rmtree(location.sockets)


def test_a_creation_cut_short_is_begun_again(location: ServerLocation) -> None:
    half_made = location.folder("postgres-new-1")
    (half_made / "PG_VERSION").write_text("18")
    start(location)
    assert not half_made.exists()
    assert sql(location, "SELECT 1") == "1"


def test_what_is_set_is_honoured_and_nothing_is_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/tracker")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    services.ensure(tmp_path)
    assert os.environ["DATABASE_URL"] == "postgres://elsewhere/tracker"
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_folder_of_programs_is_named(
    monkeypatch: pytest.MonkeyPatch, location: ServerLocation, tmp_path: Path
) -> None:
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))
    with pytest.raises(services.ServiceError, match="PG_BINDIR") as caught:
        postgres.ensure(location, durable=False)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize(
    ("redis_url", "expected"),
    [
        ("redis://host:6379/0", "redis://host:6379/0"),
        ("rediss://host/1", "rediss://host/1"),
        (
            "unix:///var/run/a%20b/redis.sock?db=0",
            "redis+socket:///var/run/a%20b/redis.sock?virtual_host=0",
        ),
        ("unix:///redis.sock?db=3", "redis+socket:///redis.sock?virtual_host=3"),
        ("unix:///redis.sock", "redis+socket:///redis.sock?virtual_host=0"),
    ],
)
def test_celery_is_given_the_same_redis_in_its_own_words(redis_url: str, expected: str) -> None:
    assert services.broker_url(redis_url) == expected


def test_a_secret_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    key = services.secret_key(tmp_path, make=True)
    assert len(key) >= 50
    assert services.secret_key(tmp_path) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_no_secret_key_is_made_for_a_database_of_the_operators_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/tracker")
    assert services.secret_key(tmp_path) == ""
    assert list(tmp_path.iterdir()) == []


def test_the_broker_url_reaches_a_socket_in_an_odd_folder(location: ServerLocation) -> None:
    start(location)
    with kombu.Connection(services.broker_url(redis.url(location))) as connection:
        queue = connection.SimpleQueue("odd")
        queue.put({"kept": True})
        assert queue.get(timeout=5).payload == {"kept": True}
        queue.close()
