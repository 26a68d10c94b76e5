"""The very commands that the operators' page prints make a backup, and restore it."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.local import services
from config.local.services import postgres
from config.local.services.location import ServerLocation, locate

pytestmark = pytest.mark.process

PROJECT = Path(__file__).parents[2]
MANUAL = (PROJECT / "docs" / "operators.md").read_text(encoding="utf-8")
# In place of Docker: runs what would run in a container, on the embedded servers.
DOCKER = """#!/bin/bash
set -e
[ "$1" = compose ]; shift
case "$1" in
    exec) [ "$2 $3" = "-T postgres" ]; shift 3; exec "$@" ;;
    run) [ "$2 $3 $4 $5" = "-T --rm --no-deps web" ]; shift 5; exec "$@" ;;
    stop|up) ;;
    *) exit 64 ;;
esac
"""


def printed(heading: str) -> list[str]:
    """Return the blocks of commands below a heading: to back up, and to restore."""
    (section,) = re.findall(rf"^### {heading}\n(.*?)(?=^##|\Z)", MANUAL, re.MULTILINE | re.DOTALL)
    blocks = re.findall(r"(?:^ {4}.*\n)+", section, re.MULTILINE)
    assert len(blocks) == 2
    return [re.sub(r"^ {4}", "", block, flags=re.MULTILINE) for block in blocks]


EMBEDDED, CONTAINERS = "Of the embedded servers", "With containers"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A project's folder: its environment, its commands, a `var` of its own."""
    root = services.test_root()
    made = _project(root / "project")
    # As `make run` does: or the last command to use the servers would stop them.
    with (made / "var" / "users.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield made
    services.stop(made / "var")
    services.stop(root)


def _project(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in (".venv", "manage.py", "config", "commitments", "tracker", "reporting", "locale"):
        (folder / name).symlink_to(PROJECT / name)
    files = folder / "var" / "files" / "evidence"
    files.mkdir(parents=True)
    (files / "law.pdf").write_bytes(b"%PDF-1.7\n")
    return folder


def start(folder: Path) -> ServerLocation:
    location = locate(folder / "var")
    postgres.ensure(location, durable=False)
    return location


def run(commands: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run what is printed as a person would, in a shell, in the project's folder."""
    location = locate(folder / "var")
    docker = folder / "bin" / "docker"
    docker.parent.mkdir(exist_ok=True)
    docker.write_text(DOCKER)
    docker.chmod(0o755)
    names = {"DATABASE_URL", "VAR_DIR", "PGHOST", "PGUSER"}
    environment = {name: value for name, value in os.environ.items() if name not in names}
    in_container = {"PGHOST": str(location.sockets)}
    path = [str(docker.parent), str(postgres.binaries(location)), os.environ["PATH"]]
    return subprocess.run(
        ["bash", "-c", commands],
        cwd=folder,
        env=environment
        | {
            "PATH": ":".join(path),
            # The code, which a link leads to, would take the folder that it lies in.
            "VAR_DIR": str(folder / "var"),
            "SECRET_KEY": "for tests only, of no use anywhere else",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        | (in_container if "docker" in commands else {}),
        capture_output=True,
        text=True,
        check=False,
    )


def connect(location: ServerLocation) -> psycopg.Connection[tuple[int]]:
    return psycopg.connect(
        host=str(location.sockets), port=5432, user="tracker", dbname="tracker", autocommit=True
    )


def rows(location: ServerLocation) -> dict[str, int]:
    """Return how many rows each table holds."""
    with connect(location) as connection:
        names = [
            str(name)
            for (name,) in connection.execute(
                "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"
            )
        ]
        counted = {}
        for name in names:
            row = connection.execute(f'SELECT count(*) FROM "{name}"'.encode()).fetchone()
            assert row is not None
            counted[name] = row[0]
    return counted


def backups(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("tracker*") if path.is_file())


def test_what_is_printed_backs_up_and_restores_the_embedded_servers(folder: Path) -> None:
    location = start(folder)
    made = run(".venv/bin/python manage.py prepare --no-static", folder)
    assert made.returncode == 0, made.stderr
    before = rows(location)
    assert before["commitments_commitment"] == 59
    back_up, restore = printed(EMBEDDED)
    done = run(back_up, folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert backups(folder) == ["tracker-files.tar.gz", "tracker.dump"]

    with connect(location) as connection:
        connection.execute("TRUNCATE commitments_commitment CASCADE")
    (folder / "var" / "files" / "evidence" / "law.pdf").unlink()
    done = run(restore.replace("prepare", "prepare --no-static"), folder)
    assert done.returncode == 0, done.stderr
    assert rows(location) == before
    assert (folder / "var" / "files" / "evidence" / "law.pdf").read_bytes() == b"%PDF-1.7\n"


def test_what_is_printed_for_containers_does_the_same(folder: Path) -> None:
    location = start(folder)
    with connect(location) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    back_up, restore = printed(CONTAINERS)
    done = run(back_up, folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert backups(folder) == ["tracker-files.tar.gz", "tracker.dump"]

    with connect(location) as connection:
        connection.execute("DROP TABLE kept")
    done = run(restore, folder)
    assert done.returncode == 0, done.stderr
    assert rows(location) == {"kept": 1}


def test_where_the_sockets_lie_elsewhere_it_works_too(folder: Path) -> None:
    deep = _project(folder / ("long" * 15) / ("long" * 15))
    location = start(deep)
    try:
        assert not str(location.sockets).startswith(str(deep))
        done = run(printed(EMBEDDED)[0], deep)
        assert (done.returncode, done.stderr) == (0, "")
        assert (deep / "tracker.dump").stat().st_size > 0
    finally:
        postgres.stop(location)


@pytest.mark.parametrize("heading", [EMBEDDED, CONTAINERS])
def test_a_backup_that_fails_leaves_no_file(folder: Path, heading: str) -> None:
    start(folder)
    postgres.stop(locate(folder / "var"))
    (dump,) = re.findall(r"^.*pg_dump.*\n.*\n", printed(heading)[0], re.MULTILINE)
    before, _dump, _after = printed(heading)[0].partition(dump)
    done = run(before + dump, folder)
    assert done.returncode != 0
    assert "server" in done.stderr
    assert backups(folder) == []


def test_a_restore_that_fails_leaves_the_old_database(folder: Path) -> None:
    location = start(folder)
    with connect(location) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    (folder / "tracker.dump").write_bytes(b"no backup at all")
    assert run(printed(EMBEDDED)[1], folder).returncode != 0
    assert rows(location) == {"kept": 1}
