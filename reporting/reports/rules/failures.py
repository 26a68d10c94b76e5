"""What an error while making a report means: the failure to show, and whether to retry."""

from __future__ import annotations

from typing import Final

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from commitments.foundation.errors import is_no_room, sqlstate
from reporting.documents.pdf.typesetting import TypesettingError
from reporting.reports.models.failure import Failure

# SQLSTATE: connection lost, server stopping or starting, deadlock, too many connections.
_DATABASE_UNAVAILABLE: Final = ("08", "57P0", "40", "53300")


class WorkersDied(Exception):
    """Too many workers were killed while running the same task."""


_CODES: Final[dict[type[BaseException], Failure]] = {
    MemoryError: Failure.OUT_OF_MEMORY,
    SoftTimeLimitExceeded: Failure.OUT_OF_TIME,
    TypesettingError: Failure.NOT_TYPESET,
    WorkersDied: Failure.WORKERS_DIED,
}


def diagnose(error: BaseException) -> Failure:
    """Return why a report could not be made."""
    if is_no_room(error):
        return Failure.DISK_FULL
    codes = (code for kind, code in _CODES.items() if isinstance(error, kind))
    return next(codes, Failure.UNEXPECTED)


def is_temporary(error: BaseException) -> bool:
    """Return whether a server was unavailable, so that the same task will succeed later."""
    if isinstance(error, InterfaceError | BrokerError | RedisConnectionError | RedisTimeoutError):
        return True
    if not isinstance(error, OperationalError):
        return False
    state = sqlstate(error)
    return not state or state.startswith(_DATABASE_UNAVAILABLE)


def is_worth_another_try(error: BaseException) -> bool:
    """Return whether an immediate retry may succeed without anybody's intervention."""
    return diagnose(error) in (Failure.UNEXPECTED, Failure.OUT_OF_MEMORY)


def may_be_caused_by_text(error: BaseException) -> bool:
    """Return whether a text may be the cause, rather than disk space, memory, time or a server."""
    return diagnose(error) in (Failure.NOT_TYPESET, Failure.UNEXPECTED)
