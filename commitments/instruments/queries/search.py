"""The texts of the catalogue for the search. All are public, and too few to need an index."""

from __future__ import annotations

from typing import Final

from commitments.foundation.search.query import Sql
from commitments.foundation.search.sources import SearchSource

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
