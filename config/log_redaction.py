"""Removes the secret part of one-time links from every log.

Otherwise a reader of the log could use such a link before its recipient does.
"""

from __future__ import annotations

import logging
import re
from typing import Final

_LINK: Final = re.compile(r"(/account/password/)[^/\s?]+")


def redact_links(record: logging.LogRecord) -> bool:
    """Redact the links of a record in place; return True, so that it is still written."""
    record.msg = _redacted(record.msg)
    if isinstance(record.args, dict):
        # In place, because gunicorn's subclass also has values for names that it does not contain.
        for name, value in list(record.args.items()):
            record.args[name] = _redacted(value)
    elif record.args:
        record.args = tuple(_redacted(value) for value in record.args)
    return True


def _redacted(value: object) -> object:
    return _LINK.sub(r"\1…", value) if isinstance(value, str) else value
