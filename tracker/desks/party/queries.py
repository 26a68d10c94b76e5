"""What the desk looks up from its addresses."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import Http404

from commitments.foundation.pages import find_or_404
from commitments.models import Commitment, User
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.rules.permissions import is_insider


def find_own_update(person: User, pk: int) -> ProgressUpdate:
    """Return the update with what its editor shows, for its party and the secretariat.

    Raises Http404 for everybody else.
    """
    commitments = Commitment.objects.select_related("instrument")
    update = find_or_404(
        ProgressUpdate.objects.visible_to(person)
        .select_related(
            "party",
            "period",
            "commitment__instrument",
            "commitment__paragraph__text",
            "commitment__paragraph__instrument",
            "latest_revision",
            "logged_by",
        )
        .prefetch_related(Prefetch("commitment__paragraph__commitments", commitments)),
        pk=pk,
    )
    if not is_insider(person, update):
        raise Http404
    return update
