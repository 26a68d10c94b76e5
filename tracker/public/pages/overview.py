"""The home page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.foundation.pages import find_or_404
from commitments.models import Commitment, Instrument, Paragraph, Party
from commitments.parties.queries import by_name
from commitments.templatetags.catalogue import address
from tracker.periods.queries import choose_period, holds_sample
from tracker.public.view_models.overview import matrix_and_map, next_dates, volunteered
from tracker.public.view_models.party_columns import ORDERS, choose_order
from tracker.updates.queries.matrix import matrix
from tracker.updates.view_models.counts import over_time
from tracker.updates.view_models.distribution import Distribution


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What was agreed, where each paragraph stands, what is due next, and the latest reports.

    `?period=`, `?by=` (order of the parties) and `?paragraph=` (what the map shows) choose what is
    seen; `?state=` leads to the state's page.
    """
    if "state" in request.GET:
        return redirect(address(find_or_404(Party.objects.states(), code=request.GET["state"])))
    instrument = Instrument.objects.select_related("session").filter(is_default=True).first()
    context: dict[str, Any] = {"instrument": instrument, "section": "home"}
    if instrument is not None:
        context |= _instrument(request, instrument) | next_dates(timezone.now())
    return render(request, "home.html", context)


def _instrument(request: HttpRequest, instrument: Instrument) -> dict[str, Any]:
    operative = Paragraph.objects.filter(instrument=instrument, kind=Paragraph.Kind.OPERATIVE)
    paragraphs = list(operative.select_related("instrument"))
    periods, period = choose_period(request, instrument)
    parties = list(Party.objects.all())
    context: dict[str, Any] = {
        "paragraphs": paragraphs,
        "commitments": Commitment.objects.current().filter(instrument=instrument).count(),
        "states": by_name(party for party in parties if party.is_state),
        "periods": periods,
        "period": period,
        "shows_sample": holds_sample(period),
    }
    if period is None:
        return context
    cells = matrix(period=period, instrument=instrument, by="paragraph", person=request.user)
    distribution = Distribution.of(cells.cells)
    if not distribution.due:
        return context | {"volunteered": volunteered(cells, parties)}
    order, on_map = choose_order(request), _paragraph_on_map(request, paragraphs)
    reference = on_map.reference if on_map else ""
    return (
        context
        | matrix_and_map(cells, paragraphs, parties, by=order, on_map=reference, at=timezone.now())
        | {
            "orders": ORDERS.items(),
            "order": order,
            "on_map": on_map,
            "distribution": distribution,
            "over_time": over_time(request.user, instrument, periods),
        }
    )


def _paragraph_on_map(request: HttpRequest, paragraphs: list[Paragraph]) -> Paragraph | None:
    """Return the paragraph that `?paragraph=` names, None without it. Raises Http404."""
    reference = request.GET.get("paragraph", "")
    paragraph = next((one for one in paragraphs if one.reference == reference), None)
    if reference and paragraph is None:
        raise Http404
    return paragraph
