"""Measured series and their values. All of it is public."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from commitments.foundation.rest.views import DetailView, ListView
from commitments.instruments.filters import lists as filters
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.indicator import Indicator, IndicatorValue
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.serializers import indicators as serializers


def _indicators() -> QuerySet[Indicator]:
    paragraphs = Paragraph.objects.select_related("instrument").only(
        "kind", "number", "instrument__key"
    )
    commitments = Commitment.objects.select_related("instrument").only("code", "instrument__key")
    return Indicator.objects.prefetch_related(
        Prefetch("paragraphs", queryset=paragraphs.order_by("instrument__key", "start")),
        Prefetch("commitments", queryset=commitments.order_by("instrument__key", "position")),
    )


class IndicatorList(ListView):
    """Series tied to paragraphs and commitments."""

    serializer_class = serializers.IndicatorSerializer
    filterset_class = filters.IndicatorFilterSet
    orderings = {"code": "code", "framework": "framework"}
    ordering = ("code",)

    def get_queryset(self) -> QuerySet[Indicator]:
        return _indicators()


class IndicatorDetail(DetailView):
    """One series; its values are at `indicator-values/?indicator=`."""

    serializer_class = serializers.IndicatorSerializer

    def get_object(self) -> Indicator:
        return get_object_or_404(_indicators(), code__iexact=self.kwargs["indicator"])


class IndicatorValueList(ListView):
    """Values by indicator, state, year and disaggregation, each with its source."""

    serializer_class = serializers.IndicatorValueSerializer
    filterset_class = filters.IndicatorValueFilterSet
    orderings = {
        "indicator": "indicator__code",
        "state": "state__code",
        "year": "year",
        "disaggregation": "disaggregation",
    }
    ordering = ("indicator", "state", "year", "disaggregation")

    def get_queryset(self) -> QuerySet[IndicatorValue]:
        return IndicatorValue.objects.select_related("indicator", "state").only(
            "year",
            "disaggregation",
            "value",
            "censored",
            "source",
            "indicator__code",
            "state__code",
        )
