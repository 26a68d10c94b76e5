"""Dates, numbers and lists for templates, in the reader's language, by `foundation.formats`.

Every template has these filters (settings.TEMPLATES). What there is not, None, is written as "".
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django import template

from commitments.foundation import formats
from commitments.foundation.models.languages import active_language as reading
from commitments.parties.models.party import Party

register = template.Library()


class Covering(Protocol):
    """What covers the half-open time [covers_from, covers_to): a reporting period."""

    covers_from: date
    covers_to: date


@register.filter
def number(value: float | Decimal | str | None, decimals: int | None = None) -> str:
    """Write a number with its separators, to so many decimals where that is given.

    A value that is no number, as "<5" for one that its source keeps back, stays as it is.
    """
    if isinstance(value, str):
        return value
    return "" if value is None else formats.number(value, reading(), decimals)


@register.filter
def rate(part: int, whole: int) -> str:
    """Write a share in per cent, to one decimal."""
    return formats.rate(part, whole, reading())


@register.filter
def percent(value: int | None) -> str:
    """Write a number of per cent that is whole by nature."""
    return "" if value is None else formats.percent(value, reading())


@register.filter
def file_size(value: int | None) -> str:
    """Write the size of a file, given in bytes."""
    return "" if value is None else formats.file_size(value, reading())


@register.filter
def day(value: date | None) -> str:
    """Write a day out; of a moment its day in UTC."""
    return formats.day(value, reading()) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """Write a day with its month abbreviated, for tables."""
    return formats.short_day(value, reading()) if value else ""


@register.filter
def day_of_year(value: date | None) -> str:
    """Write a day without its year, where that stands above."""
    return formats.day_of_year(value, reading()) if value else ""


@register.filter
def month(value: date | None) -> str:
    """Write a month and its year."""
    return formats.month(value, reading()) if value else ""


@register.filter
def month_name(value: date | None) -> str:
    """Write the name of a month that stands by itself."""
    return formats.month_name(value, reading()) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """Write a time of day in UTC, where the zone stands above."""
    return formats.clock(value, reading()) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment as day, time and zone (UTC)."""
    return formats.moment(value, reading()) if value else ""


@register.filter
def deadline(value: datetime | None, party: Party | None = None) -> str:
    """Write a deadline in UTC, and where it is a party's in the time of its seat too."""
    place = party.place if party else None
    return formats.deadline(value, reading(), place) if value else ""


@register.filter
def last_day(end: date | None) -> date | None:
    """Return the last day of a half-open interval from its end, the day after."""
    return formats.last_day(end) if end else None


@register.filter
def until(start: date | None, last: date | None) -> str:
    """Write the days from the first to the last, both included."""
    return formats.interval(start, last or start, reading()) if start else ""


@register.filter
def covered(period: Covering) -> str:
    """Write the days a period covers, to its last one."""
    return formats.half_open(period.covers_from, period.covers_to, reading())


@register.filter
def locale_tag(language: str) -> str:
    """Return the tag of a language's locale, for what scripts write: "es-419"."""
    return formats.tag_of(language)


@register.filter
def iso(value: date | None) -> str:
    """Write a day or a moment for programs: ISO 8601."""
    return value.isoformat() if value else ""
