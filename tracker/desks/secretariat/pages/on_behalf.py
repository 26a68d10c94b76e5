"""Logging on a party's behalf: what it sent by note or mail, or published elsewhere."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commitments.foundation.rest.bodies import Files, takes_files
from commitments.models import User
from commitments.people.rules.access import officer_of
from tracker.desks.secretariat.forms import LogForm
from tracker.evidence.commands import attachments as evidence
from tracker.models import ProgressUpdate
from tracker.updates import commands as workflow
from tracker.updates.rules.workflow_table import verbs_open_to
from tracker.visibility import Audience

# Fields that a link to the page may fill in.
PREFILLED: Final = ("party", "period", "commitment")


@takes_files(Files.FROM_SIGNED_IN)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_on_behalf(request: HttpRequest) -> HttpResponse:
    """Log the channel, the document and its file in the update, which is made where missing."""
    officer = officer_of(request)
    form = LogForm(
        request.POST or None,
        request.FILES or None,
        initial={name: request.GET[name] for name in PREFILLED if name in request.GET},
    )
    if request.method == "POST":
        update = form.carry_out(lambda: _log_update(form, officer))
        if update is not None:
            return redirect("desk-update", update.pk)
    context, status = {"form": form, "section": "desk"}, 400 if form.errors else 200
    return render(request, "tracker/desks/secretariat/on_behalf.html", context, status=status)


@transaction.atomic
def _log_update(form: LogForm, officer: User) -> ProgressUpdate:
    """Return the update in which the officer continues. Raises what its verbs raise."""
    typed = form.cleaned_data
    update = _update(form, officer)
    now = timezone.now()
    # An officer does not change what the party wrote itself, or what is being reviewed.
    if typed["file"] and "save" in verbs_open_to(update=update, person=officer, at=now):
        evidence.attach(
            update=update,
            title=typed["channel_document"],
            file=typed["file"],
            visibility=Audience.PARTY.value,
            by=officer,
            at=now,
        )
    return update


def _update(form: LogForm, officer: User) -> ProgressUpdate:
    """Return the party's update of the commitment in the period, with the channel logged in it."""
    typed, now = form.cleaned_data, timezone.now()
    period = form.periods[typed["period"]]
    commitment = form.commitments[typed["commitment"]]
    party = form.parties[typed["party"]]
    source = {"channel": typed["channel"], "channel_document": typed["channel_document"]}
    update = (
        ProgressUpdate.objects.visible_to(officer)
        .select_related("period")
        .filter(period=period, commitment=commitment, party=party)
        .first()
    )
    if update is None:
        return workflow.volunteer(
            period=period,
            commitment=commitment,
            party=party,
            by=officer,
            at=now,
            changes={},
            **source,
        )
    if "save" not in verbs_open_to(update=update, person=officer, at=now):
        return update
    return workflow.save(update=update, changes={}, by=officer, at=now, **source)
