"""Measured series and their values. All of it is public."""

from __future__ import annotations

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from commitments.foundation.rest.views import DetailView, ListView
from commitments.instruments.filters import lists as filters
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.indicator import Indicator, IndicatorValue
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.serializers import indicators as serializers

PARAGRAPHS = Paragraph.objects.select_related("instrument").only(
    "kind", "number", "instrument__key"
)
COMMITMENTS = Commitment.objects.select_related("instrument").only("code", "instrument__key")
INDICATORS = Indicator.objects.prefetch_related(
    Prefetch("paragraphs", PARAGRAPHS.order_by("instrument__key", "start")),
    Prefetch("commitments", COMMITMENTS.order_by("instrument__key", "position")),
)


class IndicatorList(ListView):
    """Series linked to paragraphs and commitments."""

    serializer_class = serializers.IndicatorSerializer
    filterset_class = filters.IndicatorFilterSet
    orderings = {"code": "code", "framework": "framework"}
    ordering = ("code",)
    queryset = INDICATORS


class IndicatorDetail(DetailView):
    """One series; its values are at `indicator-values/?indicator=`."""

    serializer_class = serializers.IndicatorSerializer

    def get_object(self) -> Indicator:
        return get_object_or_404(INDICATORS, code__iexact=self.kwargs["indicator"])


class IndicatorValueList(ListView):
    """Values by indicator, state, year, and disaggregation, each with its source."""

    serializer_class = serializers.IndicatorValueSerializer
    filterset_class = filters.IndicatorValueFilterSet
    orderings = {
        "indicator": "indicator__code",
        "state": "state__code",
        "year": "year",
        "disaggregation": "disaggregation",
    }
    ordering = ("indicator", "state", "year", "disaggregation")
    queryset = IndicatorValue.objects.select_related("indicator", "state").only(
        *"year disaggregation value censored source indicator__code state__code".split()
    )
