"""JSON out, by orjson."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import orjson
from django.utils.functional import Promise
from rest_framework.renderers import BaseRenderer


def _default(value: object) -> object:
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def to_json(data: object) -> bytes:
    """Return `data` as UTF-8 bytes: moments in UTC with `Z`, keys in their given order.

    Takes plain data, dataclasses, moments, lazily translated strings and `orjson.Fragment`.
    """
    return orjson.dumps(data, default=_default, option=orjson.OPT_UTC_Z)


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: object,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, object] | None = None,
    ) -> bytes:
        return b"" if data is None else to_json(data)
