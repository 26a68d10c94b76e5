"""Writing an update: the form beside the words of the text, and the steps inside the party."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commitments.pages import person_of
from tracker.models import Comment, Evidence, State

from .reading import before, content_for, theme_names
from .workplace import ADD_EVIDENCE, LEAVING, SAY, Workplace, fetch, workplace


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_update(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft beside the words of the text and the party's previous update."""
    person = person_of(request)
    here = fetch(person, pk)
    place = workplace(request, person, here)
    if request.method != "POST":
        return _show(place)
    button = request.POST.get("verb", "save")
    if not place.press(button):
        return _show(place)
    messages.success(request, _done(button))
    if button in LEAVING:
        return redirect("desk" if not place.on_behalf else "review")
    if request.POST.get("comment") and button != SAY:
        # A comment that was typed and not yet sent stays on the page.
        return _show(workplace(request, person, fetch(person, pk), fresh=True))
    return redirect("desk-update", pk)


def _show(place: Workplace) -> HttpResponse:
    here = place.update
    now = timezone.now()
    context = {
        "place": place,
        "update": here,
        "content": content_for(here, place.person),
        "form": place.form,
        "source": place.source if place.on_behalf else None,
        "attachment": place.attachment,
        "theirs": place.theirs,
        "may": place.may,
        "offers": place.offers,
        "late": here.is_late(here.period.due_at, now),
        "earlier": before(here, place.person),
        "evidence": Evidence.objects.visible_to(place.person).filter(
            update=here, removed_at__isnull=True
        ),
        "decisions": here.decisions.select_related("by"),
        "returned": here.decisions.filter(verb__in=["return", "send_back"]).last()
        if here.state in (State.RETURNED, State.DRAFT)
        else None,
        "comments": Comment.objects.visible_to(place.person)
        .filter(update=here)
        .select_related("by"),
        "themes": theme_names(),
        "typed_comment": place.request.POST.get("comment", ""),
        "shows_sample": here.sample,
        "section": "desk",
    }
    return render(place.request, "tracker/desk_update.html", context, status=place.status)


def _done(button: str) -> str:
    done = {
        "save": _("Saved."),
        "hand_over": _("Handed over to the authority of your party."),
        "send_back": _("Sent back, with your comment."),
        "submit": _("Submitted to the secretariat."),
        "withdraw": _("Withdrawn: it is a draft again."),
        "replace": _("Your party speaks for itself now: it is a draft again."),
        ADD_EVIDENCE: _("The evidence has been added."),
        SAY: _("Your comment has been sent."),
    }
    return done.get(button, _("Done."))
