"""What the tracker's endpoints share: who writes, and how an update or an action is found."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.response import Response

from commitments.foundation.rest.views import ApiView
from tracker.actions.models import FollowUpAction
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.serializers.updates import describe
from tracker.visibility import Reader


class UpdateView(ApiView):
    """Below one update: what the reader may not see is not there."""

    def find_update(self) -> ProgressUpdate:
        """Return the update of the address. Raises Http404."""
        visible = ProgressUpdate.objects.visible_to(self.request.user)
        return get_object_or_404(visible.select_related("period", "party"), pk=self.kwargs["pk"])

    def find_own_update(self) -> ProgressUpdate:
        """Return the update, for its party and the secretariat alone. Raises Http404."""
        update = self.find_update()
        reader = Reader.of(self.request.user, timezone.now())
        if not reader.belongs(update.party_id):
            raise Http404
        return update

    def answer_update(self, pk: int, *, status: int = 200, location: str | None = None) -> Response:
        """Return the update as the reader may read it now, with its version in the ETag."""
        (row,) = describe([pk], person=self.request.user, at=timezone.now())
        return self.answer(row, version=row["version"], status=status, location=location)


class ActionView(ApiView):
    """Below one follow-up action."""

    def find_action(self) -> FollowUpAction:
        """Return the action of the address, if the reader may see it. Raises Http404."""
        visible = FollowUpAction.objects.visible_to(self.request.user)
        return get_object_or_404(visible.select_related("party"), pk=self.kwargs["pk"])
