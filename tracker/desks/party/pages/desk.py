"""My desk: the updates of a party by paragraph, and the secretariat's tasks of the day.

Two steps begin there: a voluntary update, and submitting one update or several, which are chosen
on the desk, confirmed on one page, and answered row by row.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commitments.foundation.errors import DomainError, Invalid
from commitments.foundation.pages import attempt, context_of, find_or_404, number_in, person_of
from commitments.models import Commitment, Party, User
from commitments.parties.queries import by_name
from commitments.people.rules.permissions import is_authority, roles_of
from tracker.desks.party.forms import VolunteerForm
from tracker.desks.party.view_models.desk import (
    SubmissionRow,
    party_desk,
    row_before,
    sentences_of,
    submission_verb,
)
from tracker.desks.secretariat.view_models.tasks import secretariat_tasks
from tracker.models import ProgressUpdate, ReportingPeriod
from tracker.updates import commands as workflow

# How many updates one request may submit.
MOST: Final = 200


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The updates of the person's party, and for officers what waits for the secretariat."""
    person = person_of(request)
    context: dict[str, object] = {"section": "desk"}
    shows_sample = False
    if parties := by_name(_parties_of(person)):
        page = party_desk(request.GET, person, parties)
        context |= context_of(page, volunteer=_volunteer_form(page.party))
        shows_sample = page.shows_sample
    if roles_of(person).officer:
        tasks = secretariat_tasks(person)
        context |= context_of(tasks, shows_sample=tasks.shows_sample or shows_sample)
    return render(request, "tracker/desks/party/desk.html", context)


def _parties_of(person: User) -> QuerySet[Party]:
    return Party.objects.filter(pk__in=roles_of(person).parties)


def _volunteer_form(party: Party, data: QueryDict | None = None) -> VolunteerForm | None:
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
    party = find_or_404(_parties_of(person), code=code)
    form = _volunteer_form(party, request.POST)
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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, code: str) -> HttpResponse:
    """Submit the chosen updates, or hand them over to the authority; each has its own result."""
    person, now = person_of(request), timezone.now()
    party = find_or_404(_parties_of(person), code=code)
    posted = request.method == "POST"
    sent = request.POST if posted else request.GET
    keys = [number for typed in sent.getlist("update")[:MOST] if (number := number_in(typed))]
    chosen = (
        ProgressUpdate.objects.visible_to(person)
        .filter(party=party, pk__in=keys)
        .select_related("party", "commitment__instrument", "period")
        .order_by("instrument", "commitment__position")
    )
    rows = [
        _submit(update, person, number_in(request.POST.get(f"version-{update.pk}")), now)
        if posted
        else row_before(update, person, now)
        for update in chosen
    ]
    context = {
        "party": party,
        "authority": is_authority(person, party.pk),
        "rows": rows,
        "posted": posted,
        "ready": sum(not row.obstacles for row in rows),
        "done": sum(row.done is True for row in rows),
        "shows_sample": any(row.update.sample for row in rows),
        "section": "desk",
    }
    return render(request, "tracker/desks/party/submission.html", context)


def _submit(
    update: ProgressUpdate, person: User, version: int | None, at: datetime
) -> SubmissionRow:
    """Submit one update or hand it over. A refusal of one does not affect the others."""
    verb = workflow.dispatch[submission_verb(person, update.party).value]
    try:
        return SubmissionRow(verb(update=update, by=person, at=at, version=version), [], done=True)
    except Invalid as error:
        return SubmissionRow(update, sentences_of(error.faults), done=False)
    except DomainError as error:
        return SubmissionRow(update, [error.detail], done=False)
