"""What was typed, as a query in each language."""

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
# Of what is typed last, at least so many letters are taken for the beginning of a word.
_LEAST_PREFIX: Final = 3
_NATIVE: Final = {"en": "english", "es": "spanish", "fr": "french", "pt": "portuguese"}
# Whatever quotes are typed, PostgreSQL knows one.
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„«»", '"'))
# As PostgreSQL stems words with their accents, and as we have it do without. "": nobody said in
# which language.
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
    """Return the statement of a queryset; one that finds nothing, where it can find nothing."""
    try:
        return Sql(*queryset.order_by().query.sql_with_params())
    except EmptyResultSet:
        return Sql("SELECT NULL::bigint WHERE FALSE")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for: words as typed (not empty), and what narrows it.

    `language`: of the text found. `reader`: the reader's own, preferred where one thing is found in
    several.
    """

    words: str
    reader: str = Language.EN
    kind: str = ""
    party: Party | None = None
    paragraph: Paragraph | None = None
    language: str = ""

    @property
    def languages(self) -> list[str]:
        """The languages to look in; "" is what says none."""
        return [self.language] if self.language else ["", *Language.values]

    def queries(self, languages: Iterable[str]) -> Sql:
        """Return the rows (language, query, native, plain) of what is asked in each language."""
        words = self.words.translate(_QUOTES)
        rest, last = _last_word(words)
        rows, params = [], []
        for language in languages:
            query, given = "text_query(%s, %s)", [language, words]
            if last:
                query += " || (text_query(%s, %s) && to_tsquery('simple', %s))"
                given += [language, rest, f"{last}:*"]
            rows.append(f"(%s, {query}, %s::regconfig, %s::regconfig)")
            params += [language, *given, *_CONFIGURATIONS[language]]
        return Sql(f"VALUES {', '.join(rows)}", params)


def _last_word(words: str) -> tuple[str, str]:
    """Return what stands before the last word, and that word without accents, "" where none.

    It is none where it ends a phrase, is excluded, or is too short to begin anything by.
    """
    *before, last = words.split() or [""]
    bare = plain_letters(last)
    begun = re.fullmatch(rf"[^\W_]{{{_LEAST_PREFIX},}}", bare) and words.count('"') % 2 == 0
    return " ".join(before), bare if begun else ""
