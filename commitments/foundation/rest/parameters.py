"""Query parameters: an unknown, repeated or unusable one is refused and named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from commitments.foundation.errors import Fault
from commitments.foundation.rest import languages
from commitments.foundation.rest.problems import refusal

FIELDS = "fields"


def parameter_fault(name: str, code: str, detail: str) -> Fault:
    """Return a fault of a query parameter; its pointer is `?name`."""
    return Fault(f"?{name}", code, detail)


def check_parameters(request: HttpRequest, known: Iterable[str]) -> None:
    """Refuse parameters not in `known` (nor `language`). Raises ApiProblem 400 naming all."""
    faults = list(_faults(request, {languages.PARAMETER, *known}))
    if faults:
        raise refusal(faults)


def _faults(request: HttpRequest, known: Collection[str]) -> Iterator[Fault]:
    for name, values in request.GET.lists():
        if name not in known:
            yield parameter_fault(
                name,
                "unknown_parameter",
                _("Unknown. Available: %(names)s.") % {"names": ", ".join(sorted(known))},
            )
        elif len(values) > 1:
            yield parameter_fault(
                name, "repeated", _("Enter it once; separate values with commas.")
            )
        elif "\x00" in values[0]:
            yield parameter_fault(name, "nul", _("NUL characters are not allowed."))
    asked = request.GET.get(languages.PARAMETER)
    if asked is not None and asked not in languages.supported_languages():
        yield parameter_fault(
            languages.PARAMETER,
            "unknown_language",
            _("Enter one of %(names)s.")
            % {"names": get_text_list(languages.supported_languages(), _("or"))},
        )


def requested_fields(request: HttpRequest, known: Collection[str]) -> tuple[str, ...] | None:
    """Return the names in `?fields=a,b`, or None for all. Raises ApiProblem 400 naming others."""
    asked = request.GET.get(FIELDS)
    if asked is None:
        return None
    names = tuple(dict.fromkeys(name for name in asked.split(",") if name))
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        words, there = (
            _("“%(name)s” is not a field of this resource. Available: %(names)s."),
            ", ".join(known),
        )
        raise refusal(
            parameter_fault(FIELDS, "unknown_field", words % {"name": name, "names": there})
            for name in unknown or [asked]
        )
    return names


def only(rows: Sequence[Mapping[str, Any]], names: Sequence[str] | None) -> list[dict[str, Any]]:
    """Return the rows with these fields alone; all of them for None."""
    if names is None:
        return [dict(row) for row in rows]
    return [{name: row[name] for name in names} for row in rows]
