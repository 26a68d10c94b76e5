"""What a verb raises when it will not do what was asked.

Pages and the API translate these; no verb knows HTTP. Messages are lazily translated sentences that
say what is wrong and, where there is one, what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was sent. `pointer` names the field: `/level`, `/0/party`."""

    pointer: str
    code: str
    detail: Words


class DomainError(Exception):
    """Base of all. `code` is stable and for programs; `detail` is for people."""

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
    """The content will not do (400); `faults` says what, field by field, all at once."""

    code = "invalid"

    def __init__(self, detail: Words, faults: Iterable[Fault] = (), *, code: str | None = None):
        super().__init__(detail, code=code)
        self.faults = tuple(faults)
