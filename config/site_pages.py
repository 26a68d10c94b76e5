"""Pages that belong to no app: the redirect to a language, and the pages of errors."""

from __future__ import annotations

import sys
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from commitments.foundation.errors import NoRoom, Words, is_no_room
from commitments.foundation.pages import wants_json
from commitments.foundation.rest.problems import problem_response

CODES: Final = {
    400: "bad_request",
    403: "forbidden",
    404: "not_found",
    411: "length_required",
    413: "too_large",
    500: "server_error",
    507: NoRoom.code,
}
# What a page's own script shows where the file or the words were that it sent.
SHOWN_BESIDE: Final = (411, 413, 507)
WORDS: Final[dict[int, Words]] = {
    400: _("The request could not be understood."),
    403: _("You may not do this."),
    404: _("There is nothing here, or nothing that you may see."),
    411: _("The request does not say how long it is."),
    413: _("The request is too large."),
    500: _("An error occurred on our side. It has been recorded."),
    507: _("Our storage is full. Nothing of what was just sent has been saved."),
}


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Send the reader to the home page in the language their browser prefers."""
    with override(get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("home"))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def problem(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """Answer an error: a problem document below /api/, else a page, plain where that fails too."""
    if request.path.startswith("/api/"):
        return problem_response(request, status, CODES[status], detail or WORDS[status])
    if status in SHOWN_BESIDE and wants_json(request):
        return JsonResponse({"faults": [str(detail or WORDS[status])]}, status=status)
    context = {"status": status, "words": WORDS[status], "detail": detail}
    try:
        return render(request, "problem.html", context, status=status)
    except Exception:  # noqa: BLE001  # whatever broke the page may break its frame as well
        return HttpResponse(render_to_string("problem_plain.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return problem(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403; says what was refused, where a verb said so."""
    return problem(request, 403, str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: it is not there, or the reader may not know that it is."""
    return problem(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 507 where a disk is full, of whatever was being written. Called while it is handled."""
    error = sys.exc_info()[1]
    return problem(request, 507 if error is not None and is_no_room(error) else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form sent without its token: most often, cookies are off or the page was stale."""
    return problem(request, 403)
