"""Who may do what with an update."""

from __future__ import annotations

from enum import StrEnum

from commitments.people.rules.permissions import (
    Person,
    is_authority,
    is_contributor,
    is_officer,
    speaks_for,
)
from tracker.updates.models.update import ProgressUpdate


class Role(StrEnum):
    """What a person is for the updates of one party; a person can have several of these roles."""

    CONTRIBUTOR = "contributor"
    AUTHORITY = "authority"
    OFFICER = "officer"


def roles_of(person: Person, party_id: int) -> frozenset[Role]:
    """Return the roles that the person has for the updates of a party."""
    has_role = {
        Role.CONTRIBUTOR: is_contributor(person, party_id),
        Role.AUTHORITY: is_authority(person, party_id),
        Role.OFFICER: is_officer(person),
    }
    return frozenset(role for role, has in has_role.items() if has)


def is_insider(person: Person, update: ProgressUpdate) -> bool:
    """Whether the person speaks for the party or is an officer.

    Only these know the state of the update, comment on it and translate it.
    """
    return is_officer(person) or speaks_for(person, update.party_id)


def may_accept(person: Person, update: ProgressUpdate) -> bool:
    """An officer may, but not one who logged the update or who speaks for its party."""
    return (
        is_officer(person)
        and update.logged_by_id != person.pk
        and not speaks_for(person, update.party_id)
    )
