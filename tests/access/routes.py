"""Every address of the product, read from its URL table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("get", "post", "put", "patch", "delete")
API = "api/v1/"


def routes() -> Iterator[tuple[str, URLPattern]]:
    """Yield each route as its template (`updates/<pk>/`, without converters) with its pattern."""
    yield from _below("", get_resolver().url_patterns)


def _below(prefix: str, patterns: list[Any]) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        template = prefix + _template(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _below(template, pattern.url_patterns)
        else:
            yield template, pattern


def _template(pattern: str) -> str:
    named = re.sub(r"<\w+:(\w+)>", r"<\1>", pattern)
    named = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", named)
    return named.removeprefix("^").removesuffix("$")


def api_routes() -> list[tuple[str, str]]:
    """Return (method, template below /api/v1/) of every operation of the API."""
    found = []
    for template, pattern in routes():
        view = getattr(pattern.callback, "view_class", None)
        if template.startswith(API) and view is not None:
            found += [
                (method, template.removeprefix(API)) for method in METHODS if hasattr(view, method)
            ]
    return sorted(found, key=lambda route: (route[1], METHODS.index(route[0])))


def page_routes() -> list[str]:
    """Return the template of every page below a language; the admin is Django's own."""
    return sorted(
        {
            template.removeprefix("en/")
            for template, _pattern in routes()
            if template.startswith("en/") and not template.startswith("en/admin/")
        }
    )
