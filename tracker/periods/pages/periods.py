"""Reporting periods, their dates and rosters; officers open and close them here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.pages import attempt, find_or_404, number_in
from commitments.models import AssemblySession
from commitments.people.rules.page_access import officer_of
from commitments.people.rules.permissions import is_officer
from tracker.models import ReportingPeriod, RosterEntry
from tracker.periods import commands as verbs
from tracker.periods.forms import RosterForm
from tracker.periods.view_models.calendar import months, years
from tracker.periods.view_models.progress import preview_step, progress_by_party

STEPS: dict[str, Callable[..., ReportingPeriod]] = {
    "open": verbs.open_period,
    "close": verbs.close_period,
}
# Only the latest sessions without a cycle are offered.
MOST_SESSIONS: Final = 5


@require_safe
def periods(request: HttpRequest) -> HttpResponse:
    """A year of periods and sessions, and all periods, the newest first."""
    rows = list(
        ReportingPeriod.objects.select_related("cycle__from_session", "cycle__to_session").order_by(
            "-opens_at"
        )
    )
    today = timezone.now().date()
    year = number_in(request.GET.get("year")) or today.year
    if not date.min.year < year < date.max.year:
        raise Http404
    officer = is_officer(request.user)
    context = {
        "rows": rows,
        "months": months(year, rows, AssemblySession.objects.filter(starts_on__year=year), today),
        "year": year,
        "years": years(rows, today),
        "officer": officer,
        "sessions": verbs.sessions_without_cycle()[:MOST_SESSIONS] if officer else (),
        "shows_sample": any(period.sample for period in rows),
        "section": "periods",
    }
    return render(request, "tracker/periods/periods.html", context)


@require_safe
def period(request: HttpRequest, key: str) -> HttpResponse:
    """One period: its dates, its roster, and for officers its progress by party."""
    here = _period(key)
    roster = list(here.roster.select_related("party", "decided_by"))
    officer = is_officer(request.user)
    context: dict[str, Any] = {
        "period": here,
        "roster": sorted(roster, key=lambda entry: (not entry.party.is_state, entry.party.name)),
        "counted_roster": dict(Counter(entry.decision for entry in roster)),
        "may": verbs.verbs_open_to(period=here, person=request.user),
        "officer": officer,
        "deciding": RosterForm() if officer and here.state == "open" else None,
        "shows_sample": here.sample,
        "section": "periods",
    }
    if officer:
        context["coverage"] = progress_by_party(here)
    return render(request, "tracker/periods/period.html", context)


def _period(key: str) -> ReportingPeriod:
    return find_or_404(
        ReportingPeriod.objects.select_related(
            "cycle__from_session", "cycle__to_session"
        ).prefetch_related("instruments"),
        key=key,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def run_period(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """Open or close a period: show what that would do, and do it once confirmed."""
    officer, now = officer_of(request), timezone.now()
    here = _period(key)
    if step not in STEPS:
        raise Http404
    if request.method == "POST":
        version = number_in(request.POST.get("version"))
        done = (
            _("The period %(key)s is open.")
            if step == "open"
            else _("The period %(key)s is closed.")
        )
        attempt(
            request,
            lambda: STEPS[step](period=here, by=officer, at=now, version=version),
            success=done % {"key": here.name},
        )
        return redirect("period", key)
    if step not in verbs.verbs_open_to(period=here, person=officer):
        messages.error(request, _("The period is not in a state that allows this."))
        return redirect("period", key)
    context = {
        "period": here,
        "step": step,
        "preview": preview_step(here, lambda: STEPS[step](period=here, by=officer, at=now)),
        "shows_sample": here.sample,
        "section": "periods",
    }
    return render(request, "tracker/periods/step.html", context)


@login_required
@require_http_methods(["POST"])
def decide_roster(request: HttpRequest, key: str, party: str) -> HttpResponse:
    """Decide whether a party whose standing is disputed reports in the period."""
    officer = officer_of(request)
    entry = find_or_404(
        RosterEntry.objects.select_related("period", "party"), period__key=key, party__code=party
    )
    attempt(
        request,
        lambda: verbs.decide_roster(
            entry=entry,
            decision=request.POST.get("decision", ""),
            reason=request.POST.get("reason", ""),
            by=officer,
            at=timezone.now(),
        ),
        success=_("The decision has been recorded."),
    )
    return redirect("period", key)
