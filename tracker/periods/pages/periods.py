"""Reporting periods: their dates, who is asked; and, for officers, opening and closing them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.pages import attempt, find_or_404, number_in
from commitments.models import AssemblySession, Party, User
from commitments.parties.queries import by_name
from commitments.people.rules.page_access import officer_of
from commitments.people.rules.permissions import is_officer
from tracker.periods import commands as verbs
from tracker.periods.forms import RosterForm
from tracker.periods.models.period import ReportingPeriod
from tracker.periods.models.roster import RosterEntry
from tracker.periods.view_models import months, years
from tracker.updates.models.update import ProgressUpdate, State

STEPS: dict[str, Callable[..., ReportingPeriod]] = {
    "open": verbs.open_period,
    "close": verbs.close_period,
}
# Of the sessions to which a cycle may be begun, the latest are worth offering.
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
    """One period: its dates, its roster, and for officers how far it has come."""
    here = _period(key)
    roster = list(here.roster.select_related("party", "decided_by"))
    officer = is_officer(request.user)
    context: dict[str, Any] = {
        "period": here,
        "roster": sorted(roster, key=lambda entry: (not entry.party.is_state, entry.party.name)),
        "counted_roster": _count(entry.decision for entry in roster),
        "may": verbs.verbs_open_to(period=here, person=request.user),
        "officer": officer,
        "deciding": RosterForm() if officer and here.state == "open" else None,
        "shows_sample": here.sample,
        "section": "periods",
    }
    if officer:
        context["coverage"] = _coverage(here)
    return render(request, "tracker/periods/period.html", context)


def _period(key: str) -> ReportingPeriod:
    return find_or_404(
        ReportingPeriod.objects.select_related(
            "cycle__from_session", "cycle__to_session"
        ).prefetch_related("instruments"),
        key=key,
    )


def _count(values: Any) -> dict[Any, int]:
    counted: dict[Any, int] = {}
    for value in values:
        counted[value] = counted.get(value, 0) + 1
    return counted


def _coverage(here: ReportingPeriod) -> list[dict[str, Any]]:
    """Return, by party, how many of its solicited updates are in which state."""
    rows: dict[str, dict[str, Any]] = {}
    for row in (
        ProgressUpdate.objects.filter(period=here, solicited=True)
        .order_by("party__kind", "party__code")
        .values("party__code", "state")
        .annotate(number=Count("pk"))
    ):
        line = rows.setdefault(
            row["party__code"],
            {"party": row["party__code"], "due": 0, "states": dict.fromkeys(State.values, 0)},
        )
        line["due"] += row["number"]
        line["states"][row["state"]] = row["number"]
    return sorted(rows.values(), key=lambda line: (len(line["party"]) != 3, line["party"]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def run_period(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """Open or close a period: first what it would do, then, confirmed, it is done."""
    officer = officer_of(request)
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
            lambda: STEPS[step](period=here, by=officer, at=timezone.now(), version=version),
            success=done % {"key": here.name},
        )
        return redirect("period", key)
    if step not in verbs.verbs_open_to(period=here, person=officer):
        messages.error(request, _("The period is not in a state that allows this."))
        return redirect("period", key)
    context = {
        "period": here,
        "step": step,
        "preview": preview(here, step, officer, timezone.now()),
        "shows_sample": here.sample,
        "section": "periods",
    }
    return render(request, "tracker/periods/step.html", context)


def preview(here: ReportingPeriod, step: str, officer: User, at: datetime) -> dict[str, Any]:
    """Return what the step would do: it is done, counted, and undone in one transaction."""
    with transaction.atomic():
        earlier = _count(
            ProgressUpdate.objects.filter(period=here).order_by().values_list("state", flat=True)
        )
        STEPS[step](period=here, by=officer, at=at)
        later = _count(
            ProgressUpdate.objects.filter(period=here).order_by().values_list("state", flat=True)
        )
        roster = _count(
            RosterEntry.objects.filter(period=here).order_by().values_list("decision", flat=True)
        )
        silent = _count(
            ProgressUpdate.objects.filter(period=here, state=State.NOT_REPORTED)
            .solicited()
            .order_by()
            .values_list("party_id", flat=True)
        )
        transaction.set_rollback(True)
    states = [state for state in State.values if earlier.get(state) or later.get(state)]
    return {
        "rows": [(state, earlier.get(state, 0), later.get(state, 0)) for state in states],
        "roster": roster,
        "parties": [
            (party, silent[party.pk]) for party in by_name(Party.objects.filter(pk__in=silent))
        ],
    }


@login_required
@require_http_methods(["POST"])
def decide_roster(request: HttpRequest, key: str, party: str) -> HttpResponse:
    """Say whether a party whose standing is disputed is asked."""
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
