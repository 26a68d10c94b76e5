"""Searching all sources in one statement, which finds each object once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from commitments.foundation.search.query import SearchQuery, Sql


@dataclass(frozen=True, slots=True)
class SearchSource:
    """The texts of one kind of object.

    `rows`: SELECT of (id, language, words, origin): `words` is a tsvector, `origin` the id of the
    row that holds the text, in the table named `table`. `party`, `paragraph`: conditions on `id`
    with one parameter, "" where the kind has no such filter.
    """

    kind: str
    table: str
    rows: Sql
    party: str = ""
    paragraph: str = ""

    def hits(self, query: SearchQuery) -> Sql | None:
        """Return the SELECT of the matches; None where a filter excludes the kind."""
        conditions = ["s.words @@ typed.query"]
        params: list[object] = [self.kind, self.table, *self.rows.params]
        for condition, value in ((self.party, query.party), (self.paragraph, query.paragraph)):
            if value is not None:
                if not condition:
                    return None
                conditions.append(condition)
                params.append(value.pk)
        return Sql(
            "SELECT %s AS kind, %s AS origin_table, s.id, s.language, s.origin,"
            " (ts_rank(s.words, typed.query) * 1000000)::int AS score"
            f" FROM ({self.rows.text}) s JOIN typed ON typed.language = s.language"
            f" WHERE {' AND '.join(conditions)}",
            params,
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """An object found. A higher `score` is a better match; `language`: of the text that matched.

    `total`: how many of its kind were found, if counted.
    """

    kind: str
    id: int
    language: str
    table: str
    origin: int
    score: int
    total: int = 0


def _matches(sources: Iterable[SearchSource], query: SearchQuery) -> Sql | None:
    """Return WITH … `hits`: each object once, in the reader's language where it is found there."""
    pieces = [piece for source in sources if (piece := source.hits(query)) is not None]
    if not pieces:
        return None
    by_language = query.by_language(query.languages)
    everything = " UNION ALL ".join(f"({piece.text})" for piece in pieces)
    return Sql(
        f"WITH typed (language, query, native, plain) AS MATERIALIZED ({by_language.text}),"
        f" everything AS ({everything}),"
        " hits AS (SELECT DISTINCT ON (kind, id) * FROM everything"
        " ORDER BY kind, id, (language = %s) DESC, score DESC)",
        [
            *by_language.params,
            *(value for piece in pieces for value in piece.params),
            query.reader,
        ],
    )


_HIT: Final = "kind, id, language, origin_table, origin, score"


def by_kind(
    sources: Iterable[SearchSource],
    query: SearchQuery,
    *,
    places: Mapping[str, range],
    others: range,
) -> list[Hit]:
    """Return hits by kind, the best first, each with the total of its kind; one query.

    `places`: which hits of a kind to return, from 1; `others`: which of any other kind.
    """
    matches = _matches(sources, query)
    if matches is None:
        return []
    cases, params = "", []
    for kind, numbers in places.items():
        cases += " WHEN %s THEN place BETWEEN %s AND %s"
        params += [kind, numbers.start, numbers.stop - 1]
    condition = f"CASE kind{cases} ELSE place BETWEEN %s AND %s END"
    if not cases:
        condition = "place BETWEEN %s AND %s"
    return _read(
        f"{matches.text} SELECT {_HIT}, total FROM (SELECT *,"
        " row_number() OVER (PARTITION BY kind ORDER BY score DESC, id DESC) AS place,"
        " count(*) OVER (PARTITION BY kind) AS total FROM hits) placed"
        f" WHERE {condition} ORDER BY kind, place",
        [*matches.params, *params, others.start, others.stop - 1],
    )


def best(
    sources: Iterable[SearchSource],
    query: SearchQuery,
    *,
    after: tuple[int, str] | None = None,
    backwards: bool = False,
    limit: int,
) -> list[Hit]:
    """Return hits of all kinds, the best first; one query.

    `after`: score and `kind/id` of the hit to begin after; `backwards`: the hits before it, the
    nearest first.
    """
    matches = _matches(sources, query)
    if matches is None:
        return []
    beyond, params = "", []
    if after is not None:
        less, more = (">", "<") if backwards else ("<", ">")
        beyond = f" WHERE score {less} %s OR (score = %s AND kind || '/' || id {more} %s)"
        params = [after[0], after[0], after[1]]
    order = "score, kind || '/' || id DESC" if backwards else "score DESC, kind || '/' || id"
    return _read(
        f"{matches.text} SELECT {_HIT} FROM hits{beyond} ORDER BY {order} LIMIT %s",
        [*matches.params, *params, limit],
    )


def _read(text: str, params: Sequence[Any]) -> list[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        return [Hit(*row) for row in cursor.fetchall()]
