"""The indexes of the member states and of the bodies."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.parties.models.party import Party
from commitments.parties.queries import by_name, standings_on


@require_safe
def states(request: HttpRequest) -> HttpResponse:
    """List the member states by name, with their standing today."""
    today = timezone.now().date()
    standings = standings_on(today)
    rows = [(state, standings.get(state.pk)) for state in by_name(Party.objects.states())]
    return render(request, "commitments/parties/states.html", {"rows": rows, "section": "states"})


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """List the bodies by name, with their part in the instruments."""
    rows = by_name(Party.objects.bodies().select_related("parent"))
    return render(request, "commitments/parties/bodies.html", {"rows": rows, "section": "bodies"})
