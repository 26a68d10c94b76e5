"""Pages of the catalogue that need nothing but it: the parties' indexes; of people; of accounts.

`attempt` and `found` are what every page that calls a verb or fetches one object shares.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from commitments.foundation.errors import DomainError, NotAllowed
from commitments.foundation.text import plain_letters as plain_letters
from commitments.people.models.user import User

M = TypeVar("M", bound=Model)


def person_of(request: HttpRequest) -> User:
    """Return who is signed in, below `login_required`. Raises PermissionDenied for nobody."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def number_in(typed: str | None) -> int | None:
    """Return the whole number that was sent, None for anything else."""
    words = typed or ""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else None


def find_or_404(queryset: QuerySet[M], **keys: object) -> M:
    """Return the one object of a queryset already narrowed by `visible_to`. Raises Http404."""
    # PostgreSQL takes no NUL, so no key holds one.
    known = not any(isinstance(key, str) and "\x00" in key for key in keys.values())
    thing = queryset.filter(**keys).first() if known else None
    if thing is None:
        raise Http404
    return thing


def attempt(request: HttpRequest, verb: Callable[[], object], *, success: object = "") -> bool:
    """Call a verb; return whether it did it, with a message either way.

    Raises PermissionDenied where the person's role does not allow it.
    """
    try:
        verb()
    except NotAllowed as error:
        raise PermissionDenied(error.detail) from error
    except DomainError as error:
        messages.error(request, str(error.detail))
        for fault in getattr(error, "faults", ()):
            messages.error(request, str(fault.detail))
        return False
    if success:
        messages.success(request, str(success))
    return True


# What a script is told whose person is not signed in any more.
SIGNED_OUT: Final = {"code": "signed_out"}


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, which wants JSON, and no redirection."""
    return request.headers.get("Accept", "").startswith("application/json")
