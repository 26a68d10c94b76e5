"""The language of names and messages: `?language=`, else `Accept-Language`, else English."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

PARAMETER = "language"


def supported_languages() -> list[str]:
    """Return the codes of the languages there are."""
    return [code for code, _name in settings.LANGUAGES]


def chosen_language(request: HttpRequest) -> str:
    """Return the code to answer in; an unknown `?language=` is refused elsewhere, not here."""
    known = supported_languages()
    asked = request.GET.get(PARAMETER, "")
    if asked in known:
        return asked
    for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if tag == "*":
            break
        if (code := tag.partition("-")[0]) in known:
            return code
    return settings.LANGUAGE_CODE


def activate_language(request: HttpRequest) -> None:
    """Answer in the language asked for.

    Not undone afterwards: a response is rendered after its view, and LocaleMiddleware sets the
    language anew for each request.
    """
    code = chosen_language(request)
    translation.activate(code)
    request.LANGUAGE_CODE = code
