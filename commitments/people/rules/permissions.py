"""Who may do what: pure predicates over a person and an object.

Roles, in prose: a *contributor* of a party drafts for it; an *authority* of a party submits for it;
a secretariat *officer* runs periods and reviews; an *administrator* is an officer who also keeps
people, parties and the catalogue; anybody else is a *visitor*.
"""

from __future__ import annotations

from collections import defaultdict
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
    """A person's roles on one day; parties are given by primary key."""

    day: date
    officer: bool = False
    administrator: bool = False
    authority_of: frozenset[int] = frozenset()
    contributor_of: frozenset[int] = frozenset()

    @property
    def parties(self) -> frozenset[int]:
        """Every party that the person speaks for, in either capacity."""
        return self.authority_of | self.contributor_of


def roles_of(person: Person) -> Roles:
    """Return the person's roles today; read from the database once a day for each instance."""
    now = timezone.now()
    if not isinstance(person, User) or not person.is_active:
        return Roles(day=now.date())
    if isinstance(person.roles_today, Roles) and person.roles_today.day == now.date():
        return person.roles_today
    current = Designation.objects.current(now).filter(user=person).order_by()
    parties = defaultdict[str, set[int]](set)
    for capacity, party_id in current.values_list("capacity", "party_id"):
        parties[capacity].add(party_id)
    role = person.secretariat_role
    roles = Roles(
        day=now.date(),
        officer=role in (User.SecretariatRole.OFFICER, User.SecretariatRole.ADMINISTRATOR),
        administrator=role == User.SecretariatRole.ADMINISTRATOR,
        authority_of=frozenset(parties[Designation.Capacity.AUTHORITY]),
        contributor_of=frozenset(parties[Designation.Capacity.CONTRIBUTOR]),
    )
    person.roles_today = roles
    return roles


def is_officer(person: Person) -> bool:
    """Return whether the person is an officer of the secretariat, as administrators are."""
    return roles_of(person).officer


def is_administrator(person: Person) -> bool:
    return roles_of(person).administrator


def is_authority(person: Person, party_id: int) -> bool:
    """Return whether the person may submit for the party."""
    return party_id in roles_of(person).authority_of


def is_contributor(person: Person, party_id: int) -> bool:
    """Return whether the person may draft for the party, but not submit."""
    roles = roles_of(person)
    return party_id in roles.contributor_of and party_id not in roles.authority_of


def speaks_for(person: Person, party_id: int) -> bool:
    """Return whether the person is a contributor or an authority of the party."""
    return party_id in roles_of(person).parties


def reads_member_states_only(person: Person) -> bool:
    """Return whether the person may read what is for member states only.

    Focal points and the secretariat may.
    """
    roles = roles_of(person)
    return roles.officer or bool(roles.parties)
