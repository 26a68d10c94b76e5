"""The results of a search, fetched by kind, so that queries do not grow in number with the hits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final, TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.foundation.search import Hit
from commitments.models import Commitment, Indicator, Paragraph, Party, Theme
from commitments.templatetags.catalogue import address
from tracker.actions.models import FollowUpAction
from tracker.evidence.models import Evidence
from tracker.fields import UPDATE
from tracker.updates.models.narrative import Narrative
from tracker.updates.models.revision import NarrativeTranslation, Revision
from tracker.updates.models.update import ProgressUpdate


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One result: its natural key, title, whole text, page, and what it belongs to (`about`).

    `language`: that of the text; `title_language`: that of the title, "" for a title made of names
    in the reader's language, which is not marked.
    """

    key: str
    title: str
    text: str
    address: str
    language: str
    about: Sequence[str] = ()
    sample: bool = False
    title_language: str = ""


# Shows the hits of one kind, by the id of what was found. What was deleted since is left out.
Shows = Callable[[Sequence[Hit]], dict[int, SearchResult]]
Row = TypeVar("Row", bound=Model)
# In the order of their weight, A before B.
_SEARCHED: Final = sorted((field for field in UPDATE if field.searched), key=attrgetter("searched"))
_FIELDS: Final = tuple(field.name for field in _SEARCHED)


def _each(rows: QuerySet[Row], show: Callable[[Row, Hit], SearchResult]) -> Shows:
    def show_all(hits: Sequence[Hit]) -> dict[int, SearchResult]:
        found = rows.in_bulk([hit.id for hit in hits])
        return {hit.id: show(found[hit.id], hit) for hit in hits if hit.id in found}

    return show_all


def _named(
    hit: Hit,
    names: Mapping[str, str | None],
    key: str,
    address: str,
    text: str = "",
    about: Sequence[str] = (),
) -> SearchResult:
    """Return the result for an object with names by language; its title is in that of the hit."""
    title = names.get(hit.language) or names.get("en") or ""
    language = hit.language
    return SearchResult(key, title, text, address, language, about, title_language=language)


def _paragraph(paragraph: Paragraph, hit: Hit) -> SearchResult:
    key, page, symbol = paragraph.reference, address(paragraph), paragraph.instrument.symbol
    number = _("Paragraph %(number)s") % {"number": key}
    text = paragraph.quote if paragraph.text.language == hit.language else ""
    if not paragraph.headlines:
        return SearchResult(key, number, text, page, hit.language, [symbol])
    result = _named(hit, paragraph.headlines, key, page, text, [number, symbol])
    return replace(result, title=result.title or number)


def _commitment(commitment: Commitment, hit: Hit) -> SearchResult:
    words = " ".join(filter(None, (commitment.lead_in, commitment.quote, commitment.tail)))
    text = words if commitment.paragraph.text.language == hit.language else ""
    number = _("Commitment %(code)s") % {"code": commitment.code}
    about = [number, commitment.instrument.symbol]
    return _named(hit, commitment.titles, commitment.code, address(commitment), text, about)


def _theme(theme: Theme, hit: Hit) -> SearchResult:
    return _named(hit, theme.names, theme.key, reverse("theme", args=[theme.key]))


def _party(party: Party, hit: Hit) -> SearchResult:
    mandate = party.mandates.get(hit.language) or ""
    about = [party.get_kind_display(), party.acronym]
    return _named(hit, party.names, party.code, address(party), mandate, about)


def _indicator(indicator: Indicator, hit: Hit) -> SearchResult:
    page = reverse("indicator", args=[indicator.code])
    source = indicator.source if hit.language == "en" else ""
    about = [indicator.code, indicator.framework]
    return _named(hit, indicator.titles, indicator.code, page, source, about)


def _action(action: FollowUpAction, hit: Hit) -> SearchResult:
    return SearchResult(
        key=str(action.pk),
        title=action.title,
        text=action.description,
        address=reverse("action", args=[action.pk]),
        language=action.language,
        title_language=action.language,
        about=[action.party.name, action.get_kind_display(), action.get_status_display()],
        sample=action.sample,
    )


def _texts(hits: Iterable[Hit]) -> dict[tuple[str, int], str]:
    """Return the texts in which updates were found, by their table and id."""
    ids: dict[str, list[int]] = defaultdict(list)
    for hit in hits:
        ids[hit.table].append(hit.origin)
    revisions = Revision.objects.only("pk", *_FIELDS).in_bulk(ids["revision"])
    drafts = ProgressUpdate.objects.only("pk", *_FIELDS).in_bulk(ids["draft"])
    translations = NarrativeTranslation.objects.only("content").in_bulk(ids["translation"])
    return {
        **{("revision", pk): _words(revision) for pk, revision in revisions.items()},
        **{("draft", pk): _words(draft) for pk, draft in drafts.items()},
        **{("translation", pk): found.content for pk, found in translations.items()},
    }


def _words(content: Narrative) -> str:
    return "\n".join(words for name in _FIELDS if (words := getattr(content, name)))


def _updates(hits: Sequence[Hit]) -> dict[int, SearchResult]:
    """Show updates by their party and commitment, with the text in which they were found."""
    updates = (
        ProgressUpdate.objects.select_related("party", "period", "commitment")
        .only(
            *("sample", "party", "commitment__code", "commitment__titles"),
            *("period__covers_from", "period__covers_to"),
        )
        .in_bulk([hit.id for hit in hits])
    )
    texts = _texts(hits)
    kinds = {"draft": [_("Draft")], "translation": [_("Translation")]}
    return {
        hit.id: SearchResult(
            key=str(hit.id),
            title=f"{update.party.name} · {update.commitment.code} {update.commitment.title}",
            text=texts.get((hit.table, hit.origin), ""),
            address=reverse("update", args=[hit.id]),
            language=hit.language,
            about=[_("Period %(key)s") % {"key": update.period.name}, *kinds.get(hit.table, ())],
            sample=update.sample,
        )
        for hit in hits
        if (update := updates.get(hit.id))
    }


def _evidence(evidence: Evidence, hit: Hit) -> SearchResult:
    update, action = evidence.update, evidence.action
    if update is not None:
        period = _("Period %(key)s") % {"key": update.period.name}
        about = [update.party.name, update.commitment.code, period]
        page, language = reverse("update", args=[update.pk]), _language_of(evidence, update)
        sample = evidence.sample or update.sample
    elif action is not None:
        about = [action.party.name, action.title]
        page, language = reverse("action", args=[action.pk]), action.language
        sample = evidence.sample or action.sample
    else:  # a constraint of the database: it belongs to one of the two
        raise ValueError(evidence.pk)
    language = language or (get_language() or "en")[:2]
    return SearchResult(
        key=str(evidence.pk),
        title=evidence.title,
        text="",
        address=page,
        language=language,
        title_language=language,
        about=about,
        sample=sample,
    )


def _language_of(evidence: Evidence, update: ProgressUpdate) -> str:
    """Return the language of the text that has the evidence: of a revision, else of the draft."""
    if evidence.in_published_revision and update.published_revision is not None:
        return update.published_revision.language
    if evidence.in_latest_revision and update.latest_revision is not None:
        return update.latest_revision.language
    return update.language


SHOW: Final[Mapping[str, Shows]] = {
    "paragraph": _each(Paragraph.objects.select_related("instrument", "text"), _paragraph),
    "commitment": _each(
        Commitment.objects.select_related("instrument", "paragraph__text"), _commitment
    ),
    "theme": _each(Theme.objects.all(), _theme),
    "party": _each(Party.objects.all(), _party),
    "indicator": _each(Indicator.objects.all(), _indicator),
    "update": _updates,
    "action": _each(FollowUpAction.objects.select_related("party"), _action),
    "evidence": _each(
        Evidence.objects.select_related(
            *("update__party", "update__period", "update__commitment", "action__party"),
            *("update__latest_revision", "update__published_revision"),
        ),
        _evidence,
    ),
}
