"""Full-text search in the language of each text, with or without accents.

A `SearchQuery` is what was typed, as a query in each language. Each app has a `SearchSource`, which
is SQL, for each kind of object that can be found. The words found are marked in their text.
"""

from commitments.foundation.search.highlight import Marked, marked
from commitments.foundation.search.query import LONGEST, SearchQuery, Sql, sql_of
from commitments.foundation.search.sources import Hit, SearchSource, best, by_kind

__all__ = [
    "LONGEST",
    "Hit",
    "Marked",
    "SearchQuery",
    "SearchSource",
    "Sql",
    "best",
    "by_kind",
    "marked",
    "sql_of",
]
