"""The page that a browser shows without a connection; a service worker stores it beforehand."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Return the service worker. It stores only that page, and reads nothing that people type."""
    pages = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            pages[code] = reverse("offline")
    context = {"pages": pages, "style": static("config/tracker.css")}
    response = render(request, "offline_worker.js", context, content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page: there is no connection, and what happens to unsaved text."""
    return render(request, "offline.html")
