"""Accounts: inviting people, handing a designation over, suspending and restoring people.

Nobody is deleted, since the record refers to them.
"""

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
from commitments.foundation.locking import locked, log, write
from commitments.models import AccessToken, Designation, Language, Party, User
from commitments.people.commands import designations
from commitments.people.commands.checks import administrator, lock_person, refuse, text_faults
from commitments.people.commands.designations import Terms, logged, require_active
from commitments.people.commands.letters import notify_invited, notify_of_designation
from commitments.people.rules.permissions import Person


@dataclass(frozen=True, slots=True)
class Invited:
    """The person to invite: email, name, language, and a role in the secretariat or ""."""

    email: str
    full_name: str
    language: str
    secretariat_role: str = ""

    @property
    def address(self) -> str:
        """The email as it is stored."""
        return self.email.strip().lower()

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong; also where there is an account with the email already."""
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
        missing = _("Enter the person's name.")
        yield from text_faults("/full_name", self.full_name, longest=200, missing=missing)
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
    new_person = create_account(person, faults, by=admin, at=at)
    if party is not None and terms is not None:
        designations.add(new_person, party, terms, by=admin, at=at)
    return new_person


def create_account(
    invited: Invited, other_faults: Iterable[Fault], *, by: User, at: datetime
) -> User:
    """Create the account and queue the e-mail; return the person.

    Raises Invalid with the faults of `invited` and the other ones.
    """
    refuse([*invited.faults(), *other_faults])
    # A second invitation of the same address at the same time waits, and is then refused.
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


@transaction.atomic
def hand_over(
    *, designation: Designation, to: Invited, terms: Terms, by: Person, at: datetime
) -> Designation:
    """Let somebody take over a designation from terms.valid_from; return the new one.

    A person without an account is invited. The old designation ends on that day, unless it ends
    before. Nothing else changes: drafts belong to the party. Raises NotAllowed, Conflict, Invalid.
    """
    admin = administrator(by)
    existing = User.objects.filter(email=to.address, is_system=False).first()
    successor = existing or create_account(to, terms.faults(), by=admin, at=at)
    old, successor = designations.locked_designation(designation), lock_person(successor)
    if successor.pk == old.user_id:
        refuse([Fault("/email", "same_person", _("This person already speaks for the party."))])
    require_active(successor)
    if old.valid_to is not None and old.valid_to <= at.date():
        raise Conflict(_("The designation has ended. Make a new one."), code="over")
    refuse(terms.faults())
    if terms.valid_from <= old.valid_from:
        fault = _("The new designation must start after the previous one.")
        refuse([Fault("/valid_from", "out_of_order", fault)])
    if old.valid_to is None or old.valid_to > terms.valid_from:
        write(old, valid_to=terms.valid_from)
    detail = {"successor": str(successor), **logged(old)}
    log(
        AuditAction.HAND_OVER_DESIGNATION,
        old.user,
        by=admin,
        at=at,
        successor_id=successor.pk,
        **detail,
    )
    notify_of_designation(old, at=at, begins=False, **detail)
    return designations.add(successor, old.party, terms, by=admin, at=at, predecessor=str(old.user))


@transaction.atomic
def suspend(*, person: User, reason: str = "", by: Person, at: datetime) -> User:
    """Lock the person out at once: sessions and keys end, also for a person restored later.

    Designations stay, but have no effect. Raises NotAllowed, Conflict.
    """
    admin = administrator(by)
    administrators = User.objects.filter(secretariat_role=User.SecretariatRole.ADMINISTRATOR)
    # Of two administrators who suspend each other at the same time, the second waits for this lock.
    list(locked(administrators.order_by("pk")))
    fresh = lock_person(person)
    if fresh.pk == admin.pk:
        raise Conflict(_("You cannot suspend your own account."), code="own_account")
    if fresh.state != User.State.ACTIVE:
        raise Conflict(_("The account is not active."), code="not_active")
    active = User.objects.in_state(User.State.ACTIVE)
    if not (active & administrators).exclude(pk=fresh.pk).exists():
        raise Conflict(_("The last administrator cannot be suspended."), code="last_administrator")
    write(fresh, is_active=False, suspended_at=at)
    keys = AccessToken.objects.filter(user=fresh, revoked_at__isnull=True).update(revoked_at=at)
    log(AuditAction.SUSPEND, fresh, by=admin, at=at, reason=reason.strip()[:2000], keys=keys)
    return fresh


@transaction.atomic
def restore(*, person: User, by: Person, at: datetime) -> User:
    """Let a suspended person sign in again, with the same password. Raises NotAllowed, Conflict."""
    admin, fresh = administrator(by), lock_person(person)
    if fresh.state != User.State.SUSPENDED:
        raise Conflict(_("The account is not suspended."), code="not_suspended")
    write(fresh, is_active=True)
    log(AuditAction.RESTORE, fresh, by=admin, at=at)
    return fresh
