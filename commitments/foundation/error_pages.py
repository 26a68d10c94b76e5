"""The answers to errors outside any endpoint: a page, or a problem document below /api/."""

from __future__ import annotations

import sys
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import NoRoom, Words, is_no_room
from commitments.foundation.pages import wants_json
from commitments.foundation.rest.problems import NOT_FOUND, problem_response

# By status: the code for programs, and the words for people.
ERRORS: Final[dict[int, tuple[str, Words]]] = {
    400: ("bad_request", _("The request could not be understood.")),
    403: ("forbidden", _("You may not do this.")),
    404: ("not_found", NOT_FOUND),
    411: ("length_required", _("The request does not say how long it is.")),
    413: ("too_large", _("The request is too large.")),
    500: ("server_error", _("An error occurred on our side. It has been recorded.")),
    507: (NoRoom.code, _("Our storage is full. Nothing of what was just sent has been saved.")),
}
# The script of a page shows these beside the file or the text that it sent.
SHOWN_BY_SCRIPTS: Final = (411, 413, 507)


def problem(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """Return the answer to an error: a problem document, JSON for a page's script, or a page."""
    code, words = ERRORS[status]
    if request.path.startswith("/api/"):
        return problem_response(request, status, code, detail or words)
    if status in SHOWN_BY_SCRIPTS and wants_json(request):
        return JsonResponse({"faults": [str(detail or words)]}, status=status)
    context = {"status": status, "words": words, "detail": detail}
    try:
        return render(request, "commitments/foundation/problem.html", context, status=status)
    except Exception:  # noqa: BLE001  # whatever broke the page may break the site's frame as well
        plain = render_to_string("commitments/foundation/problem_plain.html", context)
        return HttpResponse(plain, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return 400."""
    return problem(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return 403, with the reason that a command gave, if any."""
    return problem(request, 403, str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return 404: the object does not exist, or the reader may not know that it does."""
    return problem(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return 500, or 507 where a disk is full. Called while the exception is handled."""
    error = sys.exc_info()[1]
    return problem(request, 507 if error is not None and is_no_room(error) else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return 403 for a form without its token: usually cookies are off, or the page is old."""
    return problem(request, 403)
