"""The catalogue in the search: its texts, and similar words for a search that found nothing.

All texts are public, and too few to need an index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import chain
from typing import Final

from commitments.foundation.search.query import Sql
from commitments.foundation.search.sources import SearchSource
from commitments.foundation.text import plain_letters
from commitments.models import Commitment, Indicator, Paragraph, Party, Theme

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
# A search of more words is a text that was pasted. _WORD leaves out words of three letters or
# fewer, since these are similar to too many others.
_MOST_WORDS: Final = 6
_NEAR: Final = 0.75
_EACH_LANGUAGE: Final = "CROSS JOIN (VALUES ('en'), ('es'), ('fr'), ('pt')) l (code)"
_PARAGRAPHS: Final = f"""
SELECT g.id, l.code AS language, g.id AS origin,
    setweight(text_words(l.code, coalesce(g.headlines ->> l.code, '')), 'A')
    || text_words(l.code, CASE WHEN t.language = l.code THEN g.quote ELSE '' END) AS words
FROM commitments_paragraph g JOIN commitments_instrumenttext t ON t.id = g.text_id {_EACH_LANGUAGE}
"""
_COMMITMENTS: Final = f"""
SELECT c.id, l.code AS language, c.id AS origin,
    setweight(text_words(l.code, c.code || ' ' || coalesce(c.titles ->> l.code, '')), 'A')
    || text_words(l.code, CASE WHEN t.language = l.code
        THEN c.lead_in || ' ' || c.quote || ' ' || c.tail ELSE '' END) AS words
FROM commitments_commitment c
JOIN commitments_paragraph g ON g.id = c.paragraph_id
JOIN commitments_instrumenttext t ON t.id = g.text_id {_EACH_LANGUAGE}
"""
_THEMES: Final = f"""
SELECT h.id, l.code AS language, h.id AS origin,
    setweight(text_words(l.code, coalesce(h.names ->> l.code, '')), 'A') AS words
FROM commitments_theme h {_EACH_LANGUAGE}
"""
_PARTIES: Final = f"""
SELECT p.id, l.code AS language, p.id AS origin,
    setweight(text_words(l.code, p.code || ' ' || coalesce(p.names ->> l.code, '') || ' '
        || coalesce(p.acronyms ->> l.code, '')), 'A')
    || text_words(l.code, coalesce(p.mandates ->> l.code, '')) AS words
FROM commitments_party p {_EACH_LANGUAGE}
"""
_INDICATORS: Final = f"""
SELECT i.id, l.code AS language, i.id AS origin,
    setweight(text_words(l.code, i.code || ' ' || coalesce(i.titles ->> l.code, '')), 'A')
    || text_words(l.code, CASE WHEN l.code = 'en' THEN i.framework || ' ' || i.source ELSE '' END)
    AS words
FROM commitments_indicator i {_EACH_LANGUAGE}
"""
CATALOGUE: Final = (
    SearchSource("paragraph", "paragraph", Sql(_PARAGRAPHS), paragraph="s.id = %s"),
    SearchSource(
        "commitment",
        "commitment",
        Sql(_COMMITMENTS),
        paragraph="s.id IN (SELECT id FROM commitments_commitment WHERE paragraph_id = %s)",
        party="s.id IN (SELECT commitment_id FROM commitments_responsibility WHERE party_id = %s)",
    ),
    SearchSource("theme", "theme", Sql(_THEMES)),
    SearchSource("party", "party", Sql(_PARTIES), party="s.id = %s"),
    SearchSource(
        "indicator",
        "indicator",
        Sql(_INDICATORS),
        paragraph="s.id IN (SELECT indicator_id FROM commitments_indicator_paragraphs"
        " WHERE paragraph_id = %s)",
    ),
)


def respelled(words: str, *, reader: str) -> str:
    """Return the words with each unknown one replaced by a similar one; "" where none is similar.

    Words in the reader's language are preferred. Reads the whole catalogue, in six queries.
    """
    searched = _WORD.findall(words)
    if not searched or len(searched) > _MOST_WORDS:
        return ""
    # Without accents and capitals → as it is written. The first spelling of a word counts.
    vocabulary: dict[str, str] = {}
    for word in _vocabulary(reader):
        vocabulary.setdefault(plain_letters(word), word.lower())
    changed = words
    for word in searched:
        plain = plain_letters(word)
        if plain in vocabulary:
            continue
        candidates = [each for each in vocabulary if abs(len(each) - len(plain)) <= 2]
        for similar in get_close_matches(plain, candidates, n=1, cutoff=_NEAR):
            changed = re.sub(rf"\b{word}\b", vocabulary[similar], changed, count=1)
    return changed if changed != words else ""


def _vocabulary(reader: str) -> Iterator[str]:
    """Yield the words of the catalogue, those in the reader's language first."""
    names = list(
        chain(
            Commitment.objects.values_list("titles", flat=True),
            Theme.objects.values_list("names", flat=True),
            Party.objects.values_list("names", flat=True),
            Indicator.objects.values_list("titles", flat=True),
            Paragraph.objects.values_list("headlines", flat=True),
        )
    )
    preferred = (name.get(reader) for name in names)
    others = (text for name in names for language, text in name.items() if language != reader)
    for text in chain(preferred, others, Paragraph.objects.values_list("quote", flat=True)):
        yield from _WORD.findall(text or "")
