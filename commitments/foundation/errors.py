"""The exceptions that commands raise when they refuse.

Pages and the API turn them into answers; no command knows HTTP. Messages are lazily translated
sentences that say what is wrong and, where possible, what to do.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import OperationalError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
# A program that meets a quota, or a limit on the size of files, cannot write any more either.
_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DATABASE_DISK_FULL: Final = "53100"  # PostgreSQL's SQLSTATE


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of the content. `pointer` names the field: `/level`, `/0/party`."""

    pointer: str
    code: str
    detail: Words


def missing(pointer: str) -> Fault:
    """Return the fault of a required field, or parameter (`?name`), that is missing."""
    return Fault(pointer, "required", _("This field is required."))


def unknown_key(pointer: str, key: str) -> Fault:
    """Return the fault of a natural key that no object has."""
    return Fault(pointer, "unknown_key", _("There is no “%(keys)s”.") % {"keys": key})


class DomainError(Exception):
    """Base of all refusals. `code` is stable, for programs; `detail` is for people."""

    code = "error"

    def __init__(self, detail: Words, *, code: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        if code is not None:
            self.code = code


class NotAllowed(DomainError):
    """The person's role may not do this (403)."""

    code = "not_allowed"


class Stale(DomainError):
    """The object has changed since the person read it (412)."""

    code = "stale"


class Conflict(DomainError):
    """The state of the object does not allow it (409)."""

    code = "conflict"


class Invalid(DomainError):
    """The content has faults (400); `faults` has all of them, by field."""

    code = "invalid"

    def __init__(self, detail: Words, faults: Iterable[Fault] = (), *, code: str | None = None):
        super().__init__(detail, code=code)
        self.faults = tuple(faults)


class NoRoom(DomainError):
    """There is no space on the disk for the content (507)."""

    code = "no_room"


def is_no_room(error: BaseException) -> bool:
    """Return whether the error says that the disk of the files or of the database is full."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    return isinstance(error, OperationalError) and sqlstate(error) == _DATABASE_DISK_FULL


def sqlstate(error: BaseException) -> str:
    """Return PostgreSQL's code of a database error; empty where it has none."""
    return str(getattr(error.__cause__, "sqlstate", None) or "")
