"""Limits of the attempts with a password: from one address, and for one account.

Attempts are counted together wherever a password is given: on the sign-in page, at `POST tokens/`,
and where somebody changes the current password. The administration has no sign-in page of its own
(config.administration).
"""

from __future__ import annotations

import hashlib
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from commitments.foundation.errors import Words
from commitments.foundation.rest.problems import ApiProblem

# What a page shows to people who may not make another attempt now.
REFUSALS: Final[dict[str, Words]] = {
    "throttled": _("Too many attempts. Wait a minute, then try again."),
    "unavailable": _("Signing in is not possible right now. Try again in a minute."),
}


class _SignInThrottle(SimpleRateThrottle):
    scope = "tokens"

    # False for a page, which checks first, and counts only failed attempts.
    counts_at_once = True

    def allow_request(self, request: Request, view: APIView) -> bool:
        if request.method != "POST":
            return True
        try:
            return super().allow_request(request, view)
        except RedisError as error:
            # Without a count the attempts would not be limited, so none is allowed.
            raise ApiProblem(503, "unavailable", REFUSALS["unavailable"]) from error

    def throttle_success(self) -> bool:
        return super().throttle_success() if self.counts_at_once else True

    def count(self) -> None:
        """Count the attempt that was checked before."""
        if getattr(self, "key", None) is not None:
            super().throttle_success()


class AddressThrottle(_SignInThrottle):
    """Limits the attempts from one address."""

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        return f"throttle_tokens_address_{self.get_ident(request)}"


class AccountThrottle(_SignInThrottle):
    """Limits the attempts for one account, from any address."""

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        email = _email(request)
        if not isinstance(email, str):
            return None
        digest = hashlib.sha256(email.strip().lower().encode()).hexdigest()
        return f"throttle_tokens_account_{digest}"


class FailedTries:
    """The attempts with a password on a page: failed ones count, together with the API's."""

    def __init__(self, request: HttpRequest, email: str) -> None:
        self.request = request
        self.throttles = [AddressThrottle(), AccountThrottle()]
        request.tried_email = email  # type: ignore[attr-defined]  # read by `_email`

    def refused(self) -> str:
        """Return why no attempt is allowed now, a key of REFUSALS; empty where one is."""
        for throttle in self.throttles:
            throttle.counts_at_once = False
        try:
            # A page has no APIView, and the throttles look only at what both requests have.
            allowed = all(each.allow_request(self.request, None) for each in self.throttles)  # type: ignore[arg-type]
        except ApiProblem as problem:
            return problem.code
        return "" if allowed else "throttled"

    def count(self) -> None:
        """Count one attempt."""
        for throttle in self.throttles:
            throttle.count()


def may_ask(request: HttpRequest, email: str) -> bool:
    """Count a request about this address; return whether it is allowed."""
    tries = FailedTries(request, email)
    if tries.refused():
        return False
    tries.count()
    return True


def _email(request: Request) -> object:
    tried: object = getattr(request, "tried_email", None)
    if tried is not None:
        return tried
    if request.user.is_authenticated:
        return request.user.email
    return request.data.get("email") if isinstance(request.data, dict) else None
