"""The pages of an update, of its translation, of an action, and of the method of counting."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.errors import DomainError, Invalid, Words
from commitments.foundation.pages import context_of, find_or_404, person_of
from commitments.models import Language, Party, User
from commitments.people.rules.permissions import speaks_for
from tracker.models import Evidence, FollowUpAction, ProgressUpdate, Revision, State
from tracker.updates.commands import translations
from tracker.updates.rules.permissions import is_insider
from tracker.updates.rules.rubric import RUBRIC
from tracker.updates.view_models.distribution import KINDS
from tracker.updates.view_models.readable import (
    TranslatedPassage,
    translated_passages,
    update_page,
)

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
NOT_REQUESTED: Final = _("Not requested")
NOT_REQUESTED_MEANS: Final = _(
    "The party is not responsible for this commitment, has fulfilled it, or "
    "was not in the period: shown empty."
)


def _section(party: Party) -> str:
    return "states" if party.is_state else "bodies"


@require_safe
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """What the reader may read of an update, with its history for those who may know it."""
    visible = ProgressUpdate.objects.visible_to(request.user).select_related(
        "party",
        "period",
        "instrument",
        "commitment__instrument",
        "commitment__paragraph__text",
        "commitment__paragraph__instrument",
        "latest_revision",
        "published_revision",
        "logged_by",
    )
    page = update_page(find_or_404(visible, pk=pk), request.user)
    context = context_of(page, section=_section(page.update.party))
    return render(request, "tracker/updates/update.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, pk: int) -> HttpResponse:
    """Translate the last revision field by field; a translation that is emptied is removed."""
    person = person_of(request)
    visible = ProgressUpdate.objects.visible_to(person)
    update = find_or_404(visible.select_related("party", "period", "commitment"), pk=pk)
    if not is_insider(person, update):
        raise PermissionDenied(_("Only the party and the secretariat can translate its text."))
    revision = update.revisions.visible_to(person).select_related("update").last()
    if revision is None:
        raise Http404
    language = _language(request, revision)
    passages = translated_passages(revision, language, person, request.POST)
    fault = ""
    if request.method == "POST":
        fault = _save(person, revision, language, passages)
        if not fault:
            messages.success(request, _("The translation has been saved."))
            return redirect("update", pk)
    context = {
        "update": update,
        "revision": revision,
        "into": language,
        "others": [pair for pair in Language.choices if pair[0] != revision.language],
        "passages": passages,
        "own": speaks_for(person, update.party_id),
        "fault": fault,
        "shows_sample": update.sample,
        "section": "desk",
    }
    return render(request, "tracker/updates/translate.html", context, status=400 if fault else 200)


def _language(request: HttpRequest, revision: Revision) -> str:
    """Return the language to translate into: the one sent, or else that of the page."""
    others = [code for code in Language.values if code != revision.language]
    wanted = request.POST.get("language") or request.GET.get("language") or get_language()
    return wanted if wanted in others else others[0]


def _save(
    person: User, revision: Revision, language: str, passages: list[TranslatedPassage]
) -> str:
    """Save all translations that were typed, or none; return why they were refused, or ""."""
    try:
        translations.translate_all(
            revision=revision,
            language=language,
            contents={passage.name: passage.typed for passage in passages if passage.open},
            by=person,
            at=timezone.now(),
        )
    except Invalid as error:
        return " ".join(str(fault.detail) for fault in error.faults)
    except DomainError as error:
        return str(error.detail)
    return ""


@require_safe
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """A follow-up action with its milestones and its evidence."""
    visible = FollowUpAction.objects.visible_to(request.user).select_related("party")
    action = find_or_404(visible.prefetch_related("milestones", "commitments__instrument"), pk=pk)
    context = {
        "action": action,
        "evidence": Evidence.objects.visible_to(request.user).filter(action=action),
        "own": speaks_for(request.user, action.party_id),
        "today": timezone.now().date(),
        "shows_sample": action.sample,
        "section": _section(action.party),
    }
    return render(request, "tracker/actions/action.html", context)


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """The rubric, the states of the workflow, and what each mark means."""
    levels = [
        (*KINDS["not_applicable" if line.level is None else str(line.level)][:2], line)
        for line in RUBRIC
    ]
    silences = [(*KINDS[kind], meaning) for kind, meaning in WITHOUT_LEVEL.items()]
    context = {
        "rubric": levels,
        "silences": [*silences, ("", "", NOT_REQUESTED, NOT_REQUESTED_MEANS)],
        "states": State.choices,
        "section": "method",
    }
    return render(request, "tracker/updates/method.html", context)
