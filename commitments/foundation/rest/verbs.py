"""How the body of a request is passed to a command."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from commitments.foundation.errors import Fault, Invalid, missing, unknown_key
from commitments.foundation.rest.etags import HasHeaders, required_version
from commitments.foundation.rest.problems import refusal

Done = TypeVar("Done")


def body_of(request: Request) -> Mapping[str, Any]:
    """Return the body, an object (empty where none was sent). Raises ApiProblem 400."""
    data = request.data
    if not isinstance(data, Mapping):
        raise refusal([Fault("", "not_an_object", _("The body must be a JSON object."))])
    return data


def carry_out(command: Callable[[], Done], faults: Iterable[Fault] = ()) -> Done:
    """Return what the command returns; where the body has `faults`, undo it and raise Invalid.

    The command is called first, so that its refusals for the person, the version or the state come
    before the faults of the body.
    """
    faults = list(faults)
    with transaction.atomic():
        try:
            done = command()
        except Invalid as exc:
            pointers = {fault.pointer for fault in faults}
            more = [fault for fault in exc.faults if fault.pointer not in pointers]
            raise Invalid(exc.detail, [*faults, *more], code=exc.code) from exc
        if faults:
            raise refusal(faults)
    return done


def perform(
    request: Request,
    command: Callable[..., Done],
    *,
    takes: Collection[str] = (),
    faults: Iterable[Fault] = (),
    **arguments: object,
) -> Done:
    """Return what a command returns, called by the signed-in person at this moment.

    A field of the body that is not in `takes` is refused, as `faults` are, after the command's own
    refusals.
    """
    return carry_out(
        lambda: command(by=request.user, at=timezone.now(), **arguments),
        [*unknown_fields(body_of(request), takes), *faults],
    )


def unknown_fields(data: Mapping[str, object], allowed: Collection[str]) -> list[Fault]:
    """Return a fault for each field that is not `allowed`."""
    detail = _("Unknown. Available: %(names)s.") % {"names": ", ".join(allowed) or "—"}
    return [Fault(f"/{name}", "unknown_field", detail) for name in data if name not in allowed]


def key_fault(data: Mapping[str, object], name: str) -> Fault:
    """Return the fault of a natural key that is missing in a body, or unknown."""
    pointer = f"/{name}"
    return unknown_key(pointer, str(data[name])[:100]) if name in data else missing(pointer)


def named_version(request: HasHeaders) -> int | None:
    """Return the version in If-Match where that header is optional; None without it."""
    return required_version(request) if "If-Match" in request.headers else None
