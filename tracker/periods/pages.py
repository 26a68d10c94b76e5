"""Reporting periods, their dates and rosters; officers plan, change, open and close them here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commitments.foundation.errors import Words
from commitments.foundation.pages import attempt, find_or_404, number_in
from commitments.models import AssemblySession
from commitments.people.rules.access import officer_of
from commitments.people.rules.permissions import is_officer
from tracker.models import ReportingPeriod, RosterEntry
from tracker.periods.commands import opening_and_closing, planning, roster
from tracker.periods.forms import AmendForm, PeriodForm, RosterForm
from tracker.periods.queries import sessions_without_cycle
from tracker.periods.rules import verbs_open_to
from tracker.periods.view_models import (
    AmendmentPreview,
    months,
    preview_amendment,
    preview_step,
    progress_by_party,
    years,
)

# By the name of the step: the verb, and the message once it is done.
STEPS: Final[Mapping[str, tuple[Callable[..., ReportingPeriod], Words]]] = {
    "open": (opening_and_closing.open_period, gettext_lazy("The period %(key)s is open.")),
    "close": (opening_and_closing.close_period, gettext_lazy("The period %(key)s is closed.")),
}
# The button that changes the dates; the other one shows what that would do.
AMEND: Final = "amend"
# Only the latest sessions without a cycle are offered.
MOST_SESSIONS: Final = 5
_PERIODS: Final = ReportingPeriod.objects.select_related("cycle__from_session", "cycle__to_session")


@require_safe
def periods(request: HttpRequest) -> HttpResponse:
    """A year of periods and sessions, and all periods, the newest first."""
    rows = list(_PERIODS.order_by("-opens_at"))
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
        "sessions": sessions_without_cycle()[:MOST_SESSIONS] if officer else (),
        "shows_sample": any(period.sample for period in rows),
        "section": "periods",
    }
    return render(request, "tracker/periods/periods.html", context)


@require_safe
def period(request: HttpRequest, key: str) -> HttpResponse:
    """One period: its dates, its roster, and for officers its progress by party."""
    period = find_or_404(_PERIODS.all(), key=key)
    entries = list(period.roster.select_related("party", "decided_by"))
    officer = is_officer(request.user)
    deciding = officer and period.state == ReportingPeriod.State.OPEN
    context = {
        "period": period,
        "roster": sorted(entries, key=lambda entry: (not entry.party.is_state, entry.party.name)),
        "counted_roster": dict(Counter(entry.decision for entry in entries)),
        "open_verbs": verbs_open_to(period=period, person=request.user),
        "officer": officer,
        "deciding": RosterForm() if deciding else None,
        "coverage": progress_by_party(period) if officer else [],
        "shows_sample": period.sample,
        "section": "periods",
    }
    return render(request, "tracker/periods/period.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_period(request: HttpRequest) -> HttpResponse:
    """Plan a period."""
    officer = officer_of(request)
    form = PeriodForm(request.POST or None)
    if request.method == "POST":
        period = form.carry_out(
            lambda: planning.plan(**form.cleaned_data, by=officer, at=timezone.now())
        )
        if period is not None:
            messages.success(request, _("The period has been planned."))
            return redirect("period", period.key)
    context = {"form": form, "section": "periods"}
    return render(request, "tracker/periods/plan.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def begin_cycle(request: HttpRequest) -> HttpResponse:
    """Begin the cycle that reports to a session."""
    officer = officer_of(request)
    number = number_in(request.POST.get("session")) or 0
    session = find_or_404(AssemblySession.objects.all(), pk=number)
    attempt(
        request,
        lambda: planning.begin_cycle(to_session=session, by=officer, at=timezone.now()),
        success=_("The cycle to %(session)s has been started.") % {"session": session},
    )
    return redirect("periods")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def amend_period(request: HttpRequest, key: str) -> HttpResponse:
    """Change the dates of a period: show what that would do, and do it once confirmed."""
    officer, now = officer_of(request), timezone.now()
    period = find_or_404(_PERIODS.all(), key=key)
    if AMEND not in verbs_open_to(period=period, person=officer):
        return _refused(request, period)
    form = AmendForm(request.POST or None, period=period)

    def amend() -> ReportingPeriod:
        return planning.amend(
            period=period,
            changes=form.changes(),
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            by=officer,
            at=now,
        )

    effect: AmendmentPreview | None = None
    if request.POST.get("verb") == AMEND:
        if form.carry_out(amend) is not None:
            messages.success(request, _("The dates have been changed."))
            return redirect("period", key)
    elif request.method == "POST":
        effect = form.carry_out(lambda: preview_amendment(period, list(form.changes()), amend, now))
    context = {
        "period": period,
        "form": form,
        "effect": effect,
        "moved": [(form.fields[name].label, *dates) for name, *dates in effect.dates]
        if effect
        else (),
        "shows_sample": period.sample,
        "section": "periods",
    }
    status = 400 if form.errors else 200
    return render(request, "tracker/periods/amendment.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def run_period(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """Open or close a period: show what that would do, and do it once confirmed."""
    officer, now = officer_of(request), timezone.now()
    period = find_or_404(_PERIODS.all(), key=key)
    verb, done = STEPS[step]
    if request.method == "POST":
        version = number_in(request.POST.get("version"))
        attempt(
            request,
            lambda: verb(period=period, by=officer, at=now, version=version),
            success=str(done) % {"key": period.name},
        )
        return redirect("period", key)
    if step not in verbs_open_to(period=period, person=officer):
        return _refused(request, period)
    context = {
        "period": period,
        "step": step,
        "preview": preview_step(period, lambda: verb(period=period, by=officer, at=now)),
        "shows_sample": period.sample,
        "section": "periods",
    }
    return render(request, "tracker/periods/step.html", context)


def _refused(request: HttpRequest, period: ReportingPeriod) -> HttpResponseRedirect:
    messages.error(request, _("The period is not in a state that allows this."))
    return redirect("period", period.key)


@login_required
@require_POST
def decide_roster(request: HttpRequest, key: str, party: str) -> HttpResponse:
    """Decide whether a party whose standing is disputed reports in the period."""
    officer = officer_of(request)
    entries = RosterEntry.objects.select_related("period", "party")
    entry = find_or_404(entries, period__key=key, party__code=party)
    attempt(
        request,
        lambda: roster.decide_roster(
            entry=entry,
            decision=request.POST.get("decision", ""),
            reason=request.POST.get("reason", ""),
            by=officer,
            at=timezone.now(),
        ),
        success=_("The decision has been recorded."),
    )
    return redirect("period", key)
