"""What comes over the wire: nothing a stranger sends is written to the temporary folder."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.reporting.real_worker import wait_until

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

PROJECT = Path(__file__).parents[4]
PART = (
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
    b"Content-Type: application/pdf\r\n\r\n"
)


def form(size: int) -> bytes:
    return PART + b"x" * size + b"\r\n--b--\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "temporary"
    made.mkdir()
    return made


@pytest.fixture
def port(tmp_path: Path, folder: Path) -> Iterator[int]:
    """A gunicorn on the test's database, as it is served."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    database = connection.settings_dict["NAME"]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl(),
        "SECRET_KEY": "for tests only, of no use anywhere else",
        "VAR_DIR": str(tmp_path),
        "TMPDIR": str(folder),
        "PORT": str(number),
        "WEB_CONCURRENCY": "1",
    }
    with (tmp_path / "web.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "python:config.gunicorn", "config.wsgi"],
            cwd=PROJECT,
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        wait_until(lambda: _answers(number))
        yield number
    finally:
        server.terminate()
        server.wait(20)


def _answers(port: int) -> bool:
    with suppress(OSError):
        return b" 200 " in ask(port, "GET /healthz", b"", {})
    return False


def ask(port: int, line: str, body: bytes, headers: dict[str, str]) -> bytes:
    """Send a request as it stands; return the first line of the answer."""
    head = {"Host": "localhost", "Connection": "close", **headers}
    lines = [f"{line} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    with socket.create_connection(("127.0.0.1", port), timeout=30) as wire:
        wire.sendall("\r\n".join(lines).encode())
        # It may answer, and hang up, before all of it has been sent.
        with suppress(ConnectionError):
            wire.sendall(body)
        with suppress(ConnectionError):
            return wire.recv(65536).partition(b"\r\n")[0]
    return b""


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


def test_what_a_stranger_sends_is_written_nowhere(port: int, folder: Path, settings: Any) -> None:
    # Where there is a cookie, a form is read for its token.
    kind = {
        "Content-Type": "multipart/form-data; boundary=b",
        "Cookie": f"{settings.CSRF_COOKIE_NAME}={'a' * 32}",
    }
    large, small = form(30_000_000), form(4_000_000)
    # A folder's time changes with every file that is made in it or taken out.
    before = folder.stat().st_mtime_ns
    answers = {}
    for path in ("/en/sign-in/", "/en/admin/login/", "/api/v1/tokens/", "/es/desk/updates/1/"):
        sent = {
            "too long": (large, {"Content-Length": str(len(large))}),
            "a file where none is taken": (small, {"Content-Length": str(len(small))}),
            "in chunks": (chunked(small), {"Transfer-Encoding": "chunked"}),
            "longer than it says": (large, {"Content-Length": "1000"}),
        }
        for name, (body, headers) in sent.items():
            answers[path, name] = ask(port, f"POST {path}", body, kind | headers)
    assert folder.stat().st_mtime_ns == before
    assert list(folder.iterdir()) == []
    for (_path, name), answer in answers.items():
        # Who goes on sending after the answer may lose it with the connection.
        wanted = {"too long": b" 413 ", "in chunks": b" 411 "}.get(name, b" ")
        assert not answer or wanted in answer, (name, answer)
        assert b" 500 " not in answer
    assert any(b" 413 " in answer for answer in answers.values())
    assert any(b" 411 " in answer for answer in answers.values())
