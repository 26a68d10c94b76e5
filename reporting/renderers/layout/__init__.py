"""From an edition to a document: which sections a kind of report has, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reporting.renderers.blocks import Document, Section
from reporting.renderers.edition import Edition
from reporting.renderers.layout.annexes import annexes
from reporting.renderers.layout.cooperation import cooperation
from reporting.renderers.layout.corrections import correction
from reporting.renderers.layout.cover import cover
from reporting.renderers.layout.duties import duties
from reporting.renderers.layout.foreword import foreword
from reporting.renderers.layout.indicators import indicators
from reporting.renderers.layout.matrix import matrix
from reporting.renderers.layout.paragraphs import paragraphs
from reporting.renderers.layout.silent import silent
from reporting.renderers.layout.since import since
from reporting.renderers.layout.states import states
from reporting.renderers.layout.summary import summary
from reporting.renderers.layout.trend import trend

Part = Callable[[Edition], list[Section]]

# What stands before the facts, in every kind: who sends it, why it was corrected.
_BEFORE: Final = (foreword, correction)
_WHOLE: Final = (
    *_BEFORE,
    summary,
    states,
    matrix,
    since,
    trend,
    paragraphs,
    duties,
    silent,
    cooperation,
    indicators,
    annexes,
)
SECTIONS: Final[dict[str, tuple[Part, ...]]] = {
    "assembly": _WHOLE,
    "council": _WHOLE,
    "party": (
        *_BEFORE,
        summary,
        since,
        trend,
        paragraphs,
        duties,
        silent,
        cooperation,
        annexes,
    ),
    "paragraph": _WHOLE,
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
        draft_mark=words("draft") if edition.draft else "",
        page_words=words("page", page="{page}", pages="{pages}"),
        contents_title=words("contents"),
        colophon=words("colophon", sha256=edition.sha256),
        cover=front,
        sections=tuple(
            section for part in SECTIONS[edition.dataset.kind] for section in part(edition)
        ),
    )
