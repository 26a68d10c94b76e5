"""Inviting people: by an e-mail with a link that is valid once, for a week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.audit_actions import AuditAction
from commitments.foundation.errors import Conflict, Fault
from commitments.foundation.locking import log, write
from commitments.foundation.models.languages import Language
from commitments.parties.models.party import Party
from commitments.people.commands.designations import Terms, add
from commitments.people.commands.letters import notify_invited
from commitments.people.commands.locked_person import administrator, lock_person, refuse
from commitments.people.models.user import User
from commitments.people.rules.permissions import Person


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited: email, name, language, and a role in the secretariat or ""."""

    email: str
    full_name: str
    language: str
    secretariat_role: str = ""

    @property
    def address(self) -> str:
        """The email as it is stored."""
        return self.email.strip().lower()

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with them; also that the email has an account already."""
        try:
            validate_email(self.address)
        except ValidationError:
            yield Fault("/email", "invalid", _("This is not an e-mail address."))
        else:
            if len(self.address) > 254:
                yield Fault("/email", "too_long", _("This is too long."))
            elif User.objects.filter(email=self.address).exists():
                words = _(
                    "There is already an account with this e-mail address. Designate the "
                    "person instead."
                )
                yield Fault("/email", "exists", words)
        if not self.full_name.strip():
            yield Fault("/full_name", "required", _("Enter the person's name."))
        elif len(self.full_name) > 200:
            yield Fault("/full_name", "too_long", _("This is too long."))
        if self.language not in Language.values:
            yield Fault("/language", "invalid_choice", _("Choose a language."))
        if self.secretariat_role not in User.SecretariatRole.values:
            yield Fault("/secretariat_role", "invalid_choice", _("There is no such role."))


@transaction.atomic
def invite(
    *,
    person: Invited,
    party: Party | None = None,
    terms: Terms | None = None,
    by: Person,
    at: datetime,
) -> User:
    """Return a person newly invited to the secretariat, or to speak for a party on these terms.

    The e-mail is sent after the transaction. Raises NotAllowed, Invalid.
    """
    admin = administrator(by)
    faults = list(terms.faults()) if terms else []
    if not person.secretariat_role and (party is None or terms is None):
        words = _("Choose the party the person speaks for, or a role in the secretariat.")
        faults.append(Fault("/party", "required", words))
    made = create_account(person, faults, by=admin, at=at)
    if party is not None and terms is not None:
        add(made, party, terms, by=admin, at=at)
    return made


def create_account(
    invited: Invited, other_faults: Iterable[Fault], *, by: User, at: datetime
) -> User:
    """Create the account and queue the e-mail; return the person.

    Raises Invalid with the faults of `invited` and the other ones.
    """
    refuse([*invited.faults(), *other_faults])
    # A second invitation of the same address at the same time waits here, and is then refused.
    person, new = User.objects.get_or_create(
        email=invited.address,
        defaults={
            "full_name": invited.full_name.strip(),
            "language": invited.language,
            "secretariat_role": invited.secretariat_role,
            "invited_at": at,
            "password": make_password(None),
        },
    )
    if not new:
        refuse(invited.faults())
    log(AuditAction.INVITE, person, by=by, at=at, role=invited.secretariat_role)
    notify_invited(person, at=at)
    return person


@transaction.atomic
def invite_again(*, person: User, by: Person, at: datetime) -> User:
    """Send a new link for another week; links sent before are not valid any more.

    Also for an account that was closed before its person signed in. Raises NotAllowed, Conflict.
    """
    admin, fresh = administrator(by), lock_person(person)
    if fresh.state not in (User.State.INVITED, User.State.CLOSED) or fresh.sample:
        raise Conflict(_("The person has accepted the invitation."), code="accepted")
    fresh.invited_at, fresh.is_active = at, True
    write(fresh)
    log(AuditAction.INVITE_AGAIN, fresh, by=admin, at=at)
    notify_invited(fresh, at=at)
    return fresh


@transaction.atomic
def withdraw(*, person: User, by: Person, at: datetime) -> User:
    """Withdraw an invitation: its link is not valid any more. Raises NotAllowed, Conflict."""
    admin, fresh = administrator(by), lock_person(person)
    if fresh.state != User.State.INVITED:
        raise Conflict(_("There is no open invitation."), code="not_invited")
    fresh.invited_at, fresh.is_active = None, False
    write(fresh)
    log(AuditAction.WITHDRAW_INVITATION, fresh, by=admin, at=at)
    return fresh
