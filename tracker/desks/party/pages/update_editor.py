"""The editor of an update, and its preview."""

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
from commitments.foundation.rest.bodies import Files, takes_files
from commitments.people.rules.permissions import speaks_for
from tracker.desks.party.pages.autosave import answer_script, writers_only
from tracker.desks.party.pages.editor_forms import (
    ADD_EVIDENCE,
    ADD_ROW,
    COMMENT,
    DROP_ROW,
    START_FROM_PREVIOUS,
    UpdateEditor,
    editor_of,
)
from tracker.desks.party.queries import find_own_update
from tracker.models import Comment, Decision, Evidence, State
from tracker.updates.commands import last_accepted_before
from tracker.updates.forms import CommentForm
from tracker.updates.view_models.readable import accepted_before, theme_names
from tracker.visibility import Reader, embargoed

# After these the person's work on the update is done for now.
_LEAVING = ("submit", "hand_over", "send_back")


@takes_files(Files.FROM_SIGNED_IN)
@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def desk_update(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft beside the words of the text and the party's previous update."""
    person = person_of(request)
    editor = editor_of(request, person, find_own_update(person, pk))
    if request.method != "POST":
        return _show(editor)
    button = request.POST.get("verb", "save")
    editor.while_typing = wants_json(request) and button == "save"
    done = editor.press(button)
    if wants_json(request):
        editor.update = find_own_update(person, pk)
        return answer_script(editor, done=done)
    if not done:
        return _show(editor)
    messages.success(request, _done(button))
    if button in _LEAVING:
        return redirect("review" if editor.on_behalf else "desk")
    if request.POST.get("comment") and button != COMMENT:
        # A comment that was typed and not sent yet stays on the page.
        return _show(editor_of(request, person, find_own_update(person, pk), fresh=True))
    return redirect(reverse("desk-update", args=[pk]) + _anchor(button))


def _show(editor: UpdateEditor) -> HttpResponse:
    here, person, now = editor.update, editor.person, timezone.now()
    typed = editor.request.POST
    comments = Comment.objects.visible_to(person).filter(update=here).select_related("by")
    decisions = Decision.objects.visible_to(person).filter(update=here).select_related("by")
    beside: dict[str, list[Comment]] = defaultdict(list)
    for comment in comments:
        beside[comment.passage].append(comment)
    context = {
        "place": editor,
        "update": here,
        "content": here.text_for(person),
        "form": editor.form,
        "source": editor.source if editor.on_behalf else None,
        "attachment": editor.attachment,
        "theirs": editor.theirs,
        "may": editor.may,
        "offers": editor.offers,
        "lacking": editor.lacking if "save" in editor.may else None,
        "late": here.is_late(here.period.due_at, now),
        "earlier": accepted_before(here, person),
        "evidence": Evidence.objects.beside_text(person).filter(update=here),
        "decisions": decisions,
        "returned": decisions.filter(verb__in=["return", "send_back"]).last()
        if here.state in (State.RETURNED, State.DRAFT)
        else None,
        "beside": dict(beside),
        "remark": CommentForm(
            initial={name: typed.get(name, "") for name in ("comment", "passage")}
        ),
        "themes": theme_names(),
        "largest": settings.EVIDENCE_MAX_BYTES,
        "shows_sample": here.sample,
        "section": "desk",
    }
    return render(
        editor.request, "tracker/desks/party/update_editor.html", context, status=editor.status
    )


@require_safe
@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The public page of the update, as it would be with what is saved now."""
    person = person_of(request)
    here = find_own_update(person, pk)
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
        # Once accepted, what the public may read becomes the published revision's.
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
    """Return the fragment for the place on the page where the person was working, "" for none."""
    name, _colon, what = button.partition(":")
    if name == ADD_ROW:
        return f"#{what}"
    if name == DROP_ROW:
        return f"#{what.rpartition('_')[0]}"
    if "evidence" in name:
        return "#evidence"
    return "#remarks" if name == COMMENT else ""


def _done(button: str) -> str:
    messages_of = {
        "save": _("Saved."),
        "hand_over": _("Handed over to the authority of your party."),
        "send_back": _("Sent back, with your comment."),
        "submit": _("Submitted to the secretariat."),
        "withdraw": _("Withdrawn: it is a draft again."),
        "replace": _("Your party now reports for itself: it is a draft again."),
        ADD_EVIDENCE: _("The evidence has been added."),
        COMMENT: _("Your comment has been sent."),
        START_FROM_PREVIOUS: _(
            "The previous text has been copied into the passages that were empty."
        ),
        ADD_ROW: _("Saved, with one more row."),
        DROP_ROW: _("Saved, without that row."),
    }
    return messages_of.get(button.partition(":")[0], _("Done."))
