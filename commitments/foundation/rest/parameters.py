"""Query parameters: an unknown, repeated or unusable one is refused and named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

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


def check_parameters(request: HttpRequest, allowed: Iterable[str]) -> None:
    """Raise ApiProblem 400 naming all parameters that are unusable or not `allowed`.

    `language` is always allowed.
    """
    if faults := list(_faults(request, {languages.PARAMETER, *allowed})):
        raise refusal(faults)


def _faults(request: HttpRequest, allowed: Collection[str]) -> Iterator[Fault]:
    for name, values in request.GET.lists():
        if name not in allowed:
            detail = _("Unknown. Available: %(names)s.") % {"names": ", ".join(sorted(allowed))}
            yield parameter_fault(name, "unknown_parameter", detail)
        elif len(values) > 1:
            detail = _("Enter it once; separate values with commas.")
            yield parameter_fault(name, "repeated", detail)
        elif "\x00" in values[0]:
            yield parameter_fault(name, "nul", _("NUL characters are not allowed."))
    language = request.GET.get(languages.PARAMETER)
    if language is not None and language not in languages.supported_languages():
        names = get_text_list(languages.supported_languages(), _("or"))
        detail = _("Enter one of %(names)s.") % {"names": names}
        yield parameter_fault(languages.PARAMETER, "unknown_language", detail)


def requested_fields(request: HttpRequest, available: Collection[str]) -> tuple[str, ...] | None:
    """Return the names in `?fields=a,b`, or None for all. Raises ApiProblem 400 naming others."""
    parameter = request.GET.get(FIELDS)
    if parameter is None:
        return None
    names = tuple(dict.fromkeys(name for name in parameter.split(",") if name))
    unknown = [name for name in names if name not in available]
    if unknown or not names:
        detail = _("“%(name)s” is not a field of this resource. Available: %(names)s.")
        raise refusal(
            parameter_fault(
                FIELDS, "unknown_field", detail % {"name": name, "names": ", ".join(available)}
            )
            for name in unknown or [parameter]
        )
    return names


def only(
    rows: Sequence[Mapping[str, object]], names: Sequence[str] | None
) -> list[dict[str, object]]:
    """Return the rows with these fields alone; all of them for None."""
    return [{name: row[name] for name in (row if names is None else names)} for row in rows]
