"""Writing an update: the form beside the words of the text, and the steps inside the party."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.pages import person_of, wants_json
from commitments.foundation.rest.bodies import takes_files_of_who_is_signed_in
from commitments.people.rules.permissions import speaks_for
from tracker.desks.party.pages.autosave import told, writers_only
from tracker.desks.party.pages.editor_forms import (
    ADD_EVIDENCE,
    DROP_ROW,
    LEAVING,
    MORE_ROWS,
    SAY,
    START,
    Workplace,
    fetch,
    workplace,
)
from tracker.evidence.models import Evidence
from tracker.updates.commands import last_accepted_before
from tracker.updates.forms.comments import CommentForm
from tracker.updates.models.comment import Comment
from tracker.updates.models.decision import Decision
from tracker.updates.models.update import State
from tracker.updates.view_models.readable import accepted_before, theme_names
from tracker.visibility import Reader, embargoed


@takes_files_of_who_is_signed_in
@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def desk_update(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft beside the words of the text and the party's previous update."""
    person = person_of(request)
    here = fetch(person, pk)
    place = workplace(request, person, here)
    if request.method != "POST":
        return _show(place)
    button = request.POST.get("verb", "save")
    place.while_typing = wants_json(request) and button == "save"
    done = place.press(button)
    if wants_json(request):
        place.update = fetch(person, pk)
        return told(place, done=done)
    if not done:
        return _show(place)
    messages.success(request, _done(button))
    if button in LEAVING:
        return redirect("desk" if not place.on_behalf else "review")
    if request.POST.get("comment") and button != SAY:
        # A comment that was typed and not yet sent stays on the page.
        return _show(workplace(request, person, fetch(person, pk), fresh=True))
    return redirect(reverse("desk-update", args=[pk]) + _anchor(button))


def _show(place: Workplace) -> HttpResponse:
    here = place.update
    now = timezone.now()
    comments = Comment.objects.visible_to(place.person).filter(update=here).select_related("by")
    decisions = Decision.objects.visible_to(place.person).filter(update=here).select_related("by")
    beside: dict[str, list[Comment]] = defaultdict(list)
    for comment in comments:
        beside[comment.passage].append(comment)
    context = {
        "place": place,
        "update": here,
        "content": here.text_for(place.person),
        "form": place.form,
        "source": place.source if place.on_behalf else None,
        "attachment": place.attachment,
        "theirs": place.theirs,
        "may": place.may,
        "offers": place.offers,
        "lacking": place.lacking if "save" in place.may else None,
        "late": here.is_late(here.period.due_at, now),
        "earlier": accepted_before(here, place.person),
        "evidence": Evidence.objects.beside_text(place.person).filter(update=here),
        "decisions": decisions,
        "returned": decisions.filter(verb__in=["return", "send_back"]).last()
        if here.state in (State.RETURNED, State.DRAFT)
        else None,
        "beside": dict(beside),
        "remark": CommentForm(
            initial={name: place.request.POST.get(name, "") for name in ("comment", "passage")}
        ),
        "themes": theme_names(),
        "largest": settings.EVIDENCE_MAX_BYTES,
        "shows_sample": here.sample,
        "section": "desk",
    }
    return render(
        place.request, "tracker/desks/party/update_editor.html", context, status=place.status
    )


@require_safe
@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the public would read of the working copy: the very page, of what is saved now."""
    person = person_of(request)
    here = fetch(person, pk)
    if not speaks_for(person, here.party_id):
        raise Http404
    if here.no_change and (earlier := last_accepted_before(here)) is not None:
        here.level, here.not_applicable_reason = earlier.level, earlier.not_applicable_reason
    now = timezone.now()
    context: dict[str, Any] = {
        "update": here,
        "content": here,
        "late": here.is_late(here.period.due_at, now),
        "embargoed": embargoed(here.embargo_until, now),
        # As the public would read it: once accepted, these are the published revision's.
        "evidence": Evidence.objects.beside_text(person).filter(
            Reader(at=now).marked_q(), update=here
        ),
        "earlier": accepted_before(here, person),
        "themes": theme_names(),
        "shows_sample": here.sample,
        "section": "desk",
    }
    return render(request, "tracker/desks/party/preview.html", context)


def _anchor(button: str) -> str:
    """Where on the page the person was at work."""
    name, _colon, what = button.partition(":")
    if name == MORE_ROWS:
        return f"#{what}"
    if name == DROP_ROW:
        return f"#{what.rpartition('_')[0]}"
    if "evidence" in name:
        return "#evidence"
    return "#remarks" if name == SAY else ""


def _done(button: str) -> str:
    done = {
        "save": _("Saved."),
        "hand_over": _("Handed over to the authority of your party."),
        "send_back": _("Sent back, with your comment."),
        "submit": _("Submitted to the secretariat."),
        "withdraw": _("Withdrawn: it is a draft again."),
        "replace": _("Your party now reports for itself: it is a draft again."),
        ADD_EVIDENCE: _("The evidence has been added."),
        SAY: _("Your comment has been sent."),
        START: _("The previous text has been copied into the passages that were empty."),
        MORE_ROWS: _("Saved, with one more row."),
        DROP_ROW: _("Saved, without that row."),
    }
    return done.get(button.partition(":")[0], _("Done."))
