"""The home page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.foundation.pages import context_of, find_or_404
from commitments.models import Commitment, Instrument, Paragraph, Party
from commitments.parties.queries import by_name, standings_on
from commitments.templatetags.catalogue import address
from tracker.public.queries import scope_of
from tracker.public.view_models.matrix_view import NAME, ORDERS, table
from tracker.public.view_models.overview import americas, next_dates, volunteers
from tracker.updates.queries.matrix import PeriodMatrix, matrix
from tracker.updates.view_models.distribution import Distribution, over_time


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What was agreed, where each paragraph stands, what is due next, and the latest reports.

    `?period=`, `?by=` (order of the parties) and `?paragraph=` (what the map shows) choose what is
    seen; `?state=` leads to the state's page.
    """
    if "state" in request.GET:
        return redirect(address(find_or_404(Party.objects.states(), code=request.GET["state"])))
    instrument = Instrument.objects.select_related("session").filter(is_default=True).first()
    if instrument is None:
        return render(request, "home.html", {"instrument": None, "section": "home"})
    scope = scope_of(request, instrument)
    operative = Paragraph.objects.filter(instrument=instrument, kind=Paragraph.Kind.OPERATIVE)
    paragraphs = list(operative.select_related("instrument"))
    parties = list(Party.objects.all())
    context = context_of(
        scope,
        **context_of(next_dates(timezone.now())),
        paragraphs=paragraphs,
        commitments=Commitment.objects.current().filter(instrument=instrument).count(),
        states=by_name(party for party in parties if party.is_state),
        shows_sample=scope.holds_sample(),
        section="home",
    )
    if scope.period is not None:
        cells = matrix(
            period=scope.period, instrument=instrument, by="paragraph", person=request.user
        )
        if Distribution.of(cells.cells).due:
            context |= _status(request, cells, paragraphs, parties)
            context["over_time"] = over_time(request.user, instrument, scope.periods)
        else:
            context["volunteered"] = volunteers(cells, parties)
    return render(request, "home.html", context)


def _status(
    request: HttpRequest, cells: PeriodMatrix, paragraphs: list[Paragraph], parties: list[Party]
) -> dict[str, object]:
    """Return how the updates of a period stand: the matrix, the map, and what they show."""
    order, on_map = request.GET.get("by", NAME), _paragraph_on_map(request, paragraphs)
    if order not in ORDERS:
        raise Http404
    rows = [(each.reference, each, each.headline, address(each)) for each in paragraphs]
    return {
        "orders": ORDERS.items(),
        "order": order,
        "table": table(matrix=cells, rows=rows, parties=parties, by=order),
        "on_map": on_map,
        "map": americas(
            matrix=cells,
            parties=parties,
            standings=standings_on(timezone.now().date()),
            row=on_map.reference if on_map else "",
        ),
        "distribution": Distribution.of(cells.cells),
    }


def _paragraph_on_map(request: HttpRequest, paragraphs: list[Paragraph]) -> Paragraph | None:
    """Return the paragraph that `?paragraph=` names, None without it. Raises Http404."""
    reference = request.GET.get("paragraph", "")
    paragraph = next((each for each in paragraphs if each.reference == reference), None)
    if reference and paragraph is None:
        raise Http404
    return paragraph
