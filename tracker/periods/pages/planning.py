"""Planning periods and cycles, and moving a period's dates once its effect has been seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commitments.foundation.errors import DomainError, NotAllowed
from commitments.foundation.pages import attempt, find_or_404, number_in
from commitments.models import AssemblySession, User
from commitments.people.rules.page_access import officer_of
from tracker.periods import commands as verbs
from tracker.periods.forms import AmendForm, PeriodForm
from tracker.periods.models.period import ReportingPeriod
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.queries.counts import count_by
from tracker.updates.rules.outcomes import OVERDUE
from tracker.visibility import Reader

# The button that does it; the other shows what it would do.
AMEND: Final = "amend"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_period(request: HttpRequest) -> HttpResponse:
    """Plan a period."""
    officer = officer_of(request)
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = verbs.plan(**form.cleaned_data, by=officer, at=timezone.now())
        except NotAllowed as error:
            raise PermissionDenied(error.detail) from error
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The period has been planned."))
            return redirect("period", made.key)
    context = {"form": form, "section": "periods"}
    return render(request, "tracker/periods/plan.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def begin_cycle(request: HttpRequest) -> HttpResponse:
    """Begin the cycle that reports to a session."""
    officer = officer_of(request)
    session = find_or_404(
        AssemblySession.objects.all(), pk=number_in(request.POST.get("session")) or 0
    )
    attempt(
        request,
        lambda: verbs.begin_cycle(to_session=session, by=officer, at=timezone.now()),
        success=_("The cycle to %(session)s has been started.") % {"session": session},
    )
    return redirect("periods")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def amend_period(request: HttpRequest, key: str) -> HttpResponse:
    """Move a period's dates: first what it would change, then, confirmed, it is done."""
    officer = officer_of(request)
    here = find_or_404(ReportingPeriod.objects.select_related("cycle__to_session"), key=key)
    if "amend" not in verbs.verbs_open_to(period=here, person=officer):
        messages.error(request, _("The period is not in a state that allows this."))
        return redirect("period", key)
    form = AmendForm(request.POST or None, period=here, initial={"version": here.version})
    shown: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        given = {
            "period": here,
            "changes": form.changes(),
            "reason": form.cleaned_data["reason"],
            "version": form.cleaned_data["version"],
            "by": officer,
        }
        try:
            if request.POST.get("verb") == AMEND:
                verbs.amend(**given, at=timezone.now())
                messages.success(request, _("The dates have been changed."))
                return redirect("period", key)
            shown = effect(given, officer, timezone.now())
        except NotAllowed as error:
            raise PermissionDenied(error.detail) from error
        except DomainError as error:
            form.refuse(error)
    context = {
        "period": here,
        "form": form,
        "effect": shown,
        "shows_sample": here.sample,
        "section": "periods",
    }
    return render(
        request, "tracker/periods/amendment.html", context, status=400 if form.errors else 200
    )


def effect(given: Mapping[str, Any], officer: User, at: datetime) -> dict[str, Any]:
    """Return what an amendment would change: it is done, counted, and undone in one transaction.

    `moved`: (label, was, is to be); `overdue`, `late`: numbers of updates now and then.
    """
    here = given["period"]
    with transaction.atomic():
        earlier = _lateness(here, at)
        amended = verbs.amend(**given, at=at)
        later = _lateness(here, at)
        transaction.set_rollback(True)
    return {
        "moved": [
            (PeriodForm.base_fields[name].label, getattr(here, name), getattr(amended, name))
            for name in given["changes"]
        ],
        "overdue": (earlier[0], later[0]),
        "late": (earlier[1], later[1]),
        "opens_at_once": amended.state == ReportingPeriod.State.PLANNED and amended.opens_at <= at,
        "closes_at_once": amended.state == ReportingPeriod.State.OPEN and amended.closes_at <= at,
    }


def _lateness(period: ReportingPeriod, at: datetime) -> tuple[int, int]:
    """Return how many updates are overdue, and how many came late."""
    counts = count_by(Reader(at=at, officer=True), "period_id", period=period)
    updates = ProgressUpdate.objects.filter(period=period)
    return (
        sum(each[OVERDUE] for each in counts.values()),
        updates.filter(first_submitted_at__gt=F("period__due_at")).count(),
    )
