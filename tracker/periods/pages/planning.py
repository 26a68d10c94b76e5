"""Planning periods and cycles, and changing the dates of a period."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commitments.foundation.pages import attempt, find_or_404, number_in
from commitments.models import AssemblySession
from commitments.people.rules.page_access import officer_of
from tracker.periods import commands as verbs
from tracker.periods.forms import AmendForm, PeriodForm
from tracker.periods.models import ReportingPeriod
from tracker.periods.view_models.progress import AmendmentPreview, preview_amendment

# The button that changes the dates; the other shows what that would do.
AMEND: Final = "amend"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_period(request: HttpRequest) -> HttpResponse:
    """Plan a period."""
    officer = officer_of(request)
    form = PeriodForm(request.POST or None)
    if request.method == "POST":
        period = form.carry_out(
            lambda: verbs.plan(**form.cleaned_data, by=officer, at=timezone.now())
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
    """Change the dates of a period: show what that would do, and do it once confirmed."""
    officer, now = officer_of(request), timezone.now()
    here = find_or_404(ReportingPeriod.objects.select_related("cycle__to_session"), key=key)
    if "amend" not in verbs.verbs_open_to(period=here, person=officer):
        messages.error(request, _("The period is not in a state that allows this."))
        return redirect("period", key)
    form = AmendForm(request.POST or None, period=here, initial={"version": here.version})

    def amend() -> ReportingPeriod:
        return verbs.amend(
            period=here,
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
        effect = form.carry_out(lambda: preview_amendment(here, list(form.changes()), amend, now))
    context = {
        "period": here,
        "form": form,
        "effect": effect,
        "moved": [(form.fields[name].label, *pair) for name, *pair in effect["dates"]]
        if effect
        else (),
        "shows_sample": here.sample,
        "section": "periods",
    }
    return render(
        request, "tracker/periods/amendment.html", context, status=400 if form.errors else 200
    )
