"""The pages of a state and of a body: its commitments, its updates, its actions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.foundation.pages import find_or_404
from commitments.models import Participation, Party, Reservation
from tracker.models import FollowUpAction, Observation, RosterEntry
from tracker.periods.queries import choose_period, holds_sample
from tracker.public.queries import instrument_of
from tracker.public.view_models.indicator_series import states_series
from tracker.public.view_models.parties import paragraph_sections
from tracker.updates.view_models.counts import over_time
from tracker.updates.view_models.readable import theme_names


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
    which = instrument_of(request.GET.get("instrument"))
    periods, period = choose_period(request, which)
    actions = list(
        FollowUpAction.objects.visible_to(request.user)
        .filter(party=party)
        .prefetch_related("commitments")
    )
    sections, distribution = paragraph_sections(request.user, party, which, period, actions)
    trend = over_time(request.user, which, periods, party=party)
    context = {
        "party": party,
        "instrument": which,
        "periods": periods,
        "period": period,
        "entry": RosterEntry.objects.filter(period=period, party=party).first(),
        "distribution": distribution,
        "sections": sections,
        "over_time": trend,
        "participations": Participation.objects.filter(state=party),
        "today": timezone.now().date(),
        "reservations": Reservation.objects.filter(state=party).select_related("state"),
        "observations": Observation.objects.filter(party=party).select_related(
            "commitment__instrument"
        ),
        "actions": actions,
        "series": states_series(party),
        "themes": theme_names(),
        "shows_sample": holds_sample(period)
        or any(then.sample for then in trend)
        or any(action.sample for action in actions),
        "section": section,
    }
    return render(request, "tracker/public/party.html", context)
