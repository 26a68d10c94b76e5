"""An instrument's paragraphs with their commitments, and the pieces of text of each. All public."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Prefetch, QuerySet

from commitments.models import Commitment, Instrument, Paragraph


@dataclass(frozen=True, slots=True)
class TextSegment:
    """A piece of a paragraph's text. All pieces in order are the text, character for character.

    `codes`: the commitments whose words, lead-in or tail it is part of, in their order.
    `ends`: those of them whose words end with it.
    `own`: the one whose words it is part of (the shortest, where words overlap), or "".
    """

    text: str
    codes: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    own: str = ""


def outline(instrument: Instrument) -> QuerySet[Paragraph]:
    """Return the paragraphs in the text's order, with commitments, themes and deadlines.

    Makes four queries. Retired commitments are included (`retired_at`).
    """
    commitments = (
        Commitment.objects.filter(instrument=instrument)
        .select_related("instrument", "deadline")
        .prefetch_related("themes")
        .order_by("position")
    )
    return (
        Paragraph.objects.filter(instrument=instrument)
        .select_related("instrument", "text")
        .prefetch_related(Prefetch("commitments", queryset=commitments))
        .order_by("start")
    )


def marked_text(paragraph: Paragraph) -> list[TextSegment]:
    """Return the paragraph's text cut where the words of a current commitment begin or end."""
    spans = [
        (span, commitment)
        for commitment in sorted(paragraph.commitments.all(), key=lambda each: each.position)
        if commitment.retired_at is None
        for span in _spans(commitment)
    ]
    cuts = {paragraph.start, paragraph.end}
    for (start, end), _commitment in spans:
        cuts |= {max(start, paragraph.start), min(end, paragraph.end)}
    return [
        TextSegment(
            text=paragraph.quote[start - paragraph.start : end - paragraph.start],
            codes=tuple(
                dict.fromkeys(
                    commitment.code
                    for (first, last), commitment in spans
                    if first <= start and end <= last
                )
            ),
            ends=tuple(
                commitment.code
                for span, commitment in spans
                if span == (commitment.start, commitment.end) and span[1] == end
            ),
            own=_shortest_around([commitment for _span, commitment in spans], start, end),
        )
        for start, end in pairwise(sorted(cuts))
    ]


def _shortest_around(commitments: list[Commitment], start: int, end: int) -> str:
    """Return the code of the commitment with the shortest words around [start, end), or ""."""
    around = [each for each in commitments if each.start <= start and end <= each.end]
    return min(around, key=lambda each: each.end - each.start).code if around else ""


def _spans(commitment: Commitment) -> list[tuple[int, int]]:
    """Return the spans (start, end) of the words and, where there are any, of lead-in and tail."""
    spans = (
        (commitment.start, commitment.end),
        (commitment.lead_in_start, commitment.lead_in_end),
        (commitment.tail_start, commitment.tail_end),
    )
    return sorted((start, end) for start, end in spans if start is not None and end is not None)
