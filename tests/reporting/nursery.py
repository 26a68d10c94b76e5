"""Starts real workers and strikes the clock, out of one process that has imported the product.

To import it takes longer than all that the tests look at. This process opens no connection and
starts no thread; a child is forked from it and goes on as `celery worker` does. JSON asks, a line a
request, and JSON answers.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any


def main() -> None:
    _import_the_product()
    for line in sys.stdin:
        asked = json.loads(line)
        answer = _DOES[asked.pop("do")](**asked)
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


def _import_the_product() -> None:
    import django

    django.setup()
    import celery.__main__
    import celery.apps.worker
    from celery import current_app

    from reporting.documents import RENDERERS

    assert celery.__main__
    assert celery.apps.worker
    assert RENDERERS
    current_app.loader.import_default_modules()


def start(*, log: str, largest: int | None) -> int:
    """Start a worker in a process group of its own; return its process id.

    `largest`: bytes that it may write into one file.
    """
    return _fork(lambda: _work(log, largest))


def end(*, worker: int) -> None:
    """Kill a worker's process group, and wait until it is gone."""
    with suppress(ProcessLookupError):
        os.killpg(worker, signal.SIGKILL)
    os.waitpid(worker, 0)


def strike() -> int:
    """Do once what the clock does every minute; return its exit code."""
    _pid, status = os.waitpid(_fork(_resume), 0)
    return os.waitstatus_to_exitcode(status)


def _fork(go_on: Callable[[], None]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        go_on()
        code = 0
    finally:
        # Never back into the loop of the process that it was forked from.
        if code:
            sys.excepthook(*sys.exc_info())
        os._exit(code)


def _work(log: str, largest: int | None) -> None:
    os.setsid()
    # A worker that may not write much may not write its log either, nor half of a module.
    to = os.open(os.devnull if largest else log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(to, 1)
    os.dup2(to, 2)
    if largest:
        sys.dont_write_bytecode = True
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    from celery.__main__ import main as celery

    sys.argv = ["celery", "-A", "config", "worker", "--concurrency=1"]
    celery()


def _resume() -> None:
    from django.core.management import call_command

    call_command("resume_reports", stdout=sys.stderr)


_DOES: dict[str, Callable[..., Any]] = {"start": start, "end": end, "strike": strike}

if __name__ == "__main__":
    main()
