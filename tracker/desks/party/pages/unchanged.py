"""Reporting that nothing has changed since the update accepted last."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commitments.foundation.errors import DomainError, NotAllowed
from commitments.foundation.pages import person_of
from commitments.models import User
from commitments.people.rules.permissions import speaks_for
from tracker.desks.party.pages.editor_forms import editor_of, status_of
from tracker.desks.party.queries import find_own_update
from tracker.updates import commands as workflow
from tracker.updates.commands import last_accepted_before
from tracker.updates.forms import UnchangedForm
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.view_models.readable import theme_names


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unchanged(request: HttpRequest, pk: int) -> HttpResponse:
    """The earlier update that still applies, and the summary to report now; saved or submitted."""
    person = person_of(request)
    here = find_own_update(person, pk)
    earlier = last_accepted_before(here)
    if earlier is None or not speaks_for(person, here.party_id):
        raise Http404
    initial = {
        "version": here.version,
        "language": here.language or earlier.language,
        "summary": here.summary or earlier.summary,
    }
    form = UnchangedForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if form.is_bound:
        status = _report(form, here, person, request.POST.get("verb", "save"))
        if status == 200:
            messages.success(request, _("It now says that nothing has changed."))
            return redirect("desk")
        form.carry_on_from(find_own_update(person, pk).version)
    editor = editor_of(request, person, here, fresh=True)
    context: dict[str, Any] = {
        "update": here,
        "earlier": earlier,
        "form": form,
        "may": editor.may,
        "offers": editor.offers,
        "themes": theme_names(),
        "shows_sample": here.sample,
        "section": "desk",
    }
    return render(request, "tracker/desks/party/unchanged.html", context, status=status)


def _report(form: UnchangedForm, here: ProgressUpdate, person: User, button: str) -> int:
    """Save that nothing has changed, and submit it where the button says so; return the status."""
    onward = {"submit": workflow.submit, "hand_over": workflow.hand_over}
    if not form.is_valid():
        return 400
    now = timezone.now()
    try:
        with transaction.atomic():
            saved = workflow.save(
                update=here,
                changes=form.changes(),
                by=person,
                at=now,
                version=form.cleaned_data["version"],
            )
            if button in onward:
                onward[button](update=saved, by=person, at=now, version=saved.version)
    except NotAllowed as error:
        raise PermissionDenied(error.detail) from error
    except DomainError as error:
        form.refuse(error)
        return status_of(error)
    return 200
