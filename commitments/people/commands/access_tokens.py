"""Keys for the API: creating, recognising and revoking them."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest

from commitments.audit_actions import AuditAction
from commitments.foundation import locking
from commitments.models import AccessToken, User

# Lets scanners of source code recognise a key that has leaked.
KEY_PREFIX = "hpt_"
# `last_used_at` is not written more often, or every request that reads would also write.
_LAST_USED_PRECISION = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class NewKey:
    """A token and its key, which is not stored and cannot be shown again."""

    token: AccessToken
    key: str


def sign_in(*, request: HttpRequest, email: str, password: str) -> User | None:
    """Return the person with this email and password, or None.

    An unknown address takes as long as a wrong password: Django's backend hashes in both cases.
    """
    user = authenticate(request, username=email, password=password)
    return user if isinstance(user, User) else None


@transaction.atomic
def create(*, by: User, at: datetime, name: str = "") -> NewKey:
    """Return a new key for the person, valid for settings.TOKEN_LIFETIME_DAYS."""
    key = KEY_PREFIX + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        user=by,
        name=name,
        prefix=key[:8],
        key_sha256=_sha256(key),
        created_at=at,
        expires_at=at + timedelta(days=settings.TOKEN_LIFETIME_DAYS),
    )
    locking.log(AuditAction.CREATE_TOKEN, token, by=by, at=at, prefix=token.prefix)
    return NewKey(token, key)


def identify(*, key: str, at: datetime) -> AccessToken | None:
    """Return the token of a key, with its user; None for a key that is unknown or not valid."""
    token = (
        AccessToken.objects.usable(at)
        .select_related("user")
        .filter(key_sha256=_sha256(key))
        .first()
    )
    if token is None:
        return None
    if token.last_used_at is None or token.last_used_at < at - _LAST_USED_PRECISION:
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=at)
    return token


@transaction.atomic
def revoke(*, token: AccessToken, by: User, at: datetime) -> None:
    """Revoke a token now. One that is revoked already stays as it is."""
    fresh = locking.lock_row(token)
    if fresh.revoked_at is not None:
        return
    locking.write(fresh, revoked_at=at)
    locking.log(AuditAction.REVOKE_TOKEN, fresh, by=by, at=at, prefix=fresh.prefix)


def _sha256(key: str) -> str:
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()
