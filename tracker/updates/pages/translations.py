"""Translating an update: each passage beside its translation."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from commitments.foundation.errors import DomainError, Invalid
from commitments.foundation.pages import find_or_404, person_of
from commitments.models import Language, User
from commitments.people.rules.permissions import speaks_for
from tracker.models import ProgressUpdate, Revision
from tracker.updates.commands import translations
from tracker.updates.rules.permissions import may_translate
from tracker.updates.view_models.translations import TranslatedPassage, translated_passages


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, pk: int) -> HttpResponse:
    """Translate the last revision, field by field; a translation that is emptied is removed."""
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
    passages = translated_passages(revision, language, person, request.POST)
    fault = ""
    if request.method == "POST":
        fault = _save(person, revision, language, passages)
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
    """Return the language to translate into: the one that was sent, else the reader's own."""
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
