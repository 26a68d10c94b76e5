"""Dates, numbers and lists for templates, in the reader's language, by `foundation.formats`.

Every template has these filters (settings.TEMPLATES). A missing value is written as "".
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.utils.html import format_html

from commitments.foundation import formats
from commitments.foundation.models.languages import active_language
from commitments.parties.models.party import Party

register = template.Library()


class Covering(Protocol):
    """A reporting period, or anything else that covers the days [covers_from, covers_to)."""

    covers_from: date
    covers_to: date


@register.filter
def number(value: float | Decimal | str | None, decimals: int | None = None) -> str:
    """Write a number with the language's separators, and with `decimals` where they are given.

    A text stays as it is, such as the censored value "<5".
    """
    if isinstance(value, str):
        return value
    return "" if value is None else formats.number(value, active_language(), decimals)


@register.filter
def rate(part: int, whole: int) -> str:
    """Write a share in per cent, to one decimal."""
    return formats.rate(part, whole, active_language())


def _filter(write: Callable[[Any, str], str]) -> Callable[[Any], str]:
    """Return a filter that writes a value in the reader's language."""
    return lambda value: "" if value in (None, "") else write(value, active_language())


percent = register.filter("percent", _filter(formats.percent))
file_size = register.filter("file_size", _filter(formats.file_size))
day = register.filter("day", _filter(formats.day))
short_day = register.filter("short_day", _filter(formats.short_day))
day_of_year = register.filter("day_of_year", _filter(formats.day_of_year))
month = register.filter("month", _filter(formats.month))
month_name = register.filter("month_name", _filter(formats.month_name))
clock = register.filter("clock", _filter(formats.clock))
moment = register.filter("moment", _filter(formats.moment))


@register.filter
def deadline(value: datetime | None, party: Party | None = None) -> str:
    """Write a deadline in UTC, and for a party in the time of its seat too."""
    seat = party.place if party else None
    return formats.deadline(value, active_language(), seat) if value else ""


@register.filter
def last_day(end: date | None) -> date | None:
    """Return the last day of a half-open interval, which ends before `end`."""
    return formats.last_day(end) if end else None


@register.filter
def until(start: date | None, last: date | None) -> str:
    """Write the days from the first to the last, both included."""
    return formats.interval(start, last or start, active_language()) if start else ""


@register.filter
def covered(period: Covering) -> str:
    """Write the days that a period covers, the last one included."""
    return formats.half_open(period.covers_from, period.covers_to, active_language())


@register.filter
def raised(session: object) -> str:
    """Write a session's name, in French with the ordinal's letter raised: XLII<sup>e</sup>."""
    numeral, ordinal, rest = str(session).partition("e session")
    if active_language() != "fr" or not ordinal:
        return str(session)
    return format_html("{}<sup>e</sup> session{}", numeral, rest)


@register.filter
def locale_tag(language: str) -> str:
    """Return the tag of a language's locale, for what scripts write: "es-419"."""
    return formats.tag_of(language)


@register.filter
def iso(value: date | None) -> str:
    """Write a day or a moment for programs: ISO 8601."""
    return value.isoformat() if value else ""
