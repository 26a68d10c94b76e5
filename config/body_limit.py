"""Limits the body of a request before anything reads it, on pages and in the API.

`process_view` of a middleware that stands before Django's CSRF check is the first to know both the
address and who is signed in, and the last before a form is read for its token.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth.views import redirect_to_login
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Words
from commitments.foundation.pages import SIGNED_OUT, wants_json
from commitments.foundation.rest.bodies import (
    Files,
    PassOver,
    Reckon,
    brings_files,
    files_taken,
    longest,
)
from commitments.foundation.rest.languages import activate_language
from config.site_pages import problem

_HANDLERS: Final[dict[Files, type[FileUploadHandler]]] = {
    Files.NOBODYS: PassOver,
    Files.ANYBODYS_UNKEPT: Reckon,
}


class BodyLimit:
    """Refuse bodies that are too long or of unknown length, and files from those who may not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Return the refusal; None if the body may be read, with handlers for the address."""
        if "Transfer-Encoding" in request.headers:
            return _refusal(request, 411, _("Send the length of the body as Content-Length."))
        files = files_taken(view)
        most = longest(request, files)
        if _length(request) > most:
            words = _("What was sent is larger than the %(most)d bytes this address takes.")
            return _refusal(request, 413, words, most=most)
        if not brings_files(request):
            return None
        if files in _HANDLERS:
            request.upload_handlers = [_HANDLERS[files](request)]
        elif _is_page(request) and not request.user.is_authenticated:
            return _sign_in(request)
        return None


def _length(request: HttpRequest) -> int:
    # As Django reads it: of a body without a length it reads nothing.
    length = request.headers.get("content-length") or ""
    return int(length) if length.isdigit() else 0


def _is_page(request: HttpRequest) -> bool:
    """Return whether only the session identifies the person; endpoints also accept tokens."""
    return not request.path.startswith("/api/")


def _sign_in(request: HttpRequest) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(SIGNED_OUT, status=401)
    return redirect_to_login(request.get_full_path())


def _refusal(request: HttpRequest, status: int, words: Words, **values: int) -> HttpResponse:
    if not _is_page(request):
        activate_language(request)
    return problem(request, status, str(words) % values)
