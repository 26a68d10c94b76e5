"""How dates, numbers and lists are written in each language, in pages, e-mails and documents.

Everything follows the Unicode CLDR through Babel. docs/decisions/ says which locale is used for a
language, and where this module differs from Babel. It knows neither Django nor the database, so
that the renderers of documents can use it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

LOCALES: Final = {"en": "en_US", "es": "es_419", "fr": "fr_FR", "pt": "pt_BR"}
NOTHING: Final = "–"
# CLDR has no pattern for the first of a month: "1er janvier", "1º de janeiro".
_FIRST_OF_MONTH: Final = {"fr": "1er", "pt": "1º"}
_ABBREVIATED_MONTH: Final = re.compile("(?<!M)MMM(?!M)")
# French has a space before a colon, at which no line may break.
_COLON: Final = {"fr": "\N{NO-BREAK SPACE}: "}
_STEP: Final = 1024
_UNITS: Final = ("B", "kB", "MB", "GB")
_FRENCH_UNITS: Final = ("o", "ko", "Mo", "Go")
_ONE_DAY: Final = timedelta(days=1)


class Seat(NamedTuple):
    """A capital or headquarters: its name in the reader's language, its IANA time zone."""

    name: str
    zone: str


def tag_of(language: str) -> str:
    """Return the tag (BCP 47) of a language's locale, for scripts: "es-419"."""
    return LOCALES[language[:2]].replace("_", "-")


@lru_cache
def locale_of(language: str) -> Locale:
    """Return the locale of a language or regional code such as "pt-br". Raises KeyError."""
    return Locale.parse(LOCALES[language[:2]])


def own_name(language: str) -> str:
    """Return the name of a language in itself, as it begins a line: "Français"."""
    locale = locale_of(language)
    return str(locale.get_language_name()).capitalize()


# Numbers ----------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def number(value: float | Decimal, language: str, decimals: int | None = None) -> str:
    """Return a number with the language's separators: 1,775 or 1.775 or 1 775.

    `decimals`: exactly how many are written; None: as many as the value has, at most three.
    """
    shape = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, shape, locale=locale_of(language))


def decimals_of(values: Iterable[float | Decimal]) -> int:
    """Return how many decimals a list, table or chart has: 0 if all values are whole, else 1."""
    return 0 if all(value == int(value) for value in values) else 1


@lru_cache(maxsize=4096)
def rate(part: int, whole: int, language: str) -> str:
    """Return a share in per cent, always to one decimal; a dash where there is no whole.

    0.0% and 100.0% are written only for exactly none and all.
    """
    if not whole:
        return NOTHING
    share = part / whole
    if part not in {0, whole}:
        share = min(max(round(share, 3), 0.001), 0.999)
    return format_percent(share, _percent_shape(language, ".0"), locale=locale_of(language))


def percent(value: int, language: str) -> str:
    """Return a percentage that is always whole, such as progress: "40%", or "40 %" in French."""
    return format_percent(value / 100, _percent_shape(language, ""), locale=locale_of(language))


def _percent_shape(language: str, decimals: str) -> str:
    shape: str = locale_of(language).percent_formats[None].pattern
    return shape.replace("#,##0", f"#,##0{decimals}")


def file_size(size: int, language: str) -> str:
    """Return a size, given in bytes, in the largest unit that fits into it: "1.5 MB"."""
    units = _FRENCH_UNITS if language[:2] == "fr" else _UNITS
    value, unit = float(size), 0
    while value >= _STEP and unit < len(units) - 1:
        value, unit = value / _STEP, unit + 1
    written = number(size, language) if unit == 0 else number(value, language, 1)
    return f"{written}\N{NO-BREAK SPACE}{units[unit]}"


def listed(items: Iterable[str], language: str) -> str:
    """Return items as a list in a sentence: "a, b, and c"."""
    return format_list(list(items), locale=locale_of(language))


# Days -------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def day(value: date, language: str) -> str:
    """Return a day, or the day of a moment in UTC: "July 1, 2011", "1er juillet 2011"."""
    return _ordinal(str(format_date(_utc_day(value), "long", locale_of(language))), value, language)


@lru_cache(maxsize=4096)
def short_day(value: date, language: str) -> str:
    """Return a day with its month abbreviated, for tables: "Jul 1, 2011"."""
    written = str(format_date(_utc_day(value), "medium", locale_of(language)))
    return _ordinal(written, value, language)


def day_of_year(value: date, language: str) -> str:
    """Return a day without its year, where a heading has the year: "July 1"."""
    written = str(format_skeleton("MMMMd", _utc_day(value), locale=locale_of(language)))
    return _ordinal(written, value, language)


def month(value: date, language: str) -> str:
    """Return a month and its year: "July 2011", "julio de 2011"."""
    return str(format_skeleton("yMMMM", _utc_day(value), locale=locale_of(language)))


def month_name(value: date, language: str) -> str:
    """Return the name of a month without its year: "July"."""
    return str(format_date(_utc_day(value), "LLLL", locale_of(language)))


def _utc_day(value: date) -> date:
    if not isinstance(value, datetime):
        return value
    return (value if value.tzinfo is None else value.astimezone(UTC)).date()


def _ordinal(written: str, value: date, language: str) -> str:
    """Return a written day; a "1" at its beginning becomes an ordinal on the first of a month."""
    first = _FIRST_OF_MONTH.get(language[:2])
    begins = re.match(r"1(?!\d)", written)
    return f"{first}{written[1:]}" if first and begins and _utc_day(value).day == 1 else written


# Intervals --------------------------------------------------------------------------------------


def last_day(end: date) -> date:
    """Return the last day of a half-open interval, which ends before `end`."""
    return end - _ONE_DAY


@lru_cache(maxsize=4096)
def interval(first: date, last: date, language: str) -> str:
    """Return the days from `first` to `last`, both included: "July 1 – December 31, 2011"."""
    if first == last:
        return day(first, language)
    return _interval(first, last, language, "yMMMMd", "yMMMd")


def half_open(start: date, end: date, language: str) -> str:
    """Return the days of [start, end): from `start` to the day before `end`."""
    return interval(start, last_day(end), language)


@lru_cache(maxsize=4096)
def period_name(covers_from: date, covers_to: date, language: str) -> str:
    """Return a period's name, for the days [covers_from, covers_to): "July–December 2026".

    Whole years and whole months are named as such, any other period by its first and last day.
    """
    last = last_day(covers_to)
    if covers_from.day != 1 or covers_to.day != 1:
        return interval(covers_from, last, language)
    if covers_from.month == 1 and last.month == 12:
        years = {covers_from.year, last.year}
        return "–".join(str(year) for year in sorted(years))
    if (covers_from.year, covers_from.month) == (last.year, last.month):
        return month(covers_from, language)
    return _interval(covers_from, last, language, "yMMMM", "yMMM")


def _interval(first: date, last: date, language: str, *skeletons: str) -> str:
    """Return an interval by the first skeleton that the locale has patterns for.

    Where CLDR has only a pattern with abbreviated months, they are written out, which its rules
    for matching skeletons allow (UTS 35, part 4).
    """
    locale = locale_of(language)
    patterns = next(found for key in skeletons if (found := locale.interval_formats.get(key)))
    same_year = first.year == last.year
    largest = "d" if same_year and first.month == last.month else "M" if same_year else "y"
    begins, ends = (_ABBREVIATED_MONTH.sub("MMMM", part) for part in patterns[largest])
    start, end = (
        _ordinal(str(format_date(value, part, locale)), value, language)
        for value, part in ((first, begins), (last, ends))
    )
    start = re.sub(r"\s*–\s*$", "", start)
    # A dash between two numbers or words has no spaces around it; one between phrases has.
    is_closed = largest == "d" or " " not in start
    return f"{start}{'–' if is_closed else ' – '}{end.lstrip()}"


# Moments ----------------------------------------------------------------------------------------


def clock(value: datetime, language: str) -> str:
    """Return a time of day in UTC, where a heading has the zone: "23:59"."""
    return _clock(value.astimezone(UTC), language)


def moment(value: datetime, language: str) -> str:
    """Return a moment as day, time and zone: "January 31, 2027, 23:59 UTC"."""
    at = value.astimezone(UTC)
    return f"{day(at.date(), language)}, {_clock(at, language)} UTC"


def deadline(value: datetime, language: str, seat: Seat | None = None) -> str:
    """Return a moment in UTC and beside it in the time of a seat.

    "January 31, 2027, 23:59 UTC (San Salvador: 17:59)"; with the local day where it is another.
    Without a seat, or for a zone that tzdata does not know, in UTC only.
    """
    written = moment(value, language)
    local = _local(value, seat)
    if seat is None or local is None:
        return written
    local_time = _clock(local, language)
    if local.date() != value.astimezone(UTC).date():
        local_time = f"{day(local.date(), language)}, {local_time}"
    return f"{written} ({seat.name}{_COLON.get(language[:2], ': ')}{local_time})"


def _local(value: datetime, seat: Seat | None) -> datetime | None:
    if seat is None or not seat.zone:
        return None
    try:
        return value.astimezone(ZoneInfo(seat.zone))
    except (KeyError, ValueError, OSError):
        # The zone is data: an error in it must not hide the deadline.
        return None


def _clock(at: datetime, language: str) -> str:
    # "Hm" is CLDR's clock of 24 hours.
    return str(format_skeleton("Hm", at, tzinfo=at.tzinfo, locale=locale_of(language)))
