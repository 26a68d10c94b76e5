"""The supervisor's child processes: each has its own log."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from config.local.services import processes

LOG_BYTES = 10 * 1024 * 1024
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process of the product."""

    name: str
    command: Sequence[str]
    log: Path
    deaths: list[float] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; its output goes into its log, which is replaced when it is too long."""
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as handle:
            self.process = spawn(self.command, stdout=handle)

    @property
    def pid(self) -> int:
        """Its process id; 0 if it was never started."""
        return self.process.pid if self.process else 0

    def death(self) -> str | None:
        """Return how it ended as text, or None while it runs."""
        code = self.process.poll() if self.process else None
        if code is None:
            return None
        return f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"

    def tail(self, lines: int = 15) -> str:
        """Return the last lines of its log, indented."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])


def spawn(command: Sequence[str], stdout: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    """Start a process that Ctrl-C at the terminal does not reach, and that ends with this one."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_end_with_parent(),  # noqa: PLW1509  # one prctl; this process has no threads
    )


def end(pids: dict[int, str], seconds: float) -> None:
    """Stop processes. `pids`: a word of each one's command line, by which it is recognized.

    On SIGTERM the web server finishes its answers and the worker its task. On SIGQUIT, `seconds`
    later, the worker returns its task to the queue. SIGKILL ends the rest.
    """
    steps = ((signal.SIGTERM, seconds), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
    for number, patience in steps:
        for pid, word in pids.items():
            if processes.runs(pid, word):
                with contextlib.suppress(ProcessLookupError):
                    # Each leads a process group; only SIGKILL has to reach the whole group.
                    (os.killpg if number == signal.SIGKILL else os.kill)(pid, number)
        deadline = time.monotonic() + patience
        while any(processes.runs(pid, word) for pid, word in pids.items()):
            if time.monotonic() > deadline:
                break
            time.sleep(0.05)
        else:
            return


def _end_with_parent() -> Callable[[], None] | None:
    """Return a hook that sends the child SIGTERM when its parent dies, even by kill -9."""
    if not sys.platform.startswith("linux"):
        # Elsewhere the next run stops the processes that were left.
        return None
    prctl = ctypes.CDLL(None).prctl
    parent = os.getpid()

    def request_signal() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return request_signal
