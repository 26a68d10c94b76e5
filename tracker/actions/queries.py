"""Follow-up actions as far as a person may see them."""

from __future__ import annotations

from commitments.foundation.pages import find_or_404
from commitments.people.rules.permissions import Person
from tracker.actions.models import FollowUpAction


def find_action(person: Person, pk: int) -> FollowUpAction:
    """Return the action with its party. Raises Http404 unless the person may see it."""
    visible = FollowUpAction.objects.visible_to(person)
    return find_or_404(visible.select_related("party"), pk=pk)
