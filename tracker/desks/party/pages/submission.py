"""Submitting one update or many: chosen on the desk, confirmed on one page, answered row by row."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commitments.foundation.errors import DomainError, Invalid
from commitments.foundation.pages import find_or_404, number_in, person_of
from commitments.models import Party, User
from commitments.people.rules.permissions import is_authority, roles_of
from tracker.desks.party.view_models.desk import submission_verb
from tracker.desks.party.view_models.submission import SubmissionRow, row_before, sentences_of
from tracker.updates import commands as workflow
from tracker.updates.models.update import ProgressUpdate

MOST: Final = 200


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, code: str) -> HttpResponse:
    """Submit the chosen updates, or hand them over to the authority; each has its own result."""
    person, now = person_of(request), timezone.now()
    party = find_or_404(Party.objects.filter(pk__in=roles_of(person).parties), code=code)
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
