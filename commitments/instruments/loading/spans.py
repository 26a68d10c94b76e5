"""The source text must have every quote in the place that its record gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from commitments.instruments.loading import records
from commitments.instruments.loading.faults import Location


def check(*, instrument: records.InstrumentRecord, text: str | None, at: Location) -> None:
    """Report every span of the instrument, whose file is `at`, that `text` does not confirm.

    `text=None`: the text could not be read, which has been reported.
    """
    checker = _Spans(text)
    for index, paragraph in enumerate(instrument.paragraphs):
        place = at["paragraphs"][index]
        checker.paragraph(paragraph, place)
        for number, commitment in enumerate(paragraph.commitments):
            checker.commitment(commitment, paragraph, place["commitments"][number])
    _check_order(instrument.paragraphs, at["paragraphs"])
    _check_counts(instrument, at["counts"])


@dataclass(frozen=True)
class _Spans:
    text: str | None

    def paragraph(self, paragraph: records.ParagraphRecord, at: Location) -> None:
        self._quote(_span(paragraph), at)
        self._inside(paragraph.verb, paragraph, at["verb"])
        start, number = paragraph.number_start, f"{paragraph.number}."
        if start is not None and self.text is not None and not self.text.startswith(number, start):
            at["number_start"].follow(f"{number!r} does not stand at {start}")

    def commitment(
        self, commitment: records.CommitmentRecord, paragraph: records.ParagraphRecord, at: Location
    ) -> None:
        self._inside(_span(commitment), paragraph, at)
        self._inside(commitment.lead_in, paragraph, at["lead_in"])
        self._inside(commitment.tail, paragraph, at["tail"])
        deadline = commitment.deadline
        if deadline is not None and deadline.words not in paragraph.quote:
            at["deadline"]["words"].follow(f"not in the paragraph's words: {deadline.words!r}")

    def _inside(
        self, span: records.SpanRecord | None, paragraph: records.ParagraphRecord, at: Location
    ) -> None:
        if span is None:
            return
        self._quote(span, at)
        if not (paragraph.start <= span.start and span.end <= paragraph.end):
            place = f"{paragraph.start}:{paragraph.end}"
            at.follow(f"{span.start}:{span.end} is not inside its paragraph, {place}")

    def _quote(self, span: records.SpanRecord, at: Location) -> None:
        if span.start >= span.end:
            at.follow(f"ends at {span.end}, not after its start, {span.start}")
        elif self.text is not None and span.quote != (text := self.text[span.start : span.end]):
            start = self.text.find(span.quote)
            place = f" (which stands at {start}:{start + len(span.quote)})" if start >= 0 else ""
            at.follow(
                f"the text has {_short(text)} at {span.start}:{span.end}, "
                f"not the quote {_short(span.quote)}{place}"
            )


def _check_order(paragraphs: list[records.ParagraphRecord], at: Location) -> None:
    numbers: Counter[str] = Counter()
    for index, paragraph in enumerate(paragraphs):
        numbers[paragraph.kind] += 1
        if paragraph.number != numbers[paragraph.kind]:
            expected = f"{paragraph.kind} paragraph {numbers[paragraph.kind]}"
            at[index]["number"].follow(f"{expected} is expected here, not {paragraph.number}")
    for index, (before, after) in enumerate(pairwise(paragraphs), start=1):
        if after.start < before.end:
            at[index]["start"].follow("inside the paragraph before it")


def _check_counts(instrument: records.InstrumentRecord, at: Location) -> None:
    kinds = Counter[str](paragraph.kind for paragraph in instrument.paragraphs)
    current = sum(commitment.retired is None for commitment in instrument.commitments)
    counts = instrument.counts
    for field, stated, counted in (
        ("preambular", counts.preambular, kinds["preambular"]),
        ("operative", counts.operative, kinds["operative"]),
        ("commitments", counts.commitments, current),
    ):
        if stated != counted:
            at[field].follow(f"says {stated}, the file holds {counted}")


def _span(record: records.ParagraphRecord | records.CommitmentRecord) -> records.SpanRecord:
    return records.SpanRecord(start=record.start, end=record.end, quote=record.quote)


def _short(words: str) -> str:
    return repr(words if len(words) <= 50 else f"{words[:30]}…{words[-15:]}")
