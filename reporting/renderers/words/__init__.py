"""Every fixed word of the documents by language, and how each writes numbers and dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from reporting.renderers.words import en, es, fr, pt

# A plain sentence, or two: for one, and for any other number `n`.
Entry = str | tuple[str, str]
CATALOGUES: Final[Mapping[str, Mapping[str, Entry]]] = {
    "en": en.WORDS,
    "es": es.WORDS,
    "fr": fr.WORDS,
    "pt": pt.WORDS,
}
LOCALES: Final = {"en": "en_US", "es": "es_419", "fr": "fr", "pt": "pt_BR"}


class Words:
    """The fixed words of one language. Knows no clock and nothing of the process."""

    def __init__(self, language: str) -> None:
        """Raises KeyError for a language that is not there."""
        self.language = language
        self._entries = CATALOGUES[language]
        self._locale = Locale.parse(LOCALES[language])
        # A report writes the same few hundred numbers ten thousand times.
        self._numbers: dict[float, str] = {}

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return the words under `key`, whole numbers written as the language does.

        `n` chooses between one and many. Raises KeyError for an unknown key or a missing value.
        """
        entry = self._entries[key]
        if isinstance(entry, tuple):
            one = self._locale.plural_form(values["n"]) == "one"
            entry = entry[0] if one else entry[1]
        return entry.format(
            **{
                name: self.number(value) if type(value) is int else value
                for name, value in values.items()
            }
        )

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
        return format_date(_day(value), format="long", locale=self._locale)

    def moment(self, value: str) -> str:
        """Return a moment (ISO 8601) as day and time in UTC."""
        at = datetime.fromisoformat(value)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        time = format_time(at.time(), format="HH:mm", locale=self._locale)
        return f"{format_date(at.date(), format='long', locale=self._locale)}, {time} UTC"

    def list(self, items: Iterable[str]) -> str:
        """Return items as a list in a sentence: a, b, and c."""
        return format_list(list(items), locale=self._locale)


def _day(value: str) -> date:
    """Return the day of a date or of a moment, in UTC."""
    if len(value) == len("2012-06-03"):
        return date.fromisoformat(value)
    at = datetime.fromisoformat(value)
    return (at if at.tzinfo is None else at.astimezone(UTC)).date()
