"""The pages of an update, of an action, and of the method by which updates are counted."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from commitments.foundation.errors import Words
from commitments.foundation.pages import find_or_404
from commitments.people.rules.permissions import speaks_for
from tracker.models import Comment, Decision, Evidence, FollowUpAction, ProgressUpdate, State
from tracker.updates.commands import verbs_open_to
from tracker.updates.rules.rubric import RUBRIC
from tracker.updates.view_models.distribution import KINDS
from tracker.updates.view_models.readable import (
    accepted_before,
    is_insider,
    theme_names,
    with_translations,
)
from tracker.visibility import embargoed

# What a mark that is not a level means.
WITHOUT_LEVEL: Final[dict[str, Words]] = {
    "awaited": _(
        "It was requested, the period is open, and nothing has been submitted "
        "yet; after the due date it is also overdue."
    ),
    "received": _(
        "It was submitted and has not been reviewed yet, whatever the state of "
        "the period. None of it is shown, and it is counted separately from what "
        "was reported."
    ),
    "not_reported": _("It was requested, and the period closed before anything was submitted."),
    "withheld": _(
        "It was reported to the member states only, or is under embargo: it "
        "counts as reported and shows no level."
    ),
    "volunteered": _("It was reported without being requested; it is not counted in any rate."),
    "undecided": _(
        "Whether the party participates is disputed and not decided: it is not counted in any rate."
    ),
}
NOT_ASKED: Final = _("Not requested")
NOT_ASKED_MEANS: Final = _(
    "The party is not responsible for this commitment, has fulfilled it, or "
    "was not in the period: shown empty."
)


@require_safe
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """What the reader may read of an update, and its history for those who may know it."""
    here = find_or_404(
        ProgressUpdate.objects.visible_to(request.user).select_related(
            "party",
            "period",
            "instrument",
            "commitment__instrument",
            "commitment__paragraph__text",
            "commitment__paragraph__instrument",
            "latest_revision",
            "published_revision",
            "logged_by",
        ),
        pk=pk,
    )
    now = timezone.now()
    inside = is_insider(here, request.user)
    content = here.text_for(request.user)
    revisions = list(here.revisions.select_related("submitted_by")) if inside else []
    with_translations([*revisions, *([content] if content is not None else [])])
    context = {
        "update": here,
        "content": content,
        "withheld_draft": content is None,
        "inside": inside,
        "own": speaks_for(request.user, here.party_id),
        "late": here.is_late(here.period.due_at, now)
        if inside or here.first_submitted_at is not None
        else False,
        "embargoed": content is not None and embargoed(content.embargo_until, now),
        "evidence": Evidence.objects.beside_text(request.user).filter(update=here),
        "earlier": accepted_before(here, request.user),
        "may": verbs_open_to(update=here, person=request.user, at=now) if inside else [],
        "decisions": Decision.objects.visible_to(request.user)
        .filter(update=here)
        .select_related("by", "revision")
        if inside
        else (),
        "revisions": revisions,
        "comments": Comment.objects.visible_to(request.user)
        .filter(update=here)
        .select_related("by")
        if inside
        else (),
        "themes": theme_names(),
        "shows_sample": here.sample,
        "section": "states" if here.party.is_state else "bodies",
    }
    return render(request, "tracker/updates/update.html", context)


@require_safe
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """A follow-up action, with its milestones and its evidence."""
    here = find_or_404(
        FollowUpAction.objects.visible_to(request.user)
        .select_related("party")
        .prefetch_related("milestones", "commitments__instrument"),
        pk=pk,
    )
    context = {
        "action": here,
        "evidence": Evidence.objects.visible_to(request.user).filter(action=here),
        "own": speaks_for(request.user, here.party_id),
        "today": timezone.now().date(),
        "shows_sample": here.sample,
        "section": "states" if here.party.is_state else "bodies",
    }
    return render(request, "tracker/actions/action.html", context)


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """The rubric, the states of the workflow, and what is counted as what."""
    lines = [
        (*KINDS["not_applicable" if line.level is None else str(line.level)][:2], line)
        for line in RUBRIC
    ]
    silences = [(*KINDS[kind], meaning) for kind, meaning in WITHOUT_LEVEL.items()]
    silences.append(("", "", NOT_ASKED, NOT_ASKED_MEANS))
    context = {
        "rubric": lines,
        "silences": silences,
        "states": State.choices,
        "section": "method",
    }
    return render(request, "tracker/updates/method.html", context)
