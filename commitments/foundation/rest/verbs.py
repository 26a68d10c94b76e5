"""How the body of a request reaches a verb."""

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


def perform(
    request: Request,
    verb: Callable[..., Done],
    *,
    takes: Collection[str] = (),
    faults: Iterable[Fault] = (),
    **given: Any,
) -> Done:
    """Return what a verb returns, done now by the person who asks.

    A field of the body that is not in `takes` is refused, as `faults` are, after the verb's own
    refusals.
    """
    return carry_out(
        lambda: verb(by=request.user, at=timezone.now(), **given),
        [*unknown_fields(body_of(request), takes), *faults],
    )


def unknown_fields(data: Mapping[str, Any], known: Collection[str]) -> list[Fault]:
    """Return a fault for each field that is not `known`."""
    names = ", ".join(known) or "—"
    detail = _("Unknown. Available: %(names)s.") % {"names": names}
    return [Fault(f"/{name}", "unknown_field", detail) for name in data if name not in known]


def key_fault(data: Mapping[str, Any], name: str) -> Fault:
    """Return the fault of a natural key that a body lacks, or that names nothing."""
    pointer = f"/{name}"
    return unknown_key(pointer, str(data[name])[:100]) if name in data else missing(pointer)


def named_version(request: HasHeaders) -> int | None:
    """Return the version If-Match names where the header is optional; None without it."""
    return required_version(request) if "If-Match" in request.headers else None
