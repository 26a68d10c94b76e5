"""Reporting cycles: from one regular session to the next; officers begin them."""

from __future__ import annotations

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import unknown_key
from commitments.foundation.rest.problems import refusal
from commitments.foundation.rest.verbs import body_of, perform, unknown_fields
from commitments.foundation.rest.views import DetailView, ListView, found
from commitments.instruments.queries.natural_keys import find_session
from commitments.people.rules.access import OfficersToWrite
from tracker.periods import commands as periods
from tracker.periods.models import ReportingCycle
from tracker.periods.serializers import CycleSerializer
from tracker.updates.serializers.verb_bodies import NewCycleSerializer

CYCLES = ReportingCycle.objects.select_related("from_session", "to_session").prefetch_related(
    "periods"
)


class CycleList(ListView):
    """All cycles; `key` is that of the session reported to."""

    serializer_class = CycleSerializer
    permission_classes = (OfficersToWrite,)
    ordering = ("key",)
    orderings = {"key": "to_session__number"}
    queryset = CYCLES

    @extend_schema(request=NewCycleSerializer, responses={201: CycleSerializer})
    def post(self, request: Request) -> Response:
        """Start the cycle that reports to a regular session; for officers."""
        data = body_of(request)
        named = data.get("to_session")
        session = find_session(named) if isinstance(named, str) else None
        if session is None:
            faults = unknown_fields(data, ("to_session",))
            raise refusal([*faults, unknown_key("/to_session", str(named)[:100])])
        cycle = perform(request, periods.begin_cycle, takes=("to_session",), to_session=session)
        return self.one(cycle, status=201, location=reverse("api-cycle", args=[cycle.key]))


class CycleDetail(DetailView):
    serializer_class = CycleSerializer

    def get_object(self) -> ReportingCycle:
        return found(find_cycle(self.kwargs["key"]))


def find_cycle(key: str) -> ReportingCycle | None:
    """Return the cycle that reports to the session of this key (`42`), or None."""
    session = find_session(key)
    return None if session is None else CYCLES.filter(to_session=session).first()
