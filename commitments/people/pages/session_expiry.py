"""Who is sent to sign in because a session has ended, is told so there."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from commitments.people.pages.sign_in import ENDED


class EndedSessions:
    """Mark the way to the sign-in page for a browser that had a session.

    The page cannot know by itself: the session's cookie is taken back with this redirect.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        if response.status_code == 302 and settings.SESSION_COOKIE_NAME in request.COOKIES:
            address = urlsplit(response["Location"])
            # Signing in and out lead elsewhere, so only a refusal comes by here.
            if address.path == resolve_url(settings.LOGIN_URL) and address.query:
                response["Location"] = f"{response['Location']}&{ENDED}=1"
        return response
