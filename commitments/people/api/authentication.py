"""Authentication by a key, or by the session of the pages."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import authentication, exceptions
from rest_framework.request import Request

from commitments.models import AccessToken, User
from commitments.people.commands import access_tokens

SCHEME = "Token"


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Token <key>`."""

    def authenticate(self, request: Request) -> tuple[User, AccessToken] | None:
        """Return the key's owner and the token; None without such a header.

        Raises AuthenticationFailed for any key that is unknown, expired or revoked.
        """
        scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            raise exceptions.AuthenticationFailed(
                _("Send the key as “Authorization: Token …”."), code="wrong_scheme"
            )
        if scheme.lower() != SCHEME.lower():
            return None
        token = access_tokens.identify(key=key.strip(), at=timezone.now())
        if token is None:
            raise exceptions.AuthenticationFailed(
                _("The key is unknown, expired, or revoked."), code="invalid_token"
            )
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return SCHEME


class SessionAuthentication(authentication.SessionAuthentication):
    """The session of the pages; unsafe methods need its CSRF token in `X-CSRFToken`."""

    def enforce_csrf(self, request: Any) -> None:
        try:
            super().enforce_csrf(request)
        except exceptions.PermissionDenied as exc:
            raise exceptions.PermissionDenied(
                _("The CSRF token is missing or wrong; send it as X-CSRFToken."), code="csrf_failed"
            ) from exc
