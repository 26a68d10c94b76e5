"""What was found, as it is shown: fetched by kind, so that queries do not grow with the hits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

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
class Shown:
    """A thing found: its natural key, title, text (to be cut), page, and what it hangs on.

    `language`: of title and text; "" for a title made of names, in the reader's language and not
    marked.
    """

    key: str
    title: str
    text: str
    address: str
    language: str
    about: Sequence[str] = ()
    sample: bool = False
    title_language: str = ""


Shows = Callable[[Sequence[Hit]], dict[int, Shown]]


def _in(names: Mapping[str, str | None], hit: Hit) -> str:
    return names.get(hit.language) or names.get("en") or ""


def paragraphs(hits: Sequence[Hit]) -> dict[int, Shown]:
    """Show paragraphs by their headline and their words."""
    things = Paragraph.objects.select_related("instrument", "text").in_bulk([h.id for h in hits])
    return {
        hit.id: Shown(
            key=one.reference,
            title=_in(one.headlines, hit) or _paragraph(one),
            text=one.quote if one.text.language == hit.language else "",
            address=address(one),
            language=hit.language,
            title_language=hit.language if one.headlines else "",
            about=[*([_paragraph(one)] if one.headlines else []), one.instrument.symbol],
        )
        for hit in hits
        if (one := things.get(hit.id))
    }


def _paragraph(one: Paragraph) -> str:
    return _("Paragraph %(number)s") % {"number": one.reference}


def commitments(hits: Sequence[Hit]) -> dict[int, Shown]:
    """Show commitments by their title and their words."""
    things = Commitment.objects.select_related("instrument", "paragraph__text").in_bulk(
        [hit.id for hit in hits]
    )
    return {
        hit.id: Shown(
            key=one.code,
            title=_in(one.titles, hit),
            text=" ".join(part for part in (one.lead_in, one.quote, one.tail) if part)
            if one.paragraph.text.language == hit.language
            else "",
            address=address(one),
            language=hit.language,
            title_language=hit.language,
            about=[_("Commitment %(code)s") % {"code": one.code}, one.instrument.symbol],
        )
        for hit in hits
        if (one := things.get(hit.id))
    }


def themes(hits: Sequence[Hit]) -> dict[int, Shown]:
    """Show themes by their name."""
    things = Theme.objects.in_bulk([hit.id for hit in hits])
    return {
        hit.id: Shown(
            key=one.key,
            title=_in(one.names, hit),
            text="",
            address=reverse("theme", args=[one.key]),
            language=hit.language,
            title_language=hit.language,
        )
        for hit in hits
        if (one := things.get(hit.id))
    }


def parties(hits: Sequence[Hit]) -> dict[int, Shown]:
    """Show parties by their name, bodies with their part in the text."""
    things = Party.objects.in_bulk([hit.id for hit in hits])
    return {
        hit.id: Shown(
            key=one.code,
            title=_in(one.names, hit),
            text=one.mandates.get(hit.language) or "",
            address=address(one),
            language=hit.language,
            title_language=hit.language,
            about=[str(Party.Kind(one.kind).label), one.acronym],
        )
        for hit in hits
        if (one := things.get(hit.id))
    }


def indicators(hits: Sequence[Hit]) -> dict[int, Shown]:
    """Show indicators by their title, with their source."""
    things = Indicator.objects.in_bulk([hit.id for hit in hits])
    return {
        hit.id: Shown(
            key=one.code,
            title=_in(one.titles, hit),
            text=one.source if hit.language == "en" else "",
            address=reverse("indicator", args=[one.code]),
            language=hit.language,
            title_language=hit.language,
            about=[one.code, one.framework],
        )
        for hit in hits
        if (one := things.get(hit.id))
    }


_FIELDS: Final = tuple(
    field.name
    for field in sorted(UPDATE, key=lambda field: field.searched)  # A before B
    if field.searched
)


def _words(content: Narrative) -> str:
    return "\n".join(words for name in _FIELDS if (words := getattr(content, name)))


def _texts(hits: Iterable[Hit]) -> dict[tuple[str, int], str]:
    """Return the texts that updates were found in, by the table and the id they come from."""
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


def updates(hits: Sequence[Hit]) -> dict[int, Shown]:
    """Show updates by whose they are and of what, with the words found in them."""
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
        hit.id: Shown(
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


def actions(hits: Sequence[Hit]) -> dict[int, Shown]:
    """Show follow-up actions by their title and description."""
    things = FollowUpAction.objects.select_related("party").in_bulk([hit.id for hit in hits])
    return {
        hit.id: Shown(
            key=str(hit.id),
            title=one.title,
            text=one.description,
            address=reverse("action", args=[hit.id]),
            language=one.language,
            title_language=one.language,
            about=[one.party.name, one.get_kind_display(), one.get_status_display()],
            sample=one.sample,
        )
        for hit in hits
        if (one := things.get(hit.id))
    }


def evidence(hits: Sequence[Hit]) -> dict[int, Shown]:
    """Show evidence by its title; its page is that of what it backs."""
    things = Evidence.objects.select_related(
        "update__party",
        "update__period",
        "update__commitment",
        "update__latest_revision",
        "update__published_revision",
        "action__party",
    ).in_bulk([hit.id for hit in hits])
    return {hit.id: _piece(one) for hit in hits if (one := things.get(hit.id))}


def _piece(one: Evidence) -> Shown:
    if one.update is not None:
        party, of = one.update.party, one.update.commitment.code
        about = [party.name, of, _("Period %(key)s") % {"key": one.update.period.name}]
        page, language = reverse("update", args=[one.update.pk]), _of_text(one, one.update)
        sample = one.sample or one.update.sample
    elif one.action is not None:
        about = [one.action.party.name, one.action.title]
        page, language = reverse("action", args=[one.action.pk]), one.action.language
        sample = one.sample or one.action.sample
    else:  # the database holds that it has one owner
        raise ValueError(one.pk)
    spoken = language or (get_language() or "en")[:2]
    return Shown(
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
    """Return the language of a text that holds the piece; of a draft, where only a draft does."""
    if piece.in_published_revision and update.published_revision is not None:
        return update.published_revision.language
    if piece.in_latest_revision and update.latest_revision is not None:
        return update.latest_revision.language
    return update.language


SHOW: Final[Mapping[str, Shows]] = {
    "paragraph": paragraphs,
    "commitment": commitments,
    "theme": themes,
    "party": parties,
    "indicator": indicators,
    "update": updates,
    "action": actions,
    "evidence": evidence,
}
