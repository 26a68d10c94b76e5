"""The pages of a state and of a body, and the comparison of states and of periods."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments.foundation.pages import context_of, find_or_404
from commitments.models import Participation, Party, Reservation
from commitments.parties.queries import by_name
from tracker.models import FollowUpAction, Observation, RosterEntry
from tracker.public.queries import PageScope, instrument_of, scope_of
from tracker.public.view_models.comparison import ComparisonPage, compare_periods, compare_states
from tracker.public.view_models.data import states_series
from tracker.public.view_models.parties import paragraph_sections
from tracker.updates.view_models.distribution import over_time
from tracker.updates.view_models.readable import theme_names

FEWEST_STATES: Final = 2
MOST_STATES: Final = 6


@require_safe
def state(request: HttpRequest, code: str) -> HttpResponse:
    """A member state: its standing over time, its updates, its actions, its indicators."""
    return _party(request, find_or_404(Party.objects.states(), code=code), "states")


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """A body: its part in the instrument, its updates, its actions."""
    bodies = Party.objects.bodies().select_related("parent")
    return _party(request, find_or_404(bodies, code=code), "bodies")


def _party(request: HttpRequest, party: Party, section: str) -> HttpResponse:
    scope = scope_of(request, instrument_of(request.GET.get("instrument")))
    visible = FollowUpAction.objects.visible_to(request.user)
    actions = list(visible.filter(party=party).prefetch_related("commitments"))
    sections, distribution = paragraph_sections(request.user, party, scope, actions)
    trend = over_time(request.user, scope.instrument, scope.periods, party=party)
    observations = Observation.objects.filter(party=party)
    context = context_of(
        scope,
        party=party,
        entry=RosterEntry.objects.filter(period=scope.period, party=party).first(),
        distribution=distribution,
        sections=sections,
        over_time=trend,
        participations=Participation.objects.filter(state=party),
        today=timezone.now().date(),
        reservations=Reservation.objects.filter(state=party).select_related("state"),
        observations=observations.select_related("commitment__instrument"),
        actions=actions,
        series=states_series(party),
        themes=theme_names(),
        shows_sample=scope.holds_sample(trend, actions),
        section=section,
    )
    return render(request, "tracker/public/party.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """`?states=SLV,HND&period=2012-1`, or `?state=SLV&periods=2011-2,2012-1`; else the choice."""
    scope = scope_of(request, instrument_of(request.GET.get("instrument")))
    states = by_name(Party.objects.states())
    codes, keys = _listed(request, "states"), _listed(request, "periods")
    chosen = by_name(find_or_404(Party.objects.states(), code=code) for code in codes)
    if keys:
        page = _two_periods(request, scope, keys)
    elif scope.period is not None and FEWEST_STATES <= len(chosen) <= MOST_STATES:
        sides, sections = compare_states(request.user, scope.instrument, scope.period, chosen)
        page = ComparisonPage(sides=sides, sections=sections, shows_sample=scope.holds_sample())
    elif len(chosen) > 1:
        numbers = {"fewest": FEWEST_STATES, "most": MOST_STATES}
        fault = _("Choose from %(fewest)d to %(most)d states.") % numbers
        page = ComparisonPage(fault_of_states=fault)
    else:
        page = ComparisonPage()
    checked = {*(state.code for state in chosen), request.GET.get("state")}
    context = context_of(
        page,
        **context_of(scope),
        states=[(state, state.code in checked) for state in states],
        most=MOST_STATES,
        section="compare",
    )
    faulty = page.fault_of_states or page.fault_of_periods
    return render(request, "tracker/public/comparison.html", context, status=400 if faulty else 200)


def _listed(request: HttpRequest, name: str) -> list[str]:
    """Return the values of a parameter, each once: separated by commas, or in several fields."""
    values = ",".join(request.GET.getlist(name)).split(",")
    return list(dict.fromkeys(key.strip() for key in values if key.strip()))


def _two_periods(request: HttpRequest, scope: PageScope, keys: list[str]) -> ComparisonPage:
    by_key = {period.key: period for period in scope.periods}
    if any(key not in by_key for key in keys):
        raise Http404
    code = request.GET.get("state")
    state = find_or_404(Party.objects.states(), code=code) if code else None
    if len(keys) != 2:
        return ComparisonPage(state=state, fault_of_periods=_("Choose two different periods."))
    before, after = sorted((by_key[key] for key in keys), key=lambda period: period.covers_from)
    return ComparisonPage(
        state=state,
        movement=compare_periods(request.user, scope.instrument, before, after, state=state),
        shows_sample=before.holds_sample() or after.holds_sample(),
    )
