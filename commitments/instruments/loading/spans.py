"""Every quoted word must stand in the source text where the record says."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from commitments.instruments.loading.faults import Faults
from commitments.instruments.loading.folder import INSTRUMENT_FILE
from commitments.instruments.loading.records import Commitment, Instrument, Paragraph, Span


def check(*, name: str, instrument: Instrument, text: str | None, faults: Faults) -> None:
    """Report every span of the instrument in folder `name` that `text` does not bear out.

    `text=None`: the text could not be read, which has been reported.
    """
    _Spans(f"{name}/{INSTRUMENT_FILE}", text, faults).check(instrument)


class _Spans:
    def __init__(self, file: str, text: str | None, faults: Faults) -> None:
        self._file = file
        self._text = text
        self._faults = faults

    def check(self, instrument: Instrument) -> None:
        for at, paragraph in enumerate(instrument.paragraphs):
            path = f"paragraphs[{at}]"
            self._paragraph(paragraph, path)
            for place, commitment in enumerate(paragraph.commitments):
                self._commitment(commitment, paragraph, f"{path}.commitments[{place}]")
        self._order(instrument.paragraphs)
        self._counts(instrument)

    def _paragraph(self, paragraph: Paragraph, path: str) -> None:
        self._words(_span(paragraph), path)
        self._inside(paragraph.verb, paragraph, f"{path}.verb")
        at = paragraph.number_start
        number = f"{paragraph.number}."
        if at is not None and self._text is not None and not self._text.startswith(number, at):
            self._follow(f"{path}.number_start", f"{number!r} does not stand at {at}")

    def _commitment(self, commitment: Commitment, paragraph: Paragraph, path: str) -> None:
        self._inside(_span(commitment), paragraph, path)
        self._inside(commitment.lead_in, paragraph, f"{path}.lead_in")
        self._inside(commitment.tail, paragraph, f"{path}.tail")
        deadline = commitment.deadline
        if deadline is not None and deadline.words not in paragraph.quote:
            self._follow(
                f"{path}.deadline.words", f"not in the paragraph's words: {deadline.words!r}"
            )

    def _inside(self, span: Span | None, paragraph: Paragraph, path: str) -> None:
        if span is None:
            return
        self._words(span, path)
        if not (paragraph.start <= span.start and span.end <= paragraph.end):
            self._follow(
                path,
                f"{span.start}:{span.end} is not inside its paragraph, "
                f"{paragraph.start}:{paragraph.end}",
            )

    def _words(self, span: Span, path: str) -> None:
        if span.start >= span.end:
            self._follow(path, f"ends at {span.end}, not after its start, {span.start}")
            return
        if self._text is None:
            return
        there = self._text[span.start : span.end]
        if there != span.quote:
            self._follow(
                path,
                f"the text has {_short(there)} at {span.start}:{span.end}, "
                f"not the quote {_short(span.quote)}{self._elsewhere(span)}",
            )

    def _elsewhere(self, span: Span) -> str:
        found = (self._text or "").find(span.quote)
        return "" if found < 0 else f" (which stands at {found}:{found + len(span.quote)})"

    def _order(self, paragraphs: list[Paragraph]) -> None:
        numbers: Counter[str] = Counter()
        for at, paragraph in enumerate(paragraphs):
            numbers[paragraph.kind] += 1
            if paragraph.number != numbers[paragraph.kind]:
                self._follow(
                    f"paragraphs[{at}].number",
                    f"{paragraph.kind} paragraph {numbers[paragraph.kind]} is expected here, "
                    f"not {paragraph.number}",
                )
        for at, (before, after) in enumerate(pairwise(paragraphs), start=1):
            if after.start < before.end:
                self._follow(f"paragraphs[{at}].start", "inside the paragraph before it")

    def _counts(self, instrument: Instrument) -> None:
        kinds = Counter[str](paragraph.kind for paragraph in instrument.paragraphs)
        current = sum(
            commitment.retired is None
            for paragraph in instrument.paragraphs
            for commitment in paragraph.commitments
        )
        said = instrument.counts
        for field, promised, found in (
            ("preambular", said.preambular, kinds["preambular"]),
            ("operative", said.operative, kinds["operative"]),
            ("commitments", said.commitments, current),
        ):
            if promised != found:
                self._follow(f"counts.{field}", f"says {promised}, the file holds {found}")

    def _follow(self, path: str, reason: str) -> None:
        self._faults.follow(self._file, path, reason)


def _span(record: Paragraph | Commitment) -> Span:
    return Span(start=record.start, end=record.end, quote=record.quote)


def _short(words: str) -> str:
    return repr(words if len(words) <= 50 else f"{words[:30]}…{words[-15:]}")
