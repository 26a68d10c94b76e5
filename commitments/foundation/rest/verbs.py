"""How the body of a request reaches a verb."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from commitments.foundation.errors import Fault, Invalid
from commitments.foundation.rest.etags import HasHeaders, required_version
from commitments.foundation.rest.problems import refusal

Done = TypeVar("Done")


def plain(request: Request) -> HttpRequest:
    """Return Django's request, which the framework's wraps."""
    wrapped: HttpRequest = request._request  # noqa: SLF001  # documented, whatever its name says
    return wrapped


def body_of(request: Request) -> Mapping[str, Any]:
    """Return the body, an object (empty where none was sent). Raises ApiProblem 400."""
    data = request.data
    if not isinstance(data, Mapping):
        raise refusal([Fault("", "not_an_object", _("The body must be a JSON object."))])
    return data


def carry_out(act: Callable[[], Done], faults: Iterable[Fault] = ()) -> Done:
    """Return what a verb returns; raise Invalid, everything undone, where the body had `faults`.

    The verb goes first: so what it refuses for the person, the version or the state is told
    before what is wrong with the body.
    """
    faults = list(faults)
    with transaction.atomic():
        try:
            done = act()
        except Invalid as exc:
            told = {fault.pointer for fault in faults}
            more = [fault for fault in exc.faults if fault.pointer not in told]
            raise Invalid(exc.detail, [*faults, *more], code=exc.code) from exc
        if faults:
            raise refusal(faults)
    return done


def unknown_fields(data: Mapping[str, Any], known: Collection[str]) -> list[Fault]:
    """Return a fault for each field that is not `known`."""
    names = ", ".join(known) or "—"
    detail = _("Unknown; there are: %(names)s.") % {"names": names}
    return [Fault(f"/{name}", "unknown_field", detail) for name in data if name not in known]


def named_version(request: HasHeaders) -> int | None:
    """Return the version If-Match names where the header is optional; None without it."""
    return required_version(request) if "If-Match" in request.headers else None
