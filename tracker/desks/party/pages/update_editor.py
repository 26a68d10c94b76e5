"""The editor of an update, its preview, and the page to report that nothing has changed."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.errors import DomainError, NotAllowed
from commitments.foundation.pages import person_of, wants_json
from commitments.foundation.rest.bodies import Files, takes_files
from commitments.models import User
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
    status_of,
)
from tracker.desks.party.queries import find_own_update
from tracker.models import Comment, Decision, Evidence, ProgressUpdate, State
from tracker.updates import commands as workflow
from tracker.updates.forms import CommentForm, UnchangedForm
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
    update, person, typed = editor.update, editor.person, editor.request.POST
    decisions = Decision.objects.visible_to(person).filter(update=update).select_related("by")
    by_passage: dict[str, list[Comment]] = {}
    for comment in Comment.objects.visible_to(person).filter(update=update).select_related("by"):
        by_passage.setdefault(comment.passage, []).append(comment)
    open_verbs = editor.open_verbs
    context = {
        "editor": editor,
        "update": update,
        "content": update.text_for(person),
        "form": editor.form,
        "source": editor.source if editor.on_behalf else None,
        "attachment": editor.attachment,
        "theirs": editor.saved_meanwhile,
        "may": open_verbs,
        "offers": editor.buttons,
        "lacking": editor.lacking if "save" in open_verbs else None,
        "late": update.is_late(update.period.due_at, timezone.now()),
        "earlier": accepted_before(update, person),
        "evidence": Evidence.objects.beside_text(person).filter(update=update),
        "decisions": decisions,
        "returned": decisions.filter(verb__in=["return", "send_back"]).last()
        if update.state in (State.RETURNED, State.DRAFT)
        else None,
        "beside": by_passage,
        "remark": CommentForm(
            initial={name: typed.get(name, "") for name in ("comment", "passage")}
        ),
        "themes": theme_names(),
        "largest": settings.EVIDENCE_MAX_BYTES,
        "shows_sample": update.sample,
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
    update = find_own_update(person, pk)
    if not speaks_for(person, update.party_id):
        raise Http404
    if update.no_change and (earlier := workflow.last_accepted_before(update)) is not None:
        update.level, update.not_applicable_reason = earlier.level, earlier.not_applicable_reason
    now = timezone.now()
    context = {
        "update": update,
        "content": update,
        "late": update.is_late(update.period.due_at, now),
        "embargoed": embargoed(update.embargo_until, now),
        # Once accepted, what the public may read becomes the published revision's.
        "evidence": Evidence.objects.beside_text(person).filter(
            Reader(at=now).marked_q(), update=update
        ),
        "earlier": accepted_before(update, person),
        "themes": theme_names(),
        "shows_sample": update.sample,
        "section": "desk",
    }
    return render(request, "tracker/desks/party/preview.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unchanged(request: HttpRequest, pk: int) -> HttpResponse:
    """The earlier update that still applies, and the summary to report now; saved or submitted."""
    person = person_of(request)
    update = find_own_update(person, pk)
    earlier = workflow.last_accepted_before(update)
    if earlier is None or not speaks_for(person, update.party_id):
        raise Http404
    initial = {
        "version": update.version,
        "language": update.language or earlier.language,
        "summary": update.summary or earlier.summary,
    }
    form = UnchangedForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if form.is_bound:
        status = _report_unchanged(form, update, person, request.POST.get("verb", "save"))
        if status == 200:
            messages.success(request, _("It now says that nothing has changed."))
            return redirect("desk")
        form.carry_on_from(find_own_update(person, pk).version)
    editor = editor_of(request, person, update, fresh=True)
    context = {
        "update": update,
        "earlier": earlier,
        "form": form,
        "may": editor.open_verbs,
        "offers": editor.buttons,
        "themes": theme_names(),
        "shows_sample": update.sample,
        "section": "desk",
    }
    return render(request, "tracker/desks/party/unchanged.html", context, status=status)


def _report_unchanged(
    form: UnchangedForm, update: ProgressUpdate, person: User, button: str
) -> int:
    """Save that nothing has changed, and submit it where the button says so; return the status."""
    if not form.is_valid():
        return 400
    now, version = timezone.now(), form.cleaned_data["version"]
    try:
        with transaction.atomic():
            saved = workflow.save(
                update=update, changes=form.changes(), by=person, at=now, version=version
            )
            if button in ("submit", "hand_over"):
                workflow.dispatch[button](update=saved, by=person, at=now, version=saved.version)
    except NotAllowed as error:
        raise PermissionDenied(error.detail) from error
    except DomainError as error:
        form.refuse(error)
        return status_of(error)
    return 200


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
