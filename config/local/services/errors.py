"""The error of the embedded servers."""

from __future__ import annotations

from pathlib import Path


class ServiceError(Exception):
    """A server could not be started; the message is for the person at the terminal."""


def with_log(message: str, log: Path, lines: int = 12) -> str:
    """Return the message, followed by where the log is and its last lines."""
    try:
        tail = log.read_text(errors="replace").splitlines()[-lines:]
    except OSError:
        tail = []
    shown = "".join(f"\n    {line}" for line in tail) or "\n    (nothing was logged)"
    return f"{message}\n  Its log, {log}, ends:{shown}"
