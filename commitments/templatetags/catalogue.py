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
def address(thing: Paragraph | Commitment | Party | Instrument) -> str:
    """Return the address of the page of a paragraph, commitment, party or instrument.

    Paragraphs and commitments of the default instrument have short addresses. Costs a query where
    the instrument was not fetched with them.
    """
    if isinstance(thing, Party):
        return reverse("state" if thing.is_state else "body", args=[thing.code])
    if isinstance(thing, Instrument):
        return reverse("declaration") if thing.is_default else _within(thing, "declaration")
    name, key = (
        ("paragraph", thing.reference)
        if isinstance(thing, Paragraph)
        else ("commitment", thing.code)
    )
    if thing.instrument.is_default:
        return reverse(name, args=[key])
    return _within(thing.instrument, name, key)


def _within(instrument: Instrument, name: str, *keys: str) -> str:
    return reverse(name, args=[instrument.key, *keys])


@register.filter
def words(names: dict[str, str | None]) -> str:
    """Return a text that is written by language, in the reader's language."""
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
    """A segment as it is shown: where its words lead, and which commitment's words begin with it.

    `ends`: code, address and anchor of other commitments whose words end with it. The anchor is
    empty unless all their words are also another's, so that no segment is their own.
    """

    segment: TextSegment
    href: str
    begins: str
    ends: list[tuple[str, str, str]]


@register.inclusion_tag("commitments/instruments/parts/text.html")
def marked(paragraph: Paragraph, here: str = "", beside: bool = False) -> dict[str, object]:
    """Show a paragraph with the words of its commitments marked.

    `here`: the code of the commitment whose page this is. The words lead to the commitment's page,
    or with `beside` to `#standing-<code>` on this page.
    `text`, and `commitments` with their instrument, should be fetched with the paragraph.
    """
    addresses = {
        one.code: f"#standing-{one.code}" if beside else address(one)
        for one in paragraph.commitments.all()
    }
    pieces, shown = [], set()
    for segment in marked_text(paragraph):
        own = segment.own
        others = [code for code in segment.ends if code != own]
        pieces.append(
            LinkedSegment(
                segment=segment,
                href=addresses.get(own, ""),
                begins="" if own in shown else own,
                ends=[
                    (code, addresses[code], "" if code in shown else f"words-{code}")
                    for code in others
                ],
            )
        )
        shown |= {own, *others}
    return {"pieces": pieces, "here": here, "language": paragraph.text.language}
