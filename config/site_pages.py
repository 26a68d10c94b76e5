"""The pages of no one app: the way in, home, and what is shown when something is wrong."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from commitments.foundation.errors import NoRoom, Words, is_no_room
from commitments.foundation.pages import by_script, found
from commitments.foundation.rest.problems import problem_response
from commitments.models import AssemblySession, Commitment, Instrument, Paragraph, Party
from commitments.parties.queries import by_name, standings_on
from commitments.templatetags.catalogue import address
from reporting.models import StatusReport
from tracker.models import ReportingPeriod
from tracker.periods.queries import choose_period, holds_sample
from tracker.public.view_models.map import americas
from tracker.public.view_models.matrix_view import table
from tracker.public.view_models.party_columns import ORDERS, choose_order
from tracker.updates.queries.matrix import Matrix, matrix
from tracker.updates.view_models.counts import over_time
from tracker.updates.view_models.distribution import Distribution

LATEST = 3
CODES: Final = {
    400: "bad_request",
    403: "forbidden",
    404: "not_found",
    411: "length_required",
    413: "too_large",
    500: "server_error",
    507: NoRoom.code,
}
# What a page's own script shows where the file or the words were that it sent.
SHOWN_BESIDE: Final = (411, 413, 507)
WORDS: Final[dict[int, Words]] = {
    400: _("The request could not be understood."),
    403: _("You may not do this."),
    404: _("There is nothing here, or nothing that you may see."),
    411: _("What was sent does not say how long it is."),
    413: _("What was sent is too large."),
    500: _("Something broke on our side. It has been recorded."),
    507: _("There is no room left on our disk. Nothing of what was just sent has been kept."),
}


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Send the reader to the home page in the language their browser prefers."""
    with override(get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("home"))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What was agreed, where each paragraph stands, what is due next, and the latest reports.

    `?period=`, `?by=` (order of the parties) and `?paragraph=` (what the map shows) choose what is
    seen; `?state=` leads to the state's page.
    """
    if "state" in request.GET:
        return redirect(address(found(Party.objects.states(), code=request.GET["state"])))
    instrument = Instrument.objects.select_related("session").filter(is_default=True).first()
    context: dict[str, Any] = {"instrument": instrument, "section": "home"}
    if instrument is not None:
        context |= _standing(request, instrument)
        context |= _next(request)
    return render(request, "home.html", context)


def _standing(request: HttpRequest, instrument: Instrument) -> dict[str, Any]:
    paragraphs = list(
        Paragraph.objects.filter(
            instrument=instrument, kind=Paragraph.Kind.OPERATIVE
        ).select_related("instrument")
    )
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
    seen = matrix(period=period, instrument=instrument, by="paragraph", person=request.user)
    distribution = Distribution.of(seen.cells)
    if not distribution.due:
        return context | {"volunteered": _volunteered(seen, parties)}
    return (
        context
        | _pictures(request, seen, paragraphs, parties)
        | {
            "distribution": distribution,
            "over_time": over_time(request.user, instrument, periods),
        }
    )


def _volunteered(seen: Matrix, parties: list[Party]) -> list[tuple[Party, int]]:
    """Return who spoke without being asked, and how often."""
    counts: Counter[str] = Counter()
    for cell in seen.cells:
        counts[cell.party] += cell.counts.get("volunteered", 0)
    return [(party, counts[party.code]) for party in by_name(parties) if counts[party.code]]


def _pictures(
    request: HttpRequest, seen: Matrix, paragraphs: list[Paragraph], parties: list[Party]
) -> dict[str, Any]:
    order = choose_order(request)
    mapped = request.GET.get("paragraph", "")
    on_map = next((one for one in paragraphs if one.reference == mapped), None)
    if mapped and on_map is None:
        raise Http404
    return {
        "orders": ORDERS.items(),
        "order": order,
        "table": table(
            matrix=seen,
            rows=[(p.reference, p, p.headline, address(p)) for p in paragraphs],
            parties=parties,
            by=order,
        ),
        "on_map": on_map,
        "map": americas(
            matrix=seen,
            parties=parties,
            standings=standings_on(timezone.now().date()),
            row=mapped,
        ),
    }


def _next(request: HttpRequest) -> dict[str, Any]:
    now = timezone.now()
    next_period = (
        ReportingPeriod.objects.exclude(state=ReportingPeriod.State.CLOSED)
        .filter(due_at__gte=now)
        .order_by("due_at")
        .first()
    )
    return {
        "next_period": next_period,
        "days_left": (next_period.due_at.date() - now.date()).days if next_period else None,
        "next_session": AssemblySession.objects.filter(
            kind=AssemblySession.Kind.REGULAR, starts_on__gte=now.date()
        )
        .order_by("starts_on")
        .first(),
        "reports": StatusReport.objects.visible_to(request.user)
        .filter(state=StatusReport.State.ISSUED)
        .select_related("session", "period", "party", "paragraph")
        .defer("dataset")[:LATEST],
    }


def problem(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """Answer an error: a problem document below /api/, else a page, plain where that fails too."""
    if request.path.startswith("/api/"):
        return problem_response(request, status, CODES[status], detail or WORDS[status])
    if status in SHOWN_BESIDE and by_script(request):
        return JsonResponse({"faults": [str(detail or WORDS[status])]}, status=status)
    context = {"status": status, "words": WORDS[status], "detail": detail}
    try:
        return render(request, "problem.html", context, status=status)
    except Exception:  # noqa: BLE001  # whatever broke the page may break its frame as well
        return HttpResponse(render_to_string("problem_plain.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return problem(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403; says what was refused, where a verb said so."""
    return problem(request, 403, str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: it is not there, or the reader may not know that it is."""
    return problem(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 507 where a disk is full, of whatever was being written. Called while it is handled."""
    error = sys.exc_info()[1]
    return problem(request, 507 if error is not None and is_no_room(error) else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form sent without its token: most often, cookies are off or the page was stale."""
    return problem(request, 403)
