"""My desk: the updates of a party by paragraph, and the secretariat's tasks of the day."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commitments.foundation.pages import attempt, find_or_404, person_of
from commitments.models import Commitment, Party
from commitments.parties.queries import by_name
from commitments.people.rules.permissions import roles_of
from tracker.desks.party.forms import VolunteerForm
from tracker.desks.party.view_models.desk import party_desk
from tracker.desks.secretariat.view_models.tasks import secretariat_tasks
from tracker.models import ProgressUpdate, ReportingPeriod
from tracker.updates import commands as workflow


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The updates of the person's party, and for officers what waits for the secretariat."""
    person = person_of(request)
    own = roles_of(person)
    context: dict[str, Any] = {"section": "desk"}
    parties = by_name(Party.objects.filter(pk__in=own.parties))
    if parties:
        context |= party_desk(request, person, parties)
        context["volunteer"] = volunteer_form(context["party"])
    if own.officer:
        shows_sample = bool(context.get("shows_sample"))
        context |= secretariat_tasks(person)
        context["shows_sample"] |= shows_sample
    return render(request, "tracker/desks/party/desk.html", context)


def volunteer_form(party: Party, data: Any = None) -> VolunteerForm | None:
    """Return the form of a voluntary update, None where there is nothing left to report on."""
    periods = list(ReportingPeriod.objects.filter(state=ReportingPeriod.State.OPEN))
    commitments = list(
        Commitment.objects.current()
        .filter(responsibilities__party=party, instrument__periods__in=periods)
        .exclude(updates__party=party, updates__period__in=periods)
        .distinct()
    )
    if not periods or not commitments:
        return None
    return VolunteerForm(data, periods=periods, commitments=commitments, prefix="volunteer")


@require_POST
@login_required
def volunteer(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a voluntary update."""
    person = person_of(request)
    party = find_or_404(Party.objects.filter(pk__in=roles_of(person).parties), code=code)
    form = volunteer_form(party, request.POST)
    if form is None or not form.is_valid():
        messages.error(request, _("Choose a commitment and a period."))
        return redirect("desk")
    begun: list[ProgressUpdate] = []
    if attempt(
        request,
        lambda: begun.append(
            workflow.volunteer(
                period=form.periods[form.cleaned_data["period"]],
                commitment=form.commitments[form.cleaned_data["commitment"]],
                party=party,
                by=person,
                at=timezone.now(),
                changes={},
            )
        ),
    ):
        return redirect("desk-update", begun[0].pk)
    return redirect("desk")
