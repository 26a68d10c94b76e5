"""Who may do what: pure predicates over a person and an object.

Roles, in prose: a *contributor* of a party drafts for it; an *authority* of a party submits for it;
a secretariat *officer* runs periods and reviews; an *administrator* is an officer who also keeps
people, parties and the catalogue; anybody else is a *visitor*.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from commitments.people.models.designation import Designation
from commitments.people.models.user import User

Person: TypeAlias = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Roles:
    """What a person may speak for on one day. Party ids, not codes."""

    day: date
    officer: bool = False
    administrator: bool = False
    authority_of: frozenset[int] = frozenset()
    contributor_of: frozenset[int] = frozenset()

    @property
    def parties(self) -> frozenset[int]:
        """Every party the person speaks for, in whatever capacity."""
        return self.authority_of | self.contributor_of


def roles_of(person: Person) -> Roles:
    """Return the person's standing today; read from the database once a day and instance."""
    now = timezone.now()
    if not isinstance(person, User) or not person.is_active:
        return Roles(day=now.date())
    kept = getattr(person, "kept_roles", None)
    if isinstance(kept, Roles) and kept.day == now.date():
        return kept
    held: dict[str, set[int]] = {capacity: set() for capacity in Designation.Capacity.values}
    for party_id, capacity in (
        Designation.objects.current(now)
        .filter(user=person)
        .order_by()
        .values_list("party_id", "capacity")
    ):
        held[capacity].add(party_id)
    role = person.secretariat_role
    fresh = Roles(
        day=now.date(),
        officer=role in (User.SecretariatRole.OFFICER, User.SecretariatRole.ADMINISTRATOR),
        administrator=role == User.SecretariatRole.ADMINISTRATOR,
        authority_of=frozenset(held[Designation.Capacity.AUTHORITY]),
        contributor_of=frozenset(held[Designation.Capacity.CONTRIBUTOR]),
    )
    person.kept_roles = fresh
    return fresh


def is_officer(person: Person) -> bool:
    """Officer of the secretariat; an administrator is one too."""
    return roles_of(person).officer


def is_administrator(person: Person) -> bool:
    return roles_of(person).administrator


def is_authority(person: Person, party_id: int) -> bool:
    """May submit for the party."""
    return party_id in roles_of(person).authority_of


def is_contributor(person: Person, party_id: int) -> bool:
    """May draft for the party, but not submit (an authority is not a contributor)."""
    own = roles_of(person)
    return party_id in own.contributor_of and party_id not in own.authority_of


def speaks_for(person: Person, party_id: int) -> bool:
    """Contributor or authority of the party."""
    return party_id in roles_of(person).parties


def reads_member_states_only(person: Person) -> bool:
    """May read what is marked for member states: focal points and the secretariat."""
    own = roles_of(person)
    return own.officer or bool(own.parties)
