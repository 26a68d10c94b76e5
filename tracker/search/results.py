"""The results of a search. They are fetched by kind: queries do not grow with the hits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
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


# Shows the hits of one kind, by the id of what was found; what is gone since is left out.
Shows = Callable[[Sequence[Hit]], dict[int, SearchResult]]
Row = TypeVar("Row", bound=Model)


def _each(rows: QuerySet[Row], show: Callable[[Row, Hit], SearchResult]) -> Shows:
    def show_all(hits: Sequence[Hit]) -> dict[int, SearchResult]:
        found = rows.in_bulk([hit.id for hit in hits])
        return {hit.id: show(found[hit.id], hit) for hit in hits if hit.id in found}

    return show_all


def _name(names: Mapping[str, str | None], hit: Hit) -> str:
    return names.get(hit.language) or names.get("en") or ""


def _paragraph(one: Paragraph, hit: Hit) -> SearchResult:
    number = _("Paragraph %(number)s") % {"number": one.reference}
    return SearchResult(
        key=one.reference,
        title=_name(one.headlines, hit) or number,
        text=one.quote if one.text.language == hit.language else "",
        address=address(one),
        language=hit.language,
        title_language=hit.language if one.headlines else "",
        about=[*([number] if one.headlines else []), one.instrument.symbol],
    )


def _commitment(one: Commitment, hit: Hit) -> SearchResult:
    words = " ".join(part for part in (one.lead_in, one.quote, one.tail) if part)
    return SearchResult(
        key=one.code,
        title=_name(one.titles, hit),
        text=words if one.paragraph.text.language == hit.language else "",
        address=address(one),
        language=hit.language,
        title_language=hit.language,
        about=[_("Commitment %(code)s") % {"code": one.code}, one.instrument.symbol],
    )


def _theme(one: Theme, hit: Hit) -> SearchResult:
    return SearchResult(
        key=one.key,
        title=_name(one.names, hit),
        text="",
        address=reverse("theme", args=[one.key]),
        language=hit.language,
        title_language=hit.language,
    )


def _party(one: Party, hit: Hit) -> SearchResult:
    return SearchResult(
        key=one.code,
        title=_name(one.names, hit),
        text=one.mandates.get(hit.language) or "",
        address=address(one),
        language=hit.language,
        title_language=hit.language,
        about=[str(Party.Kind(one.kind).label), one.acronym],
    )


def _indicator(one: Indicator, hit: Hit) -> SearchResult:
    return SearchResult(
        key=one.code,
        title=_name(one.titles, hit),
        text=one.source if hit.language == "en" else "",
        address=reverse("indicator", args=[one.code]),
        language=hit.language,
        title_language=hit.language,
        about=[one.code, one.framework],
    )


def _action(one: FollowUpAction, hit: Hit) -> SearchResult:
    return SearchResult(
        key=str(one.pk),
        title=one.title,
        text=one.description,
        address=reverse("action", args=[one.pk]),
        language=one.language,
        title_language=one.language,
        about=[one.party.name, one.get_kind_display(), one.get_status_display()],
        sample=one.sample,
    )


_FIELDS: Final = tuple(
    field.name
    for field in sorted(UPDATE, key=lambda field: field.searched)  # A before B
    if field.searched
)


def _words(content: Narrative) -> str:
    return "\n".join(words for name in _FIELDS if (words := getattr(content, name)))


def _texts(hits: Iterable[Hit]) -> dict[tuple[str, int], str]:
    """Return the texts in which updates were found, by their table and id."""
    wanted: dict[str, list[int]] = {}
    for hit in hits:
        wanted.setdefault(hit.table, []).append(hit.origin)
    found: dict[tuple[str, int], str] = {}
    if ids := wanted.get("revision"):
        revisions = Revision.objects.only("pk", *_FIELDS).in_bulk(ids)
        found |= {("revision", pk): _words(row) for pk, row in revisions.items()}
    if ids := wanted.get("draft"):
        drafts = ProgressUpdate.objects.only("pk", *_FIELDS).in_bulk(ids)
        found |= {("draft", pk): _words(row) for pk, row in drafts.items()}
    if ids := wanted.get("translation"):
        for pk, words in NarrativeTranslation.objects.filter(pk__in=ids).values_list(
            "pk", "content"
        ):
            found["translation", pk] = words
    return found


def updates(hits: Sequence[Hit]) -> dict[int, SearchResult]:
    """Show updates by their party and commitment, with the text in which they were found."""
    things = (
        ProgressUpdate.objects.select_related("party", "period", "commitment")
        .only(
            *("sample", "party", "commitment__code", "commitment__titles"),
            *("period__covers_from", "period__covers_to"),
        )
        .in_bulk([hit.id for hit in hits])
    )
    texts = _texts(hits)
    return {
        hit.id: SearchResult(
            key=str(hit.id),
            title=f"{one.party.name} · {one.commitment.code} {one.commitment.title}",
            text=texts.get((hit.table, hit.origin), ""),
            address=reverse("update", args=[hit.id]),
            language=hit.language,
            about=[
                _("Period %(key)s") % {"key": one.period.name},
                *([_("Draft")] if hit.table == "draft" else []),
                *([_("Translation")] if hit.table == "translation" else []),
            ],
            sample=one.sample,
        )
        for hit in hits
        if (one := things.get(hit.id))
    }


def _evidence(one: Evidence, hit: Hit) -> SearchResult:
    if one.update is not None:
        party, of = one.update.party, one.update.commitment.code
        about = [party.name, of, _("Period %(key)s") % {"key": one.update.period.name}]
        page, language = reverse("update", args=[one.update.pk]), _of_text(one, one.update)
        sample = one.sample or one.update.sample
    elif one.action is not None:
        about = [one.action.party.name, one.action.title]
        page, language = reverse("action", args=[one.action.pk]), one.action.language
        sample = one.sample or one.action.sample
    else:  # a constraint of the database: it has one owner
        raise ValueError(one.pk)
    spoken = language or (get_language() or "en")[:2]
    return SearchResult(
        key=str(one.pk),
        title=one.title,
        text="",
        address=page,
        language=spoken,
        title_language=spoken,
        about=about,
        sample=sample,
    )


def _of_text(piece: Evidence, update: ProgressUpdate) -> str:
    """Return the language of the text that has the evidence: of a revision, else of the draft."""
    if piece.in_published_revision and update.published_revision is not None:
        return update.published_revision.language
    if piece.in_latest_revision and update.latest_revision is not None:
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
    "update": updates,
    "action": _each(FollowUpAction.objects.select_related("party"), _action),
    "evidence": _each(
        Evidence.objects.select_related(
            "update__party",
            "update__period",
            "update__commitment",
            "update__latest_revision",
            "update__published_revision",
            "action__party",
        ),
        _evidence,
    ),
}
