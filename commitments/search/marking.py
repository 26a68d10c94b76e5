"""The words found, marked in the text they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import connection

from commitments.models import Language

from .asking import Asked

# Nothing that people write: they stand for <mark>, </mark>, and a "<" that is no tag.
_START, _STOP, _LESS = "\ue000", "\ue001", "\ue002"
_RESERVED: Final = str.maketrans({_START: " ", _STOP: " ", _LESS: " ", "<": _LESS})
_EXCERPT: Final = (
    f"StartSel={_START}, StopSel={_STOP}, MaxFragments=2, MaxWords=30, MinWords=12,"
    ' FragmentDelimiter=" … "'
)
_WHOLE: Final = f"StartSel={_START}, StopSel={_STOP}, HighlightAll=true"


@dataclass(frozen=True, slots=True)
class Marked:
    """Words, and where the ones found stand: [start, end) in code points."""

    words: str
    marks: list[tuple[int, int]] = field(default_factory=list)

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The words in pieces, each with whether it was looked for."""
        made, at = [], 0
        for start, end in self.marks:
            made += [(self.words[at:start], False), (self.words[start:end], True)]
            at = end
        return [piece for piece in [*made, (self.words[at:], False)] if piece[0]]


def marked(asked: Asked, texts: Sequence[tuple[str, str]], *, whole: bool = False) -> list[Marked]:
    """Return each (language, text) with the words found; cut to an excerpt unless `whole`."""
    if not texts:
        return []
    queries = asked.queries(Language.values)
    # The words are those found with their accents where these were, else those found without.
    # The reserved signs keep PostgreSQL from dropping what looks like a tag.
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH asked (language, query, native, plain) AS ({queries.text})"
            " SELECT ts_headline(CASE WHEN to_tsvector(asked.native, t.words) @@ asked.query"
            " THEN asked.native ELSE asked.plain END, t.words, asked.query, %s)"
            " FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS t (language, words, place)"
            " JOIN asked ON asked.language = t.language ORDER BY t.place",
            [
                *queries.params,
                _WHOLE if whole else _EXCERPT,
                [language for language, _text in texts],
                [text.translate(_RESERVED) for _language, text in texts],
            ],
        )
        return [_parsed(words) for (words,) in cursor.fetchall()]


def _parsed(headline: str) -> Marked:
    words, marks, start = "", [], 0
    for piece in re.split(f"([{_START}{_STOP}])", headline.replace(_LESS, "<")):
        if piece == _START:
            start = len(words)
        elif piece == _STOP:
            marks.append((start, len(words)))
        else:
            words += piece
    return Marked(words, marks)
