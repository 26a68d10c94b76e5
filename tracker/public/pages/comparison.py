"""Comparison of states in one period, and of two periods."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments.foundation.pages import find_or_404
from commitments.models import Instrument, Party
from commitments.parties.queries import by_name
from tracker.periods.models import ReportingPeriod
from tracker.periods.queries import choose_period, holds_sample
from tracker.public.queries import instrument_of
from tracker.public.view_models.period_comparison import compare_periods
from tracker.public.view_models.state_comparison import side_by_side

PERIODS: Final = 2
FEWEST_STATES: Final = 2
MOST_STATES: Final = 6


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """`?states=SLV,HND&period=2012-1`, or `?state=SLV&periods=2011-2,2012-1`; else the choice."""
    instrument = instrument_of(request.GET.get("instrument"))
    periods, period = choose_period(request, instrument)
    states = by_name(Party.objects.states())
    named = [find_or_404(Party.objects.states(), code=code) for code in _listed(request, "states")]
    chosen = by_name(dict.fromkeys(named))
    keys = _listed(request, "periods")
    context: dict[str, Any] = {
        "instrument": instrument,
        "periods": periods,
        "period": period,
        "states": [(one, one in chosen or one.code == request.GET.get("state")) for one in states],
        "chosen": chosen,
        "most": MOST_STATES,
        "section": "compare",
    }
    if keys:
        context |= _two_periods(request, instrument, periods, keys)
    elif period is not None and FEWEST_STATES <= len(chosen) <= MOST_STATES:
        sides, sections = side_by_side(request.user, instrument, period, chosen)
        context |= {"sides": sides, "sections": sections, "shows_sample": holds_sample(period)}
    elif len(chosen) > 1:
        context["fault_of_states"] = _("Choose from %(fewest)d to %(most)d states.") % {
            "fewest": FEWEST_STATES,
            "most": MOST_STATES,
        }
    faulty = "fault_of_states" in context or "fault_of_periods" in context
    return render(request, "tracker/public/comparison.html", context, status=400 if faulty else 200)


def _listed(request: HttpRequest, name: str) -> list[str]:
    """Return the values of a parameter: separated by commas, or sent again and again by a form."""
    values = ",".join(request.GET.getlist(name)).split(",")
    return list(dict.fromkeys(key.strip() for key in values if key.strip()))


def _two_periods(
    request: HttpRequest, instrument: Instrument, periods: list[ReportingPeriod], keys: list[str]
) -> dict[str, Any]:
    by_key = {period.key: period for period in periods}
    if any(key not in by_key for key in keys):
        raise Http404
    code = request.GET.get("state")
    state = find_or_404(Party.objects.states(), code=code) if code else None
    if len(keys) != PERIODS:
        return {"state": state, "fault_of_periods": _("Choose two different periods.")}
    before, after = sorted((by_key[key] for key in keys), key=lambda one: one.covers_from)
    return {
        "state": state,
        "movement": compare_periods(request.user, instrument, before, after, state=state),
        "shows_sample": holds_sample(before) or holds_sample(after),
    }
