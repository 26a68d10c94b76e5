"""What people change themselves: name, language, password; and links to set a password.

A link is valid once, for some days, and is stored nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from commitments.audit_actions import AuditAction
from commitments.foundation.errors import Conflict, Fault, Invalid, NotAllowed
from commitments.foundation.locking import locked, log, write
from commitments.models import Language, User
from commitments.people.commands.checks import lock_person, refuse, text_faults
from commitments.people.rules.permissions import Person

INVITATION: Final = "invitation"
FORGOTTEN: Final = "forgotten"
LIFETIMES: Final = {INVITATION: timedelta(days=7), FORGOTTEN: timedelta(days=1)}
_SALT: Final = "commitments.people.links"


class WrongPassword(Invalid):
    """The current password that was given is wrong."""


@transaction.atomic
def change_own(
    *, full_name: str | None = None, language: str | None = None, by: Person, at: datetime
) -> User:
    """Change one's own name or language; None leaves it as it is. Raises NotAllowed, Invalid."""
    person = lock_person(_require_person(by))
    faults: list[Fault] = []
    if full_name is not None:
        missing = _("Enter your name.")
        faults += text_faults("/full_name", full_name, longest=200, missing=missing)
    if language is not None and language not in Language.values:
        faults.append(Fault("/language", "invalid_choice", _("Choose a language.")))
    refuse(faults)
    values = {"full_name": full_name and full_name.strip(), "language": language}
    changed: dict[str, Any] = {
        name: value
        for name, value in values.items()
        if value is not None and value != getattr(person, name)
    }
    if changed:
        detail = {"changed": list(changed), "before": {n: getattr(person, n) for n in changed}}
        write(person, **changed)
        log(AuditAction.CHANGE_OWN_ACCOUNT, person, by=person, at=at, **detail)
    return person


@transaction.atomic
def change_password(*, old: str, new: str, by: Person, at: datetime) -> User:
    """Change one's own password; every other session ends.

    Raises NotAllowed, Invalid, and WrongPassword, which the caller counts as a failed try.
    """
    person = lock_person(_require_person(by))
    if not person.check_password(old):
        refuse([Fault("/old", "wrong", _("This is not your password."))], WrongPassword)
    _set_password(person, new, pointer="/new")
    log(AuditAction.CHANGE_OWN_PASSWORD, person, by=person, at=at)
    return person


@transaction.atomic
def set_password(*, signed: str, new: str, at: datetime) -> User:
    """Set a password by a link from an e-mail; return the person.

    Raises Conflict where the link is not valid any more, Invalid for a password that is refused.
    """
    link = read_link(signed=signed, at=at, lock=True)
    if link is None:
        raise Conflict(_("This link is no longer valid."), code="link_spent")
    person = link.person
    person.invited_at = None
    _set_password(person, new, pointer="/password")
    joined = link.purpose == INVITATION
    log(AuditAction.JOIN if joined else AuditAction.SET_PASSWORD_BY_LINK, person, by=person, at=at)
    return person


def _set_password(person: User, password: str, pointer: str) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        refuse(
            Fault(pointer, str(each.code or "invalid"), " ".join(each.messages))
            for each in error.error_list
        )
    person.set_password(password)
    write(person)


def _require_person(person: Person) -> User:
    if not isinstance(person, User):
        raise NotAllowed(_("Sign in first."))
    return person


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """A valid link: the person it is for, and its purpose (INVITATION or FORGOTTEN)."""

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
    """Return the link that this signed part of an address means; None where it is not valid.

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
    names = "password email last_login invited_at suspended_at".split()
    parts = "\n".join([purpose, *(str(getattr(person, name)) for name in names)])
    return salted_hmac(_SALT, parts, algorithm="sha256").hexdigest()[:32]
