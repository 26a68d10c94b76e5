"""What people change themselves: their name, their language, their password."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.audit_actions import AuditAction
from commitments.foundation.errors import Conflict, Fault, Invalid, NotAllowed
from commitments.foundation.locking import log, write
from commitments.foundation.models.languages import Language
from commitments.people.commands.locked_person import lock_person, refuse
from commitments.people.commands.password_links import INVITATION, read_link
from commitments.people.models.user import User
from commitments.people.rules.permissions import Person


class WrongPassword(Invalid):
    """The current password that was given is wrong."""


@transaction.atomic
def change_own(
    *, full_name: str | None = None, language: str | None = None, by: Person, at: datetime
) -> User:
    """Change one's own name or language; None leaves it as it is. Raises NotAllowed, Invalid."""
    person = lock_person(_require_person(by))
    faults = []
    if full_name is not None and not full_name.strip():
        faults.append(Fault("/full_name", "required", _("Enter your name.")))
    elif full_name is not None and len(full_name) > 200:
        faults.append(Fault("/full_name", "too_long", _("This is too long.")))
    if language is not None and language not in Language.values:
        faults.append(Fault("/language", "invalid_choice", _("Choose a language.")))
    refuse(faults)
    wanted = {"full_name": full_name and full_name.strip(), "language": language}
    changed: dict[str, Any] = {
        name: value
        for name, value in wanted.items()
        if value is not None and value != getattr(person, name)
    }
    if changed:
        before = {name: getattr(person, name) for name in changed}
        write(person, **changed)
        log(
            AuditAction.CHANGE_OWN_ACCOUNT,
            person,
            by=person,
            at=at,
            changed=list(changed),
            before=before,
        )
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
