"""Full text, in the text's own language, accents or none.

What was typed becomes a query in each language (`Asked`); a `Source` is SQL that names what can be
found, and the apps above add theirs; the words found are marked where they stand.
"""

from .asking import LONGEST, Asked, Sql, sql_of
from .catalogue import CATALOGUE
from .finding import Hit, Source, best, by_kind
from .marking import Marked, marked
from .spelling import respelled

__all__ = [
    "CATALOGUE",
    "LONGEST",
    "Asked",
    "Hit",
    "Marked",
    "Source",
    "Sql",
    "best",
    "by_kind",
    "marked",
    "respelled",
    "sql_of",
]
