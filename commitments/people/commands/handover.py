"""Handing a designation over to another person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.audit_actions import AuditAction
from commitments.foundation.errors import Conflict, Fault
from commitments.foundation.locking import log, write
from commitments.people.commands.designations import Terms, add, locked, logged
from commitments.people.commands.invitations import Invited, create_account
from commitments.people.commands.letters import notify_of_designation
from commitments.people.commands.locked_person import administrator, lock_person, refuse
from commitments.people.models.designation import Designation
from commitments.people.models.user import User
from commitments.people.rules.permissions import Person


@transaction.atomic
def pass_on(
    *, designation: Designation, to: Invited, terms: Terms, by: Person, at: datetime
) -> Designation:
    """Hand a designation over to the person with this email, who is invited if there is no account.

    Raises NotAllowed, Conflict, Invalid.
    """
    admin = administrator(by)
    existing = User.objects.filter(email=to.address, is_system=False).first()
    successor = existing or create_account(to, terms.faults(), by=admin, at=at)
    return hand_over(designation=designation, to=successor, terms=terms, by=admin, at=at)


@transaction.atomic
def hand_over(
    *, designation: Designation, to: User, terms: Terms, by: Person, at: datetime
) -> Designation:
    """Let another person take over a designation from terms.valid_from; return the new one.

    The old one ends on that day, unless it ends before. Nothing else changes: drafts belong to the
    party. Raises NotAllowed, Conflict, Invalid.
    """
    admin, old, successor = administrator(by), locked(designation), lock_person(to)
    if successor.pk == old.user_id:
        refuse([Fault("/email", "same_person", _("This person already speaks for the party."))])
    if not successor.is_active:
        raise Conflict(_("The account is suspended. Restore it first."), code="suspended")
    if old.valid_to is not None and old.valid_to <= at.date():
        raise Conflict(_("The designation has ended. Make a new one."), code="over")
    refuse(terms.faults())
    if terms.valid_from <= old.valid_from:
        fault = _("The new designation must start after the previous one.")
        refuse([Fault("/valid_from", "out_of_order", fault)])
    if old.valid_to is None or old.valid_to > terms.valid_from:
        write(old, valid_to=terms.valid_from)
    log(
        AuditAction.HAND_OVER_DESIGNATION,
        old.user,
        by=admin,
        at=at,
        successor=str(successor),
        successor_id=successor.pk,
        **logged(old),
    )
    notify_of_designation(old, at=at, successor=str(successor), **logged(old))
    return add(successor, old.party, terms, by=admin, at=at, predecessor=str(old.user))
