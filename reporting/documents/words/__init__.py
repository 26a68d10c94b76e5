"""Every fixed word of the documents by language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from commitments.foundation import formats
from reporting.documents.words import annexes, body, en, es, files, fr, front, pt

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
        # A report writes the same few hundred numbers ten thousand times.
        self._counted: dict[int, Number] = {}

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return the words under `key`, whole numbers written as the language does.

        `n` chooses between one and many; in "{name:one|many}" any number chooses its own words.
        Raises KeyError for an unknown key or a missing value.
        """
        entry = self._entries[key]
        if isinstance(entry, tuple):
            one = formats.is_one(values["n"], self.language)
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
            written.one = formats.is_one(value, self.language)
            self._counted[value] = written
        return self._counted[value]

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of all languages, in the order in which one stands in for another."""
        return tuple(CATALOGUES)

    def has(self, key: str) -> bool:
        """Return whether there are words under `key`."""
        return key in self._entries

    def number(self, value: float, decimals: int | None = None) -> str:
        """Return a number as the language writes it, to so many decimals where that is given."""
        return formats.number(value, self.language, decimals)

    def percent(self, part: int, whole: int) -> str:
        """Return a share in per cent, to one decimal; 0 and 100 only where they are exact."""
        return formats.rate(part, whole, self.language)

    def whole_percent(self, value: int) -> str:
        """Return a number of per cent that is whole by nature: how much of an action is done."""
        return formats.percent(value, self.language)

    def date(self, value: str | None) -> str:
        """Return a day (ISO 8601, a moment too) written out; "–" for none."""
        return formats.day(_day(value), self.language) if value else formats.NOTHING

    def interval(self, first: str, last: str) -> str:
        """Return the days (ISO 8601) from the first to the last, both included."""
        return formats.interval(_day(first), _day(last), self.language)

    def covered(self, start: str, end: str) -> str:
        """Return the days of a half-open interval (ISO 8601): its last is the one before `end`."""
        return formats.half_open(_day(start), _day(end), self.language)

    def period_name(self, start: str, end: str) -> str:
        """Return the name people use for the half-open time (ISO 8601) that a period covers."""
        return formats.period_name(_day(start), _day(end), self.language)

    def moment(self, value: str) -> str:
        """Return a moment (ISO 8601) as day and time in UTC."""
        at = datetime.fromisoformat(value)
        return formats.moment(at.replace(tzinfo=UTC) if at.tzinfo is None else at, self.language)

    def list(self, items: Iterable[str]) -> str:
        """Return items as a list in a sentence: a, b, and c."""
        return formats.listed(items, self.language)


def _day(value: str) -> date:
    """Return the day of a date or of a moment, in UTC."""
    if len(value) == len("2012-06-03"):
        return date.fromisoformat(value)
    at = datetime.fromisoformat(value)
    return (at if at.tzinfo is None else at.astimezone(UTC)).date()
