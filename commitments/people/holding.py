"""What every verb about people begins with: who may, and the row with its lock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commitments.audit_actions import AuditAction
from commitments.errors import Conflict, Fault, Invalid, NotAllowed
from commitments.models import User
from commitments.models.audit import record
from commitments.permissions import Person, is_administrator


def administrator(person: Person) -> User:
    """Return the person as an administrator. Raises NotAllowed for others."""
    if not is_administrator(person) or not isinstance(person, User):
        raise NotAllowed(_("Only an administrator of the secretariat keeps people and parties."))
    return person


def held(person: User) -> User:
    """Return the person's fresh row, locked. Raises Conflict for the system account."""
    fresh = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if fresh.is_system:
        raise Conflict(_("The system account is not a person."), code="system_account")
    return fresh


def refuse(faults: Iterable[Fault], kind: type[Invalid] = Invalid) -> None:
    """Raise Invalid, or another kind of it, where there are faults."""
    found = list(faults)
    if found:
        raise kind(_("The request has faults; “errors” names each."), found)


def log(action: AuditAction, person: User, *, by: User | None, at: datetime, **detail: Any) -> None:
    """Write an entry about the person."""
    record(action=action, object_type="person", object_key=str(person.pk), by=by, at=at, **detail)
