"""Addresses and words of the catalogue for templates."""

from __future__ import annotations

from django import template
from django.urls import reverse

from commitments.models import Commitment, Instrument, Paragraph, Party
from commitments.selectors import marked_text

register = template.Library()


@register.filter
def address(thing: Paragraph | Commitment | Party | Instrument) -> str:
    """Return the page of a paragraph, commitment, party or instrument.

    What belongs to the default instrument has the short address. Costs a query where the
    instrument was not fetched with it.
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


@register.inclusion_tag("commitments/parts/text.html")
def marked(paragraph: Paragraph, here: str = "") -> dict[str, object]:
    """Show a paragraph with the words of its commitments marked; `here` is the one in hand.

    Wants `text`, and `commitments` with their instrument, fetched with the paragraph.
    """
    addresses = {one.code: address(one) for one in paragraph.commitments.all()}
    return {
        "segments": [
            (segment, [(code, addresses[code]) for code in segment.ends])
            for segment in marked_text(paragraph)
        ],
        "here": here,
        "language": paragraph.text.language,
    }
