"""What every command on people begins with: who may do it, and the person's row, locked."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Conflict, Fault, Invalid, NotAllowed
from commitments.people.models.user import User
from commitments.people.rules.permissions import Person, is_administrator


def administrator(person: Person) -> User:
    """Return the person as an administrator. Raises NotAllowed for others."""
    if not is_administrator(person) or not isinstance(person, User):
        raise NotAllowed(_("Only an administrator of the secretariat manages people and parties."))
    return person


def lock_person(person: User) -> User:
    """Return the person's fresh row, locked. Raises Conflict for the system account."""
    return locking.lock_row(person, check=_refuse_system)


def _refuse_system(person: User) -> None:
    if person.is_system:
        raise Conflict(_("The system account is not a person."), code="system_account")


def refuse(faults: Iterable[Fault], kind: type[Invalid] = Invalid) -> None:
    """Raise Invalid, or another `kind` of it, where there are faults."""
    if listed := list(faults):
        raise kind(_("The request has errors; “errors” lists them."), listed)
