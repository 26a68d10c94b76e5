"""Indicators: the list, and the values of one by state."""

from __future__ import annotations

from itertools import groupby

from django.db.models import Count, Max, Min, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.foundation.formats import decimals_of
from commitments.foundation.pages import find_or_404
from commitments.models import Commitment, Indicator, IndicatorValue, Paragraph
from tracker.public.view_models.indicator_series import Scale, state_rows


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """The indicators by framework; those with values come first."""
    every = Indicator.objects.annotate(
        states=Count("values__state", distinct=True),
        first=Min("values__year"),
        last=Max("values__year"),
    ).order_by("framework", "code")
    context = {
        "measured": [one for one in every if one.states],
        "frameworks": [
            (framework, list(group))
            for framework, group in groupby(
                (one for one in every if not one.states), key=lambda one: one.framework
            )
        ],
        "section": "indicators",
    }
    return render(request, "tracker/public/indicators.html", context)


@require_safe
def indicator(request: HttpRequest, indicator: str) -> HttpResponse:
    """One indicator: what it measures, its values by state, and the commitments it belongs to."""
    commitments = Commitment.objects.select_related("instrument")
    paragraphs = Paragraph.objects.select_related("instrument")
    here = find_or_404(
        Indicator.objects.prefetch_related(
            Prefetch("commitments", commitments.order_by("instrument", "position")),
            Prefetch("paragraphs", paragraphs.order_by("instrument", "start")),
        ),
        code__iexact=indicator,
    )
    values = list(
        IndicatorValue.objects.filter(indicator=here)
        .select_related("indicator", "state")
        .order_by("state__code", "year")
    )
    parts = sorted({value.disaggregation for value in values})
    part = request.GET.get("part", parts[0] if parts else "")
    if "part" in request.GET and part not in parts:
        raise Http404
    shown = [value for value in values if value.disaggregation == part]
    scale = Scale.of(shown)
    apart = "apart" in request.GET
    context = {
        "indicator": here,
        "parts": parts if len(parts) > 1 else [],
        "part": part,
        "apart": apart,
        "rows": state_rows(shown, scale, apart=apart),
        "years": sorted({value.year for value in shown}),
        "scale": scale,
        "decimals": decimals_of(value.value for value in shown if value.value is not None),
        "sources": sorted({value.source for value in shown if value.source}),
        "censored": any(value.value is None for value in shown),
        "section": "indicators",
    }
    return render(request, "tracker/public/indicator.html", context)
