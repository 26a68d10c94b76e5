"""What a sheet is, and the columns that several have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from reporting.dataset import LevelCounts
from reporting.renderers.blocks import Fill
from reporting.renderers.edition import Edition, parts

Value = str | int | float | date | None | tuple[str | int | float | None, Fill]
# How numbers of a column are written; "" as they are.
Form = Literal["", "share", "money", "year", "percent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A heading and a width in characters. `key`: of its words, "" where it is a thing's name."""

    title: str
    width: float = 14
    key: str = ""
    form: Form = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table. A value with a fill is (value, fill). `key`: of its name, `sheet.{key}`."""

    key: str
    name: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Value]]
    filters: bool = True


LEVELS: Final = (
    *(f"level.{level}" for level in range(5)),
    "level.na",
    "level.withheld",
    "level.silent",
)
_FORMS: Final[dict[str, Form]] = {
    "column.share": "share",
    "action.cost": "money",
    "column.year": "year",
    "action.percent": "percent",
}
COUNTED: Final = (
    ("summary.due", 10.0),
    ("reported", 11.0),
    ("column.share", 13.0),
    *((key, 12.0) for key in LEVELS),
)


def sheet(
    edition: Edition,
    key: str,
    rows: Sequence[Sequence[Value]],
    *keyed: tuple[str, float],
    filters: bool = True,
) -> Sheet:
    """Return a sheet from keys of words and widths of its columns."""
    columns = [
        SheetColumn(title=edition.words(word), width=width, key=word, form=_FORMS.get(word, ""))
        for word, width in keyed
    ]
    name = edition.words(f"sheet.{key}")
    return Sheet(key=key, name=name, columns=columns, rows=rows, filters=filters)


def day(value: str | None) -> date | None:
    """Return the day of an ISO 8601 date or moment; none for none."""
    return date.fromisoformat(value[:10]) if value else None


def yes(edition: Edition, value: bool) -> str:
    """Return yes or no."""
    return edition.words("yes" if value else "no")


def share(counts: LevelCounts) -> float | None:
    """Return which share of what is due was reported, 0 to 1; none where none is due."""
    return counts.reported / counts.due if counts.due else None


def counted(counts: LevelCounts) -> list[Value]:
    """Return what is due, what is reported and its share, how many at each level, as `COUNTED`."""
    levels = [number for _fill, _key, number in parts(counts)]
    return [counts.due, counts.reported, share(counts), *levels]


def painted(level: int | None, shown: str | int | None = None) -> Value:
    """Return a level, or what is shown for it, in its colour; none stays empty."""
    if level is None:
        return shown
    fills: Sequence[Fill] = ("level-0", "level-1", "level-2", "level-3", "level-4")
    return (level if shown is None else shown, fills[level])
