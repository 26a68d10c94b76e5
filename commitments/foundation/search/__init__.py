"""Full-text search in the language of each text, with or without accents.

What was typed becomes a query in each language (`SearchQuery`); a `SearchSource` is SQL for one
kind of thing that can be found, and each app has its own; words found are marked in their text.
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
