"""Who speaks for a party, since when, until when, on what document."""

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
    """In what capacity, from which day until which (the first day no longer), on what document."""

    capacity: str
    valid_from: date
    document: str
    valid_to: date | None = None
    acting: bool = False

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with them."""
        if self.capacity not in Designation.Capacity.values:
            yield Fault("/capacity", "invalid_choice", _("Contributor or authority."))
        if not self.document.strip():
            yield Fault("/document", "required", _("Give the note or letter of designation."))
        elif len(self.document) > LONGEST_DOCUMENT:
            yield Fault("/document", "too_long", _("This is too long."))
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            yield Fault("/valid_to", "out_of_order", _("It must end after it starts."))

    def plain(self) -> dict[str, Any]:
        """Return them for the log."""
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
    """Write the designation and log it. `more`: what else the log should say. Raises Invalid."""
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
    told = {"party": party.code, **terms.plain(), **more}
    log(AuditAction.DESIGNATE, person, by=by, at=at, **told)
    notify_of_designation(made, at=at, begins=True, **told)
    return made


@transaction.atomic
def change_end(
    *, designation: Designation, valid_to: date | None, by: Person, at: datetime
) -> Designation | None:
    """Let a designation end on a day (the first one no longer), or have no end.

    One that would end before it begins, and has not begun, is taken back: None is returned.
    Raises NotAllowed, Invalid.
    """
    admin = administrator(by)
    person = lock_person(designation.user)
    fresh = locked(designation)
    if valid_to is not None and valid_to <= fresh.valid_from:
        if fresh.valid_from <= at.date():
            refuse([Fault("/valid_to", "out_of_order", _("It must end after it starts."))])
        log(AuditAction.TAKE_BACK_DESIGNATION, person, by=admin, at=at, **named(fresh))
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
        **named(fresh),
    )
    if valid_to is not None:
        notify_of_designation(fresh, at=at, **named(fresh))
    return fresh


def locked(designation: Designation) -> Designation:
    """Return its fresh row, locked. Raises Conflict where it was taken back."""
    try:
        return lock_row(designation, rows=Designation.objects.select_related("party", "user"))
    except Designation.DoesNotExist:
        words = _("The designation was canceled in the meantime.")
        raise Conflict(words, code="taken_back") from None


def _overlap(
    person: User, party: Party, terms: Terms, but: Designation | None = None
) -> Iterator[Fault]:
    """Yield a fault where the person holds the same at the same time."""
    same = Designation.objects.filter(user=person, party=party, capacity=terms.capacity).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=terms.valid_from)
    )
    if terms.valid_to is not None:
        same = same.filter(valid_from__lt=terms.valid_to)
    if (same.exclude(pk=but.pk) if but else same).exists():
        words = _("The person already has this designation for some of these days.")
        yield Fault("/valid_from", "already_designated", words)


def named(designation: Designation) -> dict[str, Any]:
    """Return what the log says of it."""
    return {
        "party": designation.party.code,
        "capacity": designation.capacity,
        "valid_from": designation.valid_from.isoformat(),
        "valid_to": _plain(designation.valid_to),
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
