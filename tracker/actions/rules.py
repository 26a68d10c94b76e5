"""Who may change a follow-up action."""

from __future__ import annotations

from commitments.people.rules.permissions import Person, speaks_for
from tracker.actions.models import FollowUpAction


def may_change_action(person: Person, action: FollowUpAction) -> bool:
    """Only the party's own people: a state owns its words."""
    return speaks_for(person, action.party_id)
