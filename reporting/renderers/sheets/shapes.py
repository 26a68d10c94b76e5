"""What a sheet is, and the columns that several have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reporting.dataset import LevelCounts
from reporting.renderers.blocks import Fill
from reporting.renderers.edition import Edition, parts

Value = str | int | float | date | None | tuple[str | int | float | None, Fill]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A heading and a width in characters."""

    title: str
    width: float = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table. A value with a fill is (value, fill)."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Value]]
    filters: bool = True


_LEVELS: Final = tuple(
    (key, 12.0)
    for key in (
        *(f"level.{level}" for level in range(5)),
        "level.na",
        "level.withheld",
        "level.silent",
    )
)
COUNTED: Final = (("summary.due", 10.0), ("reported", 10.0), *_LEVELS)


def columns_of(edition: Edition, *keyed: tuple[str, float]) -> list[SheetColumn]:
    """Return columns from keys of words and widths."""
    return [SheetColumn(title=edition.words(key), width=width) for key, width in keyed]


def day(value: str | None) -> date | None:
    """Return the day of an ISO 8601 date or moment; none for none."""
    return date.fromisoformat(value[:10]) if value else None


def yes(edition: Edition, value: bool) -> str:
    """Return yes or no."""
    return edition.words("yes" if value else "no")


def counted(counts: LevelCounts) -> list[Value]:
    """Return what is due, what is reported, and how many stand at each level, as `COUNTED`."""
    return [counts.due, counts.reported, *(number for _fill, _key, number in parts(counts))]
