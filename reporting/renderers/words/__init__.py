"""Every fixed word of the documents by language, and how each writes numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from reporting.renderers.words import annexes, body, en, es, files, fr, front, pt

# A plain sentence, or two: for one, and for any other number `n`. Where several numbers bend one
# sentence, each bends its own words: "{due} {due:update|updates}".
Entry = str | tuple[str, str]


def french_spaces(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return French words with no line broken before a colon, or inside its quotation marks."""

    def kept(text: str) -> str:
        return re.sub(r" (?=[:;?!%»])|(?<=«) ", "\N{NO-BREAK SPACE}", text)

    return {
        key: kept(entry) if isinstance(entry, str) else (kept(entry[0]), kept(entry[1]))
        for key, entry in entries.items()
    }


CATALOGUES: Final[Mapping[str, Mapping[str, Entry]]] = {
    "en": en.WORDS | front.en.WORDS | body.en.WORDS | annexes.en.WORDS | files.en.WORDS,
    "es": es.WORDS | front.es.WORDS | body.es.WORDS | annexes.es.WORDS | files.es.WORDS,
    "fr": french_spaces(
        fr.WORDS | front.fr.WORDS | body.fr.WORDS | annexes.fr.WORDS | files.fr.WORDS
    ),
    "pt": pt.WORDS | front.pt.WORDS | body.pt.WORDS | annexes.pt.WORDS | files.pt.WORDS,
}
# CLDR has no pattern for it: "1er janvier", "1º de janeiro".
FIRST_OF_MONTH: Final = {"fr": "1er", "pt": "1º"}
LOCALES: Final = {"en": "en_US", "es": "es_419", "fr": "fr", "pt": "pt_BR"}


class Number(str):
    """A whole number as a language writes it; "{n:one|many}" picks the words that go with it."""

    __slots__ = ("one",)
    one: bool

    def __format__(self, spec: str) -> str:
        if not spec:
            return str(self)
        one, many = spec.split("|")
        return one if self.one else many


class Words:
    """The fixed words of one language. Knows no clock and nothing of the process."""

    def __init__(self, language: str) -> None:
        """Raises KeyError for a language that is not there."""
        self.language = language
        self._entries = CATALOGUES[language]
        self._locale = Locale.parse(LOCALES[language])
        # A report writes the same few hundred numbers ten thousand times.
        self._numbers: dict[float, str] = {}
        self._counted: dict[int, Number] = {}

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return the words under `key`, whole numbers written as the language does.

        `n` chooses between one and many; in "{name:one|many}" any number chooses its own words.
        Raises KeyError for an unknown key or a missing value.
        """
        entry = self._entries[key]
        if isinstance(entry, tuple):
            one = self._locale.plural_form(values["n"]) == "one"
            entry = entry[0] if one else entry[1]
        return entry.format(
            **{
                name: self._count(value) if type(value) is int else value
                for name, value in values.items()
            }
        )

    def _count(self, value: int) -> Number:
        if value not in self._counted:
            written = Number(self.number(value))
            written.one = self._locale.plural_form(value) == "one"
            self._counted[value] = written
        return self._counted[value]

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of all languages, in the order in which one stands in for another."""
        return tuple(CATALOGUES)

    def has(self, key: str) -> bool:
        """Return whether there are words under `key`."""
        return key in self._entries

    def number(self, value: float) -> str:
        """Return a number as the language writes it."""
        if value not in self._numbers:
            self._numbers[value] = format_decimal(value, locale=self._locale)
        return self._numbers[value]

    def percent(self, part: int, whole: int) -> str:
        """Return a share in per cent, to one decimal; 0 and 100 only where they are exact."""
        if not whole:
            return "–"
        share = min(max(round(part / whole, 3), 0.001), 0.999)
        if part in {0, whole}:
            share = part / whole
        return format_percent(share, locale=self._locale, decimal_quantization=False)

    def date(self, value: str | None) -> str:
        """Return a day (ISO 8601, a moment too) written out; "–" for none."""
        if not value:
            return "–"
        return _long(_day(value), self._locale)

    def moment(self, value: str) -> str:
        """Return a moment (ISO 8601) as day and time in UTC."""
        at = datetime.fromisoformat(value)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        time = format_time(at.time(), format="HH:mm", locale=self._locale)
        return f"{_long(at.date(), self._locale)}, {time} UTC"

    def list(self, items: Iterable[str]) -> str:
        """Return items as a list in a sentence: a, b, and c."""
        return format_list(list(items), locale=self._locale)


def _day(value: str) -> date:
    """Return the day of a date or of a moment, in UTC."""
    if len(value) == len("2012-06-03"):
        return date.fromisoformat(value)
    at = datetime.fromisoformat(value)
    return (at if at.tzinfo is None else at.astimezone(UTC)).date()


def _long(day: date, locale: Locale) -> str:
    """Return a day written out; the first of a month is an ordinal in French and Portuguese."""
    written = str(format_date(day, format="long", locale=locale))
    first = FIRST_OF_MONTH.get(locale.language, "")
    return f"{first}{written[1:]}" if first and day.day == 1 else written
