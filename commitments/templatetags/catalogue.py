"""Addresses and texts of the catalogue for templates."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language

from commitments.foundation.models.languages import Language, in_language, language_shown
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.instrument import Instrument
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.queries.outline import TextSegment, marked_text
from commitments.parties.models.party import Party

register = template.Library()


@register.filter
def address(obj: Paragraph | Commitment | Party | Instrument) -> str:
    """Return the address of the page of a paragraph, commitment, party or instrument.

    Paragraphs and commitments of the default instrument have short addresses. It needs a query
    where the instrument was not fetched with them.
    """
    if isinstance(obj, Party):
        return reverse("state" if obj.is_state else "body", args=[obj.code])
    if isinstance(obj, Instrument):
        return reverse("declaration") if obj.is_default else _within(obj, "declaration")
    name, key = (
        ("paragraph", obj.reference) if isinstance(obj, Paragraph) else ("commitment", obj.code)
    )
    if obj.instrument.is_default:
        return reverse(name, args=[key])
    return _within(obj.instrument, name, key)


def _within(instrument: Instrument, name: str, *keys: str) -> str:
    return reverse(name, args=[instrument.key, *keys])


@register.filter
def words(names: dict[str, str | None]) -> str:
    """Return a text in the reader's language."""
    return in_language(names)


@register.filter
def lang(names: dict[str, str | None]) -> str:
    """Return the attribute `lang` for such a text, where it is not in the page's language."""
    shown = language_shown(names)
    if not names.get(shown) or shown == (get_language() or Language.EN)[:2]:
        return ""
    return format_html(' lang="{}"', shown)


@dataclass(frozen=True, slots=True)
class LinkedSegment:
    """A segment as it is shown: the address of its link, and the commitment that begins with it.

    `ends`: code, address and anchor of other commitments that end with it. The anchor is empty
    unless all words of that commitment are also another's, so that it has no segment by itself.
    """

    segment: TextSegment
    href: str
    begins: str
    ends: list[tuple[str, str, str]]


@register.inclusion_tag("commitments/instruments/parts/text.html")
def marked(paragraph: Paragraph, here: str = "", beside: bool = False) -> dict[str, object]:
    """Show a paragraph with the words of its commitments marked.

    `here`: the code of the commitment whose page this is. The words link to the commitment's page,
    or with `beside` to `#standing-<code>` on this page. Fetch the paragraph with its `text`, and
    its `commitments` with their instrument.
    """
    addresses = {
        commitment.code: f"#standing-{commitment.code}" if beside else address(commitment)
        for commitment in paragraph.commitments.all()
    }
    pieces, shown = [], set()
    for segment in marked_text(paragraph):
        others = [code for code in segment.ends if code != segment.own]
        pieces.append(
            LinkedSegment(
                segment=segment,
                href=addresses.get(segment.own, ""),
                begins="" if segment.own in shown else segment.own,
                ends=[
                    (code, addresses[code], "" if code in shown else f"words-{code}")
                    for code in others
                ],
            )
        )
        shown |= {segment.own, *others}
    return {"pieces": pieces, "here": here, "language": paragraph.text.language}
