"""One update by its number, as far as a person may know of it."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone

from commitments.foundation.pages import find_or_404
from commitments.people.rules.permissions import Person
from tracker.updates.models.update import ProgressUpdate
from tracker.visibility import Reader


def find_update(person: Person, pk: int) -> ProgressUpdate:
    """Return the update with its party and period. Raises Http404 unless the person may see it."""
    visible = ProgressUpdate.objects.visible_to(person)
    return find_or_404(visible.select_related("period", "party"), pk=pk)


def find_own_update(person: Person, pk: int) -> ProgressUpdate:
    """Return the update for its party and the secretariat. Raises Http404 for everybody else."""
    update = find_update(person, pk)
    if not Reader.of(person, timezone.now()).belongs(update.party_id):
        raise Http404
    return update
