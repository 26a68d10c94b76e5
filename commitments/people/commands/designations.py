"""Designating people to speak for a party, and ending their designations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.audit_actions import AuditAction
from commitments.foundation.errors import Conflict, Fault
from commitments.foundation.locking import lock_row, log, write
from commitments.models import Designation, Party, User
from commitments.people.commands.checks import administrator, lock_person, refuse, text_faults
from commitments.people.commands.letters import notify_of_designation
from commitments.people.rules.permissions import Person


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
        missing = _("Give the note or letter of designation.")
        yield from text_faults("/document", self.document, longest=200, missing=missing)
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            yield Fault("/valid_to", "out_of_order", _("It must end after it starts."))

    def logged(self) -> dict[str, object]:
        """Return the terms as the audit log keeps them."""
        return {name: _plain(value) for name, value in asdict(self).items()}


@transaction.atomic
def designate(*, person: User, party: Party, terms: Terms, by: Person, at: datetime) -> Designation:
    """Let a person speak for a party. Raises NotAllowed, Conflict, Invalid."""
    admin, speaker = administrator(by), lock_person(person)
    require_active(speaker)
    refuse(terms.faults())
    return add(speaker, party, terms, by=admin, at=at)


def add(
    person: User, party: Party, terms: Terms, *, by: User, at: datetime, **more: object
) -> Designation:
    """Create the designation and log it. `more`: further detail for the log. Raises Invalid."""
    refuse(_overlap(person, party, terms))
    columns = asdict(terms) | {"document": terms.document.strip(), "sample": person.sample}
    designation = Designation.objects.create(user=person, party=party, **columns)
    detail = {"party": party.code, **terms.logged(), **more}
    log(AuditAction.DESIGNATE, person, by=by, at=at, **detail)
    notify_of_designation(designation, at=at, begins=True, **detail)
    return designation


@transaction.atomic
def change_end(
    *, designation: Designation, valid_to: date | None, by: Person, at: datetime
) -> Designation | None:
    """Set the first day on which a designation is not valid any more, or no end; return it.

    One that has not begun, and would end before it begins, is deleted: None is returned.
    Raises NotAllowed, Invalid, Conflict.
    """
    admin = administrator(by)
    person = lock_person(designation.user)
    fresh = locked_designation(designation)
    if valid_to is not None and valid_to <= fresh.valid_from:
        if fresh.valid_from <= at.date():
            refuse([Fault("/valid_to", "out_of_order", _("It must end after it starts."))])
        log(AuditAction.TAKE_BACK_DESIGNATION, person, by=admin, at=at, **logged(fresh))
        fresh.delete()
        return None
    if valid_to is None or (fresh.valid_to is not None and valid_to > fresh.valid_to):
        longer = Terms(fresh.capacity, fresh.valid_from, fresh.document, valid_to, fresh.acting)
        refuse(_overlap(person, fresh.party, longer, without=fresh))
    before = fresh.valid_to
    write(fresh, valid_to=valid_to)
    action = AuditAction.END_DESIGNATION if valid_to else AuditAction.PROLONG_DESIGNATION
    log(action, person, by=admin, at=at, before=_plain(before), **logged(fresh))
    if valid_to is not None:
        notify_of_designation(fresh, at=at, begins=False, **logged(fresh))
    return fresh


def require_active(person: User) -> None:
    """Raise Conflict for a person whose account is suspended."""
    if not person.is_active:
        raise Conflict(_("The account is suspended. Restore it first."), code="suspended")


def locked_designation(designation: Designation) -> Designation:
    """Return the fresh row, locked. Raises Conflict where it has been deleted."""
    try:
        return lock_row(designation, rows=Designation.objects.select_related("party", "user"))
    except Designation.DoesNotExist:
        words = _("The designation was canceled in the meantime.")
        raise Conflict(words, code="taken_back") from None


def _overlap(
    person: User, party: Party, terms: Terms, without: Designation | None = None
) -> Iterator[Fault]:
    """Yield a fault where the person has another such designation for some of the same days."""
    same = Designation.objects.filter(user=person, party=party, capacity=terms.capacity).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=terms.valid_from)
    )
    if terms.valid_to is not None:
        same = same.filter(valid_from__lt=terms.valid_to)
    if (same.exclude(pk=without.pk) if without else same).exists():
        words = _("The person already has this designation for some of these days.")
        yield Fault("/valid_from", "already_designated", words)


def logged(designation: Designation) -> dict[str, object]:
    """Return the designation as the audit log keeps it."""
    return {
        "party": designation.party.code,
        "capacity": designation.capacity,
        "valid_from": designation.valid_from.isoformat(),
        "valid_to": _plain(designation.valid_to),
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
