"""What every command on people begins with: who may do it, the person's row, locked, and faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Conflict, Fault, Invalid, NotAllowed, Words
from commitments.people.models.user import User
from commitments.people.rules.permissions import Person, is_administrator


def administrator(person: Person) -> User:
    """Return the person as an administrator. Raises NotAllowed for others."""
    if not is_administrator(person) or not isinstance(person, User):
        raise NotAllowed(_("Only an administrator of the secretariat manages people and parties."))
    return person


def lock_person(person: User) -> User:
    """Return the person's fresh row, locked. Raises Conflict for the system account."""

    def refuse_system(person: User) -> None:
        if person.is_system:
            raise Conflict(_("The system account is not a person."), code="system_account")

    return locking.lock_row(person, check=refuse_system)


def refuse(faults: Iterable[Fault], kind: type[Invalid] = Invalid) -> None:
    """Raise Invalid, or another `kind` of it, where there are faults."""
    if listed := list(faults):
        raise kind(_("The request has errors; “errors” lists them."), listed)


def text_faults(pointer: str, text: str, *, longest: int, missing: Words) -> Iterator[Fault]:
    """Yield a fault where the text is empty (`missing` says so) or too long."""
    if not text.strip():
        yield Fault(pointer, "required", missing)
    elif len(text) > longest:
        yield Fault(pointer, "too_long", _("This is too long."))
