"""Translating what a party said: the original beside the words in another language."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from commitments.foundation.errors import DomainError, Invalid, Words
from commitments.foundation.pages import find_or_404, person_of
from commitments.models import Language, User
from commitments.people.rules.permissions import speaks_for
from tracker.fields import UPDATE
from tracker.updates.commands import translations
from tracker.updates.models.revision import NarrativeTranslation, Revision
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.rules.permissions import may_translate


@dataclass(slots=True)
class Passage:
    """One field: what the party wrote, what there is of it in the language, what was typed."""

    name: str
    label: Words
    original: str
    kept: NarrativeTranslation | None
    typed: str
    open: bool


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, pk: int) -> HttpResponse:
    """The last revision, field by field; what is typed beside it is kept, what is emptied goes."""
    person = person_of(request)
    here = find_or_404(
        ProgressUpdate.objects.visible_to(person).select_related("party", "period", "commitment"),
        pk=pk,
    )
    if not may_translate(person, here):
        raise PermissionDenied(_("Only the party and the secretariat can translate its text."))
    revision = here.revisions.visible_to(person).select_related("update").last()
    if revision is None:
        raise Http404
    language = _language(request, revision)
    passages = _passages(request, person, revision, language)
    fault = ""
    if request.method == "POST":
        fault = _keep(person, revision, language, passages)
        if not fault:
            messages.success(request, _("The translation has been saved."))
            return redirect("update", pk)
    context = {
        "update": here,
        "revision": revision,
        "into": language,
        "others": [pair for pair in Language.choices if pair[0] != revision.language],
        "passages": passages,
        "own": speaks_for(person, here.party_id),
        "fault": fault,
        "shows_sample": here.sample,
        "section": "desk",
    }
    return render(request, "tracker/updates/translate.html", context, status=400 if fault else 200)


def _language(request: HttpRequest, revision: Revision) -> str:
    """Return the language to translate into: the one asked for, else the reader's own."""
    others = [code for code in Language.values if code != revision.language]
    wanted = request.POST.get("language") or request.GET.get("language") or get_language()
    return wanted if wanted in others else others[0]


def _passages(
    request: HttpRequest, person: User, revision: Revision, language: str
) -> list[Passage]:
    there = {row.field: row for row in revision.translations.filter(language=language)}
    own = speaks_for(person, revision.update.party_id)
    passages = []
    for field in UPDATE.narratives:
        kept = there.get(field.name)
        typed = request.POST.get(field.name, kept.content if kept else "")
        if original := getattr(revision, field.name):
            closed = kept is not None and kept.official and not own
            passages.append(
                Passage(field.name, field.label, original, kept, typed=typed, open=not closed)
            )
    return passages


def _keep(person: User, revision: Revision, language: str, passages: list[Passage]) -> str:
    """Keep all that was typed, or nothing of it; return why not, or ""."""
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
