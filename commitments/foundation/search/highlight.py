"""Marking the words found in their texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import connection

from commitments.foundation.models.languages import Language
from commitments.foundation.search.query import SearchQuery

# Control characters, which no text needs: the first two represent <mark> and </mark>, the others
# characters that PostgreSQL would take for part of a tag, a path or a word.
_CONTROLS: Final = [chr(code) for code in range(1, 32) if chr(code) not in "\t\n\r"]
_START, _STOP, *_SIGNS = _CONTROLS
_PARTING: Final = "</«»“”„‘’‚‹›–—…·•¿¡§°\u00a0\u202f"
_RESERVED: Final = str.maketrans(
    dict.fromkeys(_CONTROLS, " ") | dict(zip(_PARTING, _SIGNS, strict=False))
)
_BACK: Final = str.maketrans(dict(zip(_SIGNS, _PARTING, strict=False)))
_EXCERPT: Final = (
    f"StartSel={_START}, StopSel={_STOP}, MaxFragments=2, MaxWords=30, MinWords=12,"
    ' FragmentDelimiter=" … "'
)
# A text of up to _SHORT characters is shown whole. An excerpt begins (or ends) where the text does
# if their first (or last) _ENOUGH characters are the same.
_SHORT: Final = 240
_ENOUGH: Final = 30
_WHOLE: Final = f"StartSel={_START}, StopSel={_STOP}, HighlightAll=true"


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, and the places of the words found in it: [start, end) in code points."""

    words: str
    marks: list[tuple[int, int]] = field(default_factory=list)

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text in pieces, and whether each is a word that was found."""
        pieces, at = [], 0
        for start, end in self.marks:
            pieces += [(self.words[at:start], False), (self.words[start:end], True)]
            at = end
        return [piece for piece in [*pieces, (self.words[at:], False)] if piece[0]]


def marked(
    query: SearchQuery, texts: Sequence[tuple[str, str]], *, whole: bool = False
) -> list[Marked]:
    """Return each (language, text) with the words found; long texts are cut, unless `whole`."""
    if not texts:
        return []
    by_language = query.by_language(Language.values)
    safe = [text.translate(_RESERVED) for _language, text in texts]
    cut = [not whole and len(text) > _SHORT for text in safe]
    # Accents are ignored only where the words do not match as written.
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH typed (language, query, native, plain) AS ({by_language.text})"
            " SELECT ts_headline(CASE WHEN to_tsvector(typed.native, t.words) @@ typed.query"
            " THEN typed.native ELSE typed.plain END, t.words, typed.query,"
            " CASE WHEN t.cut THEN %s ELSE %s END)"
            " FROM unnest(%s::text[], %s::text[], %s::boolean[])"
            " WITH ORDINALITY AS t (language, words, cut, place)"
            " JOIN typed ON typed.language = t.language ORDER BY t.place",
            [
                *by_language.params,
                _EXCERPT,
                _WHOLE,
                [language for language, _text in texts],
                safe,
                cut,
            ],
        )
        headlines = [words for (words,) in cursor.fetchall()]
    return [
        _parsed(_with_ends(headline, text) if short else headline)
        for headline, text, short in zip(headlines, safe, cut, strict=True)
    ]


def _with_ends(headline: str, text: str) -> str:
    """Return an excerpt with an ellipsis where text before or after it is left out."""
    words = headline.replace(_START, "").replace(_STOP, "")
    before = "" if text.startswith(words[:_ENOUGH]) else "… "
    after = "" if text.endswith(words[-_ENOUGH:]) else " …"
    return f"{before}{headline}{after}"


def _parsed(headline: str) -> Marked:
    words, marks, start = "", [], 0
    for piece in re.split(f"([{_START}{_STOP}])", headline.translate(_BACK)):
        if piece == _START:
            start = len(words)
        elif piece == _STOP:
            marks.append((start, len(words)))
        else:
            words += piece
    return Marked(words, marks)
