"""What an error in the making of a report means: for who reads why, and for trying again."""

from __future__ import annotations

from typing import Final

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import ConnectionError as RedisAway
from redis.exceptions import TimeoutError as RedisSlow

from commitments.foundation.errors import is_no_room, sqlstate
from reporting.documents.pdf.typesetting import TypesettingError
from reporting.reports.models.failure import Failure

# SQLSTATE: connection lost, server going down or coming up, deadlock, too many connections.
_DATABASE_AWAY: Final = ("08", "57P0", "40", "53300")


class GivenUp(Exception):
    """Workers died of this task again and again."""


def diagnose(error: BaseException) -> Failure:
    """Return why a report could not be made."""
    if is_no_room(error):
        return Failure.DISK_FULL
    for kind, code in _CODES.items():
        if isinstance(error, kind):
            return code
    return Failure.UNEXPECTED


_CODES: Final[dict[type[BaseException], Failure]] = {
    MemoryError: Failure.OUT_OF_MEMORY,
    SoftTimeLimitExceeded: Failure.OUT_OF_TIME,
    TypesettingError: Failure.NOT_TYPESET,
    GivenUp: Failure.WORKERS_DIED,
}


def passes(error: BaseException) -> bool:
    """Whether it was a server that was away: nobody's fault, and over when it is back."""
    if isinstance(error, InterfaceError | BrokerError | RedisAway | RedisSlow):
        return True
    if not isinstance(error, OperationalError):
        return False
    state = sqlstate(error)
    return not state or state.startswith(_DATABASE_AWAY)


def is_worth_another_try(error: BaseException) -> bool:
    """Whether the same may go well at once, where it is not known to need somebody's doing."""
    return diagnose(error) in (Failure.UNEXPECTED, Failure.OUT_OF_MEMORY)


def may_be_over_a_text(error: BaseException) -> bool:
    """Whether what somebody wrote may be the reason: no want of room, time or a server is."""
    return diagnose(error) in (Failure.NOT_TYPESET, Failure.UNEXPECTED)
