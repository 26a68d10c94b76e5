"""What the pages of all rooms share: the person, the objects, and calling a command."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from commitments.foundation.errors import DomainError, NotAllowed
from commitments.people.models.user import User

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

M = TypeVar("M", bound=Model)


def person_of(request: HttpRequest) -> User:
    """Return the signed-in person. Raises PermissionDenied where nobody is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def context_of(page: DataclassInstance, **more: object) -> dict[str, object]:
    """Return the context of a template: the fields of a view model by their names, and `more`."""
    return {field.name: getattr(page, field.name) for field in dataclasses.fields(page)} | more


def number_in(sent: str | None) -> int | None:
    """Return a whole number of at most nine digits; None for any other text."""
    digits = sent or ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def find_or_404(queryset: QuerySet[M], **keys: object) -> M:
    """Return the object with these keys, of rows that `visible_to` has limited. Raises Http404."""
    # PostgreSQL would refuse a NUL with an error.
    possible = not any(isinstance(key, str) and "\x00" in key for key in keys.values())
    obj = queryset.filter(**keys).first() if possible else None
    if obj is None:
        raise Http404
    return obj


def attempt(request: HttpRequest, command: Callable[[], object], *, success: object = "") -> bool:
    """Call a command; return whether it succeeded, with a message to the person either way.

    Raises PermissionDenied where the person's role does not allow it.
    """
    try:
        command()
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


# The answer to a script whose user is not signed in any more.
SIGNED_OUT: Final = {"code": "signed_out"}


def wants_json(request: HttpRequest) -> bool:
    """Return whether a script sent the request, which expects JSON and no redirect."""
    return request.headers.get("Accept", "").startswith("application/json")
