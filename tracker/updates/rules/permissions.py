"""Who may do what in the tracker: pure predicates over a person and an object."""

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
    """What a person is to one party's update. Somebody may be more than one of these."""

    CONTRIBUTOR = "contributor"
    AUTHORITY = "authority"
    OFFICER = "officer"


def roles_of(person: Person, party_id: int) -> frozenset[Role]:
    """Return the roles the person has towards what the party says."""
    held = {
        Role.CONTRIBUTOR: is_contributor(person, party_id),
        Role.AUTHORITY: is_authority(person, party_id),
        Role.OFFICER: is_officer(person),
    }
    return frozenset(role for role, has in held.items() if has)


def may_accept(person: Person, update: ProgressUpdate) -> bool:
    """An officer, but never who logged it on the party's behalf, nor who speaks for the party."""
    return (
        is_officer(person)
        and update.logged_by_id != person.pk
        and not speaks_for(person, update.party_id)
    )


def may_comment(person: Person, update: ProgressUpdate) -> bool:
    """The party's own people and the secretariat."""
    return is_officer(person) or speaks_for(person, update.party_id)


def may_translate(person: Person, update: ProgressUpdate) -> bool:
    """The party's own people, for the party; the secretariat, unofficially."""
    return is_officer(person) or speaks_for(person, update.party_id)
