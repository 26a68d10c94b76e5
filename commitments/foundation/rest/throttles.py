"""So many tries with a password: from one address, and at one account.

One count for every door by which a password is tried: the sign-in page, `POST tokens/`, and the
password now in use that is asked for where somebody changes it. The administration has no door of
its own (config.administration).
"""

from __future__ import annotations

import hashlib
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError
from rest_framework.throttling import SimpleRateThrottle

from commitments.foundation.errors import Words
from commitments.foundation.rest.problems import ApiProblem

# What a page says to who may not try now.
REFUSALS: Final[dict[str, Words]] = {
    "throttled": _("Too many attempts. Wait a minute, then try again."),
    "unavailable": _("Signing in is not possible right now. Try again in a minute."),
}


class _SignInThrottle(SimpleRateThrottle):
    scope = "tokens"

    # A page looks first, and counts only what fails.
    counting = True

    def allow_request(self, request: Any, view: Any) -> bool:
        if request.method != "POST":
            return True
        try:
            return super().allow_request(request, view)
        except RedisError as error:
            # Without a count there would be no limit to the tries: the door stays closed.
            raise ApiProblem(503, "unavailable", REFUSALS["unavailable"]) from error

    def throttle_success(self) -> bool:
        """Count the try, where tries are counted as they come."""
        return super().throttle_success() if self.counting else True

    def count(self) -> None:
        """Count the try that was looked at before."""
        if getattr(self, "key", None) is not None:
            super().throttle_success()


class AddressThrottle(_SignInThrottle):
    """So many tries from one address."""

    def get_cache_key(self, request: Any, view: Any) -> str | None:
        return f"throttle_tokens_address_{self.get_ident(request)}"


class AccountThrottle(_SignInThrottle):
    """So many tries at one account, from wherever they come."""

    def get_cache_key(self, request: Any, view: Any) -> str | None:
        email = _email(request)
        if not isinstance(email, str):
            return None
        digest = hashlib.sha256(email.strip().lower().encode()).hexdigest()
        return f"throttle_tokens_account_{digest}"


class FailedTries:
    """The tries with a password on a page: those that fail count, together with the API's."""

    def __init__(self, request: HttpRequest, email: str) -> None:
        """Take whose they are."""
        self.request = request
        self.throttles = [AddressThrottle(), AccountThrottle()]
        request.tried_email = email  # type: ignore[attr-defined]  # read by `_email`

    def refused(self) -> str:
        """Return why there may be no try now, a key of REFUSALS; empty where there may be one."""
        for throttle in self.throttles:
            throttle.counting = False
        try:
            left = all(each.allow_request(self.request, None) for each in self.throttles)
        except ApiProblem as problem:
            return problem.code
        return "" if left else "throttled"

    def count(self) -> None:
        """Count one."""
        for throttle in self.throttles:
            throttle.count()


def may_ask(request: HttpRequest, email: str) -> bool:
    """Count a request about this address; say whether it may go on."""
    tries = FailedTries(request, email)
    if tries.refused():
        return False
    tries.count()
    return True


def _email(request: Any) -> Any:
    tried = getattr(request, "tried_email", None)
    if tried is not None:
        return tried
    if request.user.is_authenticated:
        return request.user.email
    return request.data.get("email") if isinstance(request.data, dict) else None
