"""What is left out of every log: the secret part of the one-time links that people are mailed.

Whoever reads a log could use such a link before the person it was sent to.
"""

from __future__ import annotations

import logging
import re
from typing import Any, Final

_LINK: Final = re.compile(r"(/account/password/)[^/\s?]+")


def without_links(record: logging.LogRecord) -> bool:
    """Take them out of a line that is about to be written; the line is kept."""
    record.msg = _unsaid(record.msg)
    if isinstance(record.args, dict):
        # In place: gunicorn's own kind of dict knows more names than it holds.
        for name, value in list(record.args.items()):
            record.args[name] = _unsaid(value)
    elif record.args:
        record.args = tuple(_unsaid(value) for value in record.args)
    return True


def _unsaid(value: Any) -> Any:
    return _LINK.sub(r"\1…", value) if isinstance(value, str) else value
