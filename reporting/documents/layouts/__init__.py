"""From an edition to a document: which sections a kind of report has, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reporting.documents.blocks import Document, Section
from reporting.documents.edition import Edition
from reporting.documents.layouts.annexes import annexes
from reporting.documents.layouts.changes import correction, since
from reporting.documents.layouts.cooperation import cooperation
from reporting.documents.layouts.cover import cover, foreword
from reporting.documents.layouts.duties import duties
from reporting.documents.layouts.indicators import indicators
from reporting.documents.layouts.matrix import matrix
from reporting.documents.layouts.not_received import silent
from reporting.documents.layouts.paragraphs import paragraphs
from reporting.documents.layouts.party_index import states
from reporting.documents.layouts.summary import summary
from reporting.documents.layouts.trend import trend

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
    "party": (*_BEFORE, summary, since, trend, paragraphs, duties, silent, cooperation, annexes),
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
        running_head=f"{front.symbol} · {front.title}",
        sample_mark=words.gettext("Sample data") if edition.dataset.sample else "",
        draft_mark=words.pgettext("document", "Draft") if edition.draft else "",
        page_words=words.gettext("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        contents_title=words.pgettext("heading", "Contents"),
        colophon=words.gettext("Dataset SHA-256 %(sha256)s", sha256=edition.sha256),
        cover=front,
        sections=tuple(
            section for part in SECTIONS[edition.dataset.kind] for section in part(edition)
        ),
    )
