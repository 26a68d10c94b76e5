"""What was typed into a search, as a query in each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from commitments.foundation.models.languages import Language
from commitments.foundation.text import plain_letters
from commitments.instruments.models.paragraph import Paragraph
from commitments.parties.models.party import Party

LONGEST: Final = 200
# The last word typed also finds words that begin with it, if it has this many letters.
_LEAST_PREFIX: Final = 3
_NATIVE: Final = {"en": "english", "es": "spanish", "fr": "french", "pt": "portuguese"}
# PostgreSQL knows only one kind of quotation marks.
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„«»", '"'))
# PostgreSQL's configuration, and ours that ignores accents. "" is for texts of unknown language.
_CONFIGURATIONS: Final = {
    **{code: (f"pg_catalog.{name}", f"{name}_plain") for code, name in _NATIVE.items()},
    "": ("pg_catalog.simple", "pg_catalog.simple"),
}


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with its parameters, in order."""

    text: str
    params: Sequence[Any] = ()


def sql_of(queryset: QuerySet[Any]) -> Sql:
    """Return the statement of a queryset, also where Django knows that it is empty."""
    try:
        return Sql(*queryset.order_by().query.sql_with_params())
    except EmptyResultSet:
        return Sql("SELECT NULL::bigint WHERE FALSE")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A search: the words as typed (not empty), and the filters.

    `language`: of the texts. `reader`: the reader's language, which is preferred where an object is
    found in several languages.
    """

    words: str
    reader: str = Language.EN
    kind: str = ""
    party: Party | None = None
    paragraph: Paragraph | None = None
    language: str = ""

    @property
    def languages(self) -> list[str]:
        """The languages of the texts to search; "" is for texts without one."""
        return [self.language] if self.language else ["", *Language.values]

    def by_language(self, languages: Iterable[str]) -> Sql:
        """Return the query in each language, as rows (language, query, native, plain)."""
        words = self.words.translate(_QUOTES)
        rest, last = _last_word(words)
        rows, params = [], []
        for language in languages:
            query, values = "text_query(%s, %s)", [language, words]
            if last:
                query += " || (text_query(%s, %s) && to_tsquery('simple', %s))"
                values += [language, rest, f"{last}:*"]
            rows.append(f"(%s, {query}, %s::regconfig, %s::regconfig)")
            params += [language, *values, *_CONFIGURATIONS[language]]
        return Sql(f"VALUES {', '.join(rows)}", params)


def _last_word(words: str) -> tuple[str, str]:
    """Return the words before the last one, and the last one without accents.

    The last one is "" if it ends a phrase, is excluded, or is too short to find longer words.
    """
    *before, last = words.split() or [""]
    bare = plain_letters(last)
    is_prefix = re.fullmatch(rf"[^\W_]{{{_LEAST_PREFIX},}}", bare) and words.count('"') % 2 == 0
    return " ".join(before), bare if is_prefix else ""
