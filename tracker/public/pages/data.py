"""Indicators and their values by state; and open data: what there is, and how to request it."""

from __future__ import annotations

from itertools import groupby

from django.conf import settings
from django.db.models import Count, Max, Min, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.foundation.formats import decimals_of
from commitments.foundation.pages import find_or_404
from commitments.models import Commitment, Indicator, IndicatorValue, Paragraph
from tracker.public.queries import instrument_of, scope_of
from tracker.public.view_models.data import (
    API,
    Scale,
    catalogue_data,
    examples,
    reported_data,
    state_rows,
)
from tracker.updates.view_models.readable import published


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """The indicators by framework; those with values come first."""
    indicators = Indicator.objects.annotate(
        states=Count("values__state", distinct=True),
        first=Min("values__year"),
        last=Max("values__year"),
    ).order_by("framework", "code")
    without_values = (indicator for indicator in indicators if not indicator.states)
    context = {
        "measured": [indicator for indicator in indicators if indicator.states],
        "frameworks": [
            (framework, list(group))
            for framework, group in groupby(without_values, key=lambda each: each.framework)
        ],
        "section": "indicators",
    }
    return render(request, "tracker/public/indicators.html", context)


@require_safe
def indicator(request: HttpRequest, indicator: str) -> HttpResponse:
    """One indicator: what it measures, its values by state, and the commitments it belongs to."""
    commitments = Commitment.objects.select_related("instrument")
    paragraphs = Paragraph.objects.select_related("instrument")
    shown = find_or_404(
        Indicator.objects.prefetch_related(
            Prefetch("commitments", commitments.order_by("instrument", "position")),
            Prefetch("paragraphs", paragraphs.order_by("instrument", "start")),
        ),
        code__iexact=indicator,
    )
    every_value = list(
        IndicatorValue.objects.filter(indicator=shown)
        .select_related("indicator", "state")
        .order_by("state__code", "year")
    )
    parts = sorted({value.disaggregation for value in every_value})
    part = request.GET.get("part", parts[0] if parts else "")
    if "part" in request.GET and part not in parts:
        raise Http404
    values = [value for value in every_value if value.disaggregation == part]
    scale = Scale.of(values)
    apart = "apart" in request.GET
    context = {
        "indicator": shown,
        "parts": parts if len(parts) > 1 else [],
        "part": part,
        "apart": apart,
        "rows": state_rows(values, scale, apart=apart),
        "years": sorted({value.year for value in values}),
        "scale": scale,
        "decimals": decimals_of(value.value for value in values if value.value is not None),
        "sources": sorted({value.source for value in values if value.source}),
        "censored": any(value.value is None for value in values),
        "section": "indicators",
    }
    return render(request, "tracker/public/indicator.html", context)


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """The data sets, their license, and requests that can be sent as they are."""
    scope = scope_of(request, instrument_of(None))
    updates = published(request.user).count()
    context = {
        "instrument": scope.instrument,
        "rows": [*catalogue_data(scope.instrument), *reported_data(updates, scope.period)],
        "requests": [
            f"curl '{settings.SITE_URL}{API}{address}'" for address in examples(scope.period)
        ],
        "licensed": Indicator.objects.exclude(licence="").order_by("code"),
        "narrowed": ["?party=SLV", "?paragraph=7"],
        "today": timezone.now().date(),
        "shows_sample": scope.holds_sample(),
        "section": "open-data",
    }
    return render(request, "tracker/public/open_data.html", context)
