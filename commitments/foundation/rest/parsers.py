"""JSON in: UTF-8 alone; what is not valid is refused with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

import orjson
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.parsers import BaseParser

from commitments.foundation.errors import Fault
from commitments.foundation.rest.problems import ApiProblem, refusal


class StrictJSONParser(BaseParser):
    """Refuses what orjson refuses: NaN, lone surrogates, invalid UTF-8, nesting past 1,024."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, object] | None = None,
    ) -> Any:
        """Return the data. Raises ApiProblem 400, or UnsupportedMediaType for another charset."""
        _check_charset(media_type or "")
        body = stream.read()
        try:
            data: object = orjson.loads(body)
        except orjson.JSONDecodeError as exc:
            raise ApiProblem(
                400,
                "malformed_json",
                _("Not JSON: %(reason)s (line %(line)d, column %(column)d).")
                % {"reason": exc.msg, "line": exc.lineno, "column": exc.colno},
            ) from exc
        # JSON allows an escaped NUL (not a raw one), but PostgreSQL cannot store it.
        if b"\\u0000" in body and (faults := list(_nul_characters(data, ""))):
            raise refusal(faults)
        return data


def _check_charset(media_type: str) -> None:
    for parameter in media_type.split(";")[1:]:
        name, _equals, value = parameter.strip().partition("=")
        if name.lower() == "charset" and value.strip('"').lower() not in ("utf-8", "utf8"):
            raise UnsupportedMediaType(media_type)


def _nul_characters(data: object, pointer: str) -> Iterator[Fault]:
    if isinstance(data, str):
        if "\x00" in data:
            yield Fault(pointer, "nul", _("NUL characters are not allowed."))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _nul_characters(item, f"{pointer}/{index}")
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _nul_characters(key, pointer)
            yield from _nul_characters(value, f"{pointer}/{key}")
