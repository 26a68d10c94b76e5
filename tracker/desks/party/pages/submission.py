"""Handing in one update or many: chosen on the desk, confirmed on one page, answered row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commitments.foundation.errors import DomainError, Fault, Invalid, Words
from commitments.foundation.pages import find_or_404, number_in, person_of
from commitments.models import Party, User
from commitments.people.rules.permissions import is_authority, roles_of
from tracker.desks.party.view_models.desk import hand_in_verb
from tracker.updates import commands as workflow
from tracker.updates.commands import verbs_open_to
from tracker.updates.forms.comments import PASSAGES
from tracker.updates.models.update import ProgressUpdate

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One update chosen: what stands in its way, or what came of it (`done`; None: not tried)."""

    update: ProgressUpdate
    obstacles: list[Words]
    done: bool | None = None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, code: str) -> HttpResponse:
    """Submit, or hand over, what was chosen; each row is answered for itself."""
    person = person_of(request)
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
        _handed_in(update, person, number_in(request.POST.get(f"version-{update.pk}")))
        if posted
        else _looked_at(update, person)
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


def _looked_at(update: ProgressUpdate, person: User) -> Row:
    """Say what would stand in the way now."""
    verb = hand_in_verb(person, update.party)
    if verb.value not in verbs_open_to(update=update, person=person, at=timezone.now()):
        return Row(update, [_("Its state does not allow it.")])
    lacking = workflow.lacking(update) if verb.value == "submit" else []
    return Row(update, _sentences(lacking))


def _handed_in(update: ProgressUpdate, person: User, version: int | None) -> Row:
    """Take the step with one update; what one refuses holds up no other."""
    verb = hand_in_verb(person, update.party)
    try:
        there = workflow.dispatch[verb.value](
            update=update, by=person, at=timezone.now(), version=version
        )
    except Invalid as error:
        return Row(update, _sentences(error.faults), done=False)
    except DomainError as error:
        return Row(update, [error.detail], done=False)
    return Row(there, [], done=True)


def _sentences(faults: tuple[Fault, ...] | list[Fault]) -> list[Words]:
    return list(dict.fromkeys(_named(fault) for fault in faults))


def _named(fault: Fault) -> Words:
    name = fault.pointer.strip("/").split("/")[0]
    return f"{PASSAGES[name]}: {fault.detail}" if name in PASSAGES else fault.detail
