"""Full text, in the text's own language, accents or none.

What was typed becomes a query in each language (`Asked`); a `Source` is SQL that names what can be
found, and the apps above add theirs; the words found are marked where they stand.
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
