"""Coverage: which parties have reported what, and who is late."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.models import Party
from commitments.people.rules.access import officer_of
from tracker.desks.secretariat.view_models.coverage import CoverageTable, by_paragraph, by_period
from tracker.periods.models import ReportingPeriod
from tracker.periods.queries import period_of

# How many periods are shown side by side; earlier ones have their own pages.
MOST_PERIODS: Final = 8


@require_safe
@login_required
def coverage(request: HttpRequest) -> HttpResponse:
    """Who has reported what and who is late, with links to remind them."""
    officer, now = officer_of(request), timezone.now()
    periods = list(ReportingPeriod.objects.opened())
    several = request.GET.get("by") == "period"
    period = period_of(periods, request.GET.get("period"))
    kind, left = request.GET.get("kind", ""), "left" in request.GET
    kind = kind if kind in Party.Kind.values else ""
    if period is None:
        table = CoverageTable()
    elif several:
        table = by_period(periods[:MOST_PERIODS], officer)
    else:
        table = by_paragraph(period, officer, now)
    rows = [
        row
        for row in table.rows
        if kind in ("", row.party.kind) and (not left or row.total.kind in ("some", "none"))
    ]
    shown = periods[:MOST_PERIODS] if several else [period]
    context = {
        "table": replace(table, rows=rows),
        "by": "period" if several else "paragraph",
        "kind": kind,
        "kinds": Party.Kind.choices,
        "left": left,
        "period": period,
        "periods": periods,
        "open": period is not None and period.state == ReportingPeriod.State.OPEN,
        "past_due": period is not None and period.due_at < now,
        "shows_sample": any(one is not None and one.sample for one in shown),
        "section": "desk",
    }
    return render(request, "tracker/desks/secretariat/coverage.html", context)
