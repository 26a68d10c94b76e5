"""From an edition to a document: which sections a kind of report has, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reporting.renderers.blocks import Document, Section
from reporting.renderers.edition import Edition
from reporting.renderers.layout.annexes import annexes
from reporting.renderers.layout.cooperation import cooperation
from reporting.renderers.layout.cover import cover
from reporting.renderers.layout.duties import duties
from reporting.renderers.layout.indicators import indicators
from reporting.renderers.layout.matrix import matrix
from reporting.renderers.layout.paragraphs import paragraphs
from reporting.renderers.layout.silent import silent
from reporting.renderers.layout.summary import summary

Part = Callable[[Edition], list[Section]]

SECTIONS: Final[dict[str, tuple[Part, ...]]] = {
    "assembly": (
        summary,
        matrix,
        paragraphs,
        duties,
        silent,
        cooperation,
        indicators,
        annexes,
    ),
    "council": (
        summary,
        matrix,
        paragraphs,
        duties,
        silent,
        cooperation,
        indicators,
        annexes,
    ),
    "party": (summary, paragraphs, duties, silent, cooperation, annexes),
    "paragraph": (summary, matrix, paragraphs, duties, silent, cooperation, indicators, annexes),
}


def lay_out(edition: Edition) -> Document:
    """Return the document of an edition. Raises KeyError for a kind without sections."""
    words = edition.words
    front = cover(edition)
    return Document(
        language=words.language,
        title=front.title,
        date=edition.dataset.as_of[:10],
        running_head=words("head", symbol=front.symbol, title=front.title),
        sample_mark=words("sample") if edition.dataset.sample else "",
        page_words=words("page", page="{page}", pages="{pages}"),
        contents_title=words("contents"),
        colophon=words("colophon", sha256=edition.sha256),
        cover=front,
        sections=tuple(
            section for part in SECTIONS[edition.dataset.kind] for section in part(edition)
        ),
    )
