"""Every fixed word of the documents by language.

Messages are written in English where they are used; `locale/` has their translations, in the
catalogue `documents`. What is named by a key stands in the tables of this package.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from commitments.foundation import formats
from reporting.documents.words.messages import Message
from reporting.documents.words.method import METHOD
from reporting.documents.words.names import NAMES
from reporting.documents.words.workbook import WORKBOOK

LANGUAGES: Final = tuple(formats.LOCALES)
KEYED: Final[Mapping[str, Message]] = NAMES | WORKBOOK | METHOD
_FOLDER: Final = Path(__file__).parents[3] / "locale"


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """Return the translations into a language. Raises KeyError for one that is not there."""
    if language not in LANGUAGES:
        raise KeyError(language)
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("documents", _FOLDER, [language])


class Words:
    """The fixed words of one language. Knows no clock and nothing of the process.

    Messages have named places, as in "%(name)s"; a sign of per cent is written twice. Whole
    numbers are written as the language does; `count` chooses between the forms of a plural, and
    is %(count)s in them. All raise KeyError where a place has no value.
    """

    def __init__(self, language: str) -> None:
        """Raises KeyError for a language that is not there."""
        self.language = language
        self._catalogue = _catalogue(language)

    def gettext(self, message: str, /, **values: object) -> str:
        """Return a message in this language."""
        return self._filled(self._catalogue.gettext(message), values)

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """Return a message as it is meant in a context."""
        return self._filled(self._catalogue.pgettext(context, message), values)

    def ngettext(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the form of a message that goes with a number."""
        return self._filled(self._catalogue.ngettext(one, many, count), values | {"count": count})

    def npgettext(self, context: str, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the form of a message that goes with a number, as it is meant in a context."""
        found = self._catalogue.npgettext(context, one, many, count)
        return self._filled(found, values | {"count": count})

    def by_key(self, key: str, /, **values: object) -> str:
        """Return what is named by a key: "level.0". Raises KeyError for an unknown one."""
        return self.of(KEYED[key], **values)

    def of(self, message: Message, /, **values: object) -> str:
        """Return a message that was marked elsewhere."""
        if message.context:
            return self.pgettext(message.context, message.text, **values)
        return self.gettext(message.text, **values)

    def has(self, key: str) -> bool:
        """Return whether anything is named by `key`."""
        return key in KEYED

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        written = {
            name: self.number(value) if type(value) is int else value
            for name, value in values.items()
        }
        return text % written

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
