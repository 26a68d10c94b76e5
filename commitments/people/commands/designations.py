"""Designating people to speak for a party, and ending their designations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.audit_actions import AuditAction
from commitments.foundation.errors import Conflict, Fault
from commitments.foundation.locking import lock_row, log, write
from commitments.parties.models.party import Party
from commitments.people.commands.letters import notify_of_designation
from commitments.people.commands.locked_person import administrator, lock_person, refuse
from commitments.people.models.designation import Designation
from commitments.people.models.user import User
from commitments.people.rules.permissions import Person

LONGEST_DOCUMENT = 200


@dataclass(frozen=True, slots=True)
class Terms:
    """The capacity, the days [valid_from, valid_to) and the document of a designation."""

    capacity: str
    valid_from: date
    document: str
    valid_to: date | None = None
    acting: bool = False

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with the terms."""
        if self.capacity not in Designation.Capacity.values:
            yield Fault("/capacity", "invalid_choice", _("Contributor or authority."))
        if not self.document.strip():
            yield Fault("/document", "required", _("Give the note or letter of designation."))
        elif len(self.document) > LONGEST_DOCUMENT:
            yield Fault("/document", "too_long", _("This is too long."))
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            yield Fault("/valid_to", "out_of_order", _("It must end after it starts."))

    def logged(self) -> dict[str, Any]:
        """Return the terms as the audit log holds them."""
        return {name: _plain(value) for name, value in asdict(self).items()}


@transaction.atomic
def designate(*, person: User, party: Party, terms: Terms, by: Person, at: datetime) -> Designation:
    """Let a person speak for a party. Raises NotAllowed, Conflict, Invalid."""
    admin, speaker = administrator(by), lock_person(person)
    if not speaker.is_active:
        raise Conflict(_("The account is suspended. Restore it first."), code="suspended")
    refuse(terms.faults())
    return add(speaker, party, terms, by=admin, at=at)


def add(
    person: User, party: Party, terms: Terms, *, by: User, at: datetime, **more: Any
) -> Designation:
    """Create the designation and log it. `more`: further detail for the log. Raises Invalid."""
    refuse(_overlap(person, party, terms))
    made = Designation.objects.create(
        user=person,
        party=party,
        capacity=terms.capacity,
        acting=terms.acting,
        document=terms.document.strip(),
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
        sample=person.sample,
    )
    detail = {"party": party.code, **terms.logged(), **more}
    log(AuditAction.DESIGNATE, person, by=by, at=at, **detail)
    notify_of_designation(made, at=at, begins=True, **detail)
    return made


@transaction.atomic
def change_end(
    *, designation: Designation, valid_to: date | None, by: Person, at: datetime
) -> Designation | None:
    """Let a designation hold until a day, itself not included, or without an end; return it.

    One that has not begun, and would end before it begins, is deleted: None is returned.
    Raises NotAllowed, Invalid, Conflict.
    """
    admin = administrator(by)
    person = lock_person(designation.user)
    fresh = locked(designation)
    if valid_to is not None and valid_to <= fresh.valid_from:
        if fresh.valid_from <= at.date():
            refuse([Fault("/valid_to", "out_of_order", _("It must end after it starts."))])
        log(AuditAction.TAKE_BACK_DESIGNATION, person, by=admin, at=at, **logged(fresh))
        fresh.delete()
        return None
    if valid_to is None or (fresh.valid_to is not None and valid_to > fresh.valid_to):
        longer = Terms(fresh.capacity, fresh.valid_from, fresh.document, valid_to, fresh.acting)
        refuse(_overlap(person, fresh.party, longer, but=fresh))
    before = fresh.valid_to
    write(fresh, valid_to=valid_to)
    log(
        AuditAction.END_DESIGNATION if valid_to else AuditAction.PROLONG_DESIGNATION,
        person,
        by=admin,
        at=at,
        before=_plain(before),
        **logged(fresh),
    )
    if valid_to is not None:
        notify_of_designation(fresh, at=at, **logged(fresh))
    return fresh


def locked(designation: Designation) -> Designation:
    """Return the fresh row, locked. Raises Conflict where it was deleted meanwhile."""
    try:
        return lock_row(designation, rows=Designation.objects.select_related("party", "user"))
    except Designation.DoesNotExist:
        words = _("The designation was canceled in the meantime.")
        raise Conflict(words, code="taken_back") from None


def _overlap(
    person: User, party: Party, terms: Terms, but: Designation | None = None
) -> Iterator[Fault]:
    """Yield a fault where the person has such a designation for some of the same days."""
    same = Designation.objects.filter(user=person, party=party, capacity=terms.capacity).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=terms.valid_from)
    )
    if terms.valid_to is not None:
        same = same.filter(valid_from__lt=terms.valid_to)
    if (same.exclude(pk=but.pk) if but else same).exists():
        words = _("The person already has this designation for some of these days.")
        yield Fault("/valid_from", "already_designated", words)


def logged(designation: Designation) -> dict[str, Any]:
    """Return the designation as the audit log holds it."""
    return {
        "party": designation.party.code,
        "capacity": designation.capacity,
        "valid_from": designation.valid_from.isoformat(),
        "valid_to": _plain(designation.valid_to),
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
