"""The language of names and messages: `?language=`, else `Accept-Language`, else English."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

PARAMETER = "language"


def supported_languages() -> list[str]:
    """Return the codes of the supported languages."""
    return [code for code, _name in settings.LANGUAGES]


def activate_language(request: HttpRequest) -> None:
    """Activate the language of the answer; an unknown `?language=` is refused elsewhere.

    It stays active: a response is rendered after its view, and LocaleMiddleware sets the language
    anew for each request.
    """
    code = _chosen_language(request)
    translation.activate(code)
    request.LANGUAGE_CODE = code


def _chosen_language(request: HttpRequest) -> str:
    supported = supported_languages()
    if (parameter := request.GET.get(PARAMETER, "")) in supported:
        return parameter
    for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if tag == "*":
            break
        if (code := tag.partition("-")[0]) in supported:
            return code
    return settings.LANGUAGE_CODE
