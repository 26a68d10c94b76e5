"""Measured series: which there are, and one of them state by state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from django.db.models import Count, Max, Min, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.foundation.formats import decimals_of
from commitments.foundation.pages import found
from commitments.models import Commitment, Indicator, IndicatorValue, Paragraph
from commitments.parties.queries import by_name
from tracker.public.view_models.indicator_series import Scale, Series, series_of, shown_value


@dataclass(frozen=True, slots=True)
class Row:
    """A state's series as a picture, how high that is, and its value or None for every year."""

    series: Series
    top: float
    values: list[Decimal | str | None]


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """The indicators by framework; first those of which values have been loaded."""
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
    """One indicator: what it measures, its values state by state, and what it is tied to."""
    here = found(
        Indicator.objects.prefetch_related(
            Prefetch(
                "commitments",
                Commitment.objects.select_related("instrument").order_by("instrument", "position"),
            ),
            Prefetch(
                "paragraphs",
                Paragraph.objects.select_related("instrument").order_by("instrument", "start"),
            ),
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
    rows = _rows(shown, scale, apart=apart)
    context = {
        "indicator": here,
        "parts": parts if len(parts) > 1 else [],
        "part": part,
        "apart": apart,
        "rows": rows,
        "years": sorted({value.year for value in shown}),
        "scale": scale,
        "decimals": decimals_of(value.value for value in shown if value.value is not None),
        "sources": sorted({value.source for value in shown if value.source}),
        "censored": any(value.value is None for value in shown),
        "section": "indicators",
    }
    return render(request, "tracker/public/indicator.html", context)


def _rows(values: list[IndicatorValue], scale: Scale, *, apart: bool) -> list[Row]:
    """Return one row a state, by name; `apart`: each as high as its own highest value."""
    years = sorted({value.year for value in values})
    by_state = {
        key: list(group) for key, group in groupby(values, key=lambda value: value.state_id)
    }
    made = []
    for state in by_name({held[0].state_id: held[0].state for held in by_state.values()}.values()):
        held = by_state[state.pk]
        told = {value.year: shown_value(value) for value in held}
        own = replace(scale, top=Scale.of(held).top) if apart else scale
        made.append(Row(series_of(held, own), own.top, [told.get(year) for year in years]))
    return made
