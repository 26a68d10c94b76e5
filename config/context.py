"""The context of every page: the reader's roles, the languages, and the page's address."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from commitments.foundation.formats import LOCALES, own_name
from commitments.people.rules.permissions import roles_of

# Each language is named in that language, so that a reader recognizes it.
LANGUAGE_NAMES: Final = {language: own_name(language) for language in LOCALES}


def site(request: HttpRequest) -> dict[str, object]:
    """Return the roles of the reader, the languages, and the addresses of this page."""
    user = getattr(request, "user", None)
    return {
        "standing": roles_of(user) if user is not None else None,
        "languages": [
            {"code": code, "name": LANGUAGE_NAMES[code], "href": same_page(request, code)}
            for code, _name in settings.LANGUAGES
        ],
        "language": get_language() or settings.LANGUAGE_CODE,
        "site_url": settings.SITE_URL,
        "canonical": canonical(request),
    }


def canonical(request: HttpRequest) -> str:
    """Return the address for search engines: the path, and the parameters that select content."""
    selected = {name: request.GET[name] for name in ("instrument", "period") if name in request.GET}
    return request.path + (f"?{urlencode(selected)}" if selected else "")


def same_page(request: HttpRequest, language: str) -> str:
    """Return the address of the requested page in `language`: only its first part changes."""
    first, _slash, rest = request.path.lstrip("/").partition("/")
    if first not in LANGUAGE_NAMES:
        return f"/{language}/"
    query = request.META.get("QUERY_STRING", "")
    return f"/{language}/{rest}" + (f"?{query}" if query else "")
