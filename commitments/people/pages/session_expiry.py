"""The sign-in page says so where somebody is sent there because their session has ended."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from commitments.people.pages.sign_in import ENDED


class EndedSessions:
    """Mark the redirect to the sign-in page for a browser that had a session.

    The page itself cannot know it: this redirect also deletes the session's cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        if response.status_code == 302 and settings.SESSION_COOKIE_NAME in request.COOKIES:
            address = urlsplit(response["Location"])
            # Signing in and out redirect elsewhere, so this is a page that wants a sign-in.
            if address.path == resolve_url(settings.LOGIN_URL) and address.query:
                response["Location"] = f"{response['Location']}&{ENDED}=1"
        return response
