"""Pages that belong to no app: the redirect to a language, and the page without a connection."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Redirect to the home page in the language that the browser prefers."""
    with override(get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("home"))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Return the page shown without a connection, which says what happens to unsaved text."""
    return render(request, "offline.html")


@require_safe
def offline_worker(request: HttpRequest) -> HttpResponse:
    """Return the service worker. It stores only that page, and reads nothing that people type."""
    pages = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            pages[code] = reverse("offline")
    context = {"pages": pages, "style": static("config/tracker.css")}
    response = render(request, "offline_worker.js", context, content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response
