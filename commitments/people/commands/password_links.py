"""Links to set a password: valid once, for some days, and stored nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from commitments.foundation.locking import locked
from commitments.people.models.user import User

INVITATION: Final = "invitation"
FORGOTTEN: Final = "forgotten"
LIFETIMES: Final = {INVITATION: timedelta(days=7), FORGOTTEN: timedelta(days=1)}
_SALT: Final = "commitments.people.links"


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """A valid link: whose it is, and its purpose (INVITATION or FORGOTTEN)."""

    person: User
    purpose: str


def make_link(*, person: User, purpose: str, since: datetime) -> str:
    """Return the signed part of the address, valid until LIFETIMES[purpose] after `since`.

    It is valid once: it holds a digest of values that a new password, a sign-in, another
    invitation or a suspension changes.
    """
    seconds = int(since.timestamp())
    return signing.dumps([person.pk, purpose, seconds, _digest(person, purpose)], salt=_SALT)


def read_link(*, signed: str, at: datetime, lock: bool = False) -> PasswordLink | None:
    """Return the link that the signed part of an address means; None where it is not valid.

    `lock`: the person's row is locked until the transaction ends.
    """
    try:
        pk, purpose, seconds, digest = signing.loads(signed, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    people = User.objects.filter(pk=pk, is_active=True, is_system=False)
    person = (locked(people) if lock else people).first()
    if person is None or not constant_time_compare(digest, _digest(person, purpose)):
        return None
    since = datetime.fromtimestamp(seconds, tz=UTC)
    return PasswordLink(person, purpose) if at < since + LIFETIMES[purpose] else None


def _digest(person: User, purpose: str) -> str:
    parts = (
        purpose,
        person.password,
        person.email,
        person.last_login,
        person.invited_at,
        person.suspended_at,
    )
    return salted_hmac(_SALT, "\n".join(map(str, parts)), algorithm="sha256").hexdigest()[:32]
