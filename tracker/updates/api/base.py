"""What the endpoints below one update share: how it is found, and how it is returned."""

from __future__ import annotations

from django.utils import timezone
from rest_framework.response import Response

from commitments.foundation.rest.views import ApiView
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.queries.updates import find_own_update, find_update
from tracker.updates.serializers.updates import describe


class UpdateView(ApiView):
    """Below one update. An update that the reader may not see does not exist for them."""

    def find_update(self) -> ProgressUpdate:
        """Return the update of the address. Raises Http404."""
        return find_update(self.request.user, self.kwargs["pk"])

    def find_own_update(self) -> ProgressUpdate:
        """Return the update, for its party and the secretariat alone. Raises Http404."""
        return find_own_update(self.request.user, self.kwargs["pk"])

    def answer_update(self, pk: int, *, status: int = 200, location: str | None = None) -> Response:
        """Return the update as the reader may read it now, with its version in the ETag."""
        (row,) = describe([pk], person=self.request.user, at=timezone.now())
        return self.answer(row, version=row["version"], status=status, location=location)
