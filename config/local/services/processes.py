"""Finds processes by a mark in their command line, never by a pid alone."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

PROC = Path("/proc")


def find(mark: str, name: str) -> list[int]:
    """Return the pids of living processes of that name whose command line contains the mark.

    So a zombie, which has no command line, does not count, nor does another program that has got
    the pid since.
    """
    return [
        pid
        for pid, program, arguments in _commands()
        # The title of a server's child process is "postgres: tracker-1-2-: checkpointer".
        if mark in arguments and (program == name or arguments.startswith(f"{name}: "))
    ]


def _commands(only: str = "[0-9]*") -> list[tuple[int, str, str]]:
    """Return (pid, program's name, whole command line) of every process, or of that one."""
    if not PROC.joinpath("self").exists():
        return _commands_by_ps()
    commands = []
    for entry in PROC.glob(only):
        with contextlib.suppress(OSError):
            line = entry.joinpath("cmdline").read_bytes().decode(errors="replace")
            program = os.path.basename(line.split("\0", 1)[0])
            commands.append((int(entry.name), program, line.replace("\0", " ")))
    return commands


def _commands_by_ps() -> list[tuple[int, str, str]]:
    listing = subprocess.run(
        ["ps", "-axo", "pid=,command="], capture_output=True, text=True, check=True
    )
    rows = (line.split(None, 1) for line in listing.stdout.splitlines())
    return [
        (int(pid), os.path.basename(line.split(" -", 1)[0]), line)
        for pid, line in (row for row in rows if len(row) == 2)
    ]


def runs(pid: int, word: str) -> bool:
    """Return whether that process is alive and its command line contains the word."""
    return any(word in line for other, _, line in _commands(str(pid)) if other == pid)


def wait_until_gone(mark: str, name: str, seconds: float) -> bool:
    """Wait for every marked process to end; return whether all did in that time."""
    deadline = time.monotonic() + seconds
    while find(mark, name):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def send(mark: str, name: str, number: signal.Signals) -> None:
    """Send a signal to every marked process."""
    for pid in find(mark, name):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
