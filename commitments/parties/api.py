"""Member states and bodies, with standing and responsibilities. All of it is public."""

from __future__ import annotations

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from commitments.foundation.rest.views import DetailView, ListView
from commitments.instruments.models.reservation import Reservation
from commitments.instruments.models.responsibility import Responsibility
from commitments.parties import serializers
from commitments.parties.filters import BodyFilterSet, MemberStateFilterSet
from commitments.parties.models.party import Party

RESPONSIBILITIES = Prefetch(
    "responsibilities",
    Responsibility.objects.select_related("commitment__instrument", "commitment__paragraph")
    .defer("commitment__quote", "commitment__lead_in", "commitment__tail")
    .order_by("commitment__instrument__key", "commitment__position", "role"),
)
RESERVATIONS = Prefetch(
    "reservations", Reservation.objects.select_related("instrument", "paragraph", "commitment")
)
STATES = Party.objects.states().prefetch_related("participations")
BODIES = Party.objects.bodies().select_related("parent")


class MemberStateList(ListView):
    """The member states, with their standing over time."""

    serializer_class = serializers.MemberStateSerializer
    filterset_class = MemberStateFilterSet
    orderings = {"code": "code", "subregion": "subregion"}
    ordering = ("code",)
    queryset = STATES


class MemberStateDetail(DetailView):
    """One member state, by its alpha-3 code: standing, responsibilities, and reservations."""

    serializer_class = serializers.MemberStateDetailSerializer

    def get_object(self) -> Party:
        states = STATES.prefetch_related(RESPONSIBILITIES, RESERVATIONS)
        return get_object_or_404(states, code__iexact=self.kwargs["alpha3"])


class BodyList(ListView):
    """Bodies that are responsible, support, or are consulted."""

    serializer_class = serializers.BodySerializer
    filterset_class = BodyFilterSet
    orderings = {"code": "code", "type": "body_type"}
    ordering = ("code",)
    queryset = BODIES


class BodyDetail(DetailView):
    """One body, with its responsibilities."""

    serializer_class = serializers.BodyDetailSerializer

    def get_object(self) -> Party:
        bodies = BODIES.prefetch_related(RESPONSIBILITIES)
        return get_object_or_404(bodies, code__iexact=self.kwargs["body"])
