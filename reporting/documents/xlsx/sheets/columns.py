"""What a sheet is, and the columns that several have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Literal, NamedTuple

from commitments.foundation.formats import last_day
from reporting.dataset.schema import LevelCounts
from reporting.documents.blocks import Fill
from reporting.documents.edition import Edition, parts

# How numbers of a column are written; "" as they are. A share is 0 to 1.
Form = Literal["", "share", "percent", "money", "year"]


class Painted(NamedTuple):
    """A value in the colour and pattern of a level. `mark`: shown after a number, as in 3▲."""

    value: str | int | None
    fill: Fill
    mark: str = ""


class Link(NamedTuple):
    """Text that leads to a place: an address of the web, or `internal:` and a place in the file."""

    text: str
    address: str


Value = str | int | float | date | None | Painted | Link


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A heading and a width in characters. `key`: of its words, "" where it is a thing's name."""

    title: str
    width: float = 14
    key: str = ""
    form: Form = ""
    fill: Fill = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table, and lines below it. `key`: of its name, `sheet.{key}`."""

    key: str
    name: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Value]]
    foot: Sequence[Sequence[Value]] = ()
    filters: bool = True


# The key of a column whose heading is the name of a text of an update.
TEXT_COLUMN: Final = "text.{}"

_FILLS: Final[dict[str, Fill]] = {
    "level.0": "level-0",
    "level.1": "level-1",
    "level.2": "level-2",
    "level.3": "level-3",
    "level.4": "level-4",
    "level.na": "na",
    "level.withheld": "withheld",
    "level.received": "received",
    "level.awaited": "awaited",
    "level.silent": "silent",
}
FORMS: Final[dict[str, Form]] = {
    "column.share": "share",
    "summary.share": "share",
    "action.percent": "percent",
    "action.cost": "money",
    "column.year": "year",
}
COUNTED: Final = (
    ("summary.due", 10.0),
    ("reported", 11.0),
    ("column.share", 13.0),
    *((key, 13.0) for key in _FILLS),
    ("overdue", 11.0),
    ("volunteered", 11.0),
    ("undecided", 11.0),
)


def sheet(
    edition: Edition,
    key: str,
    rows: Sequence[Sequence[Value]],
    *headed: tuple[str, float] | SheetColumn,
    foot: Sequence[Sequence[Value]] = (),
    filters: bool = True,
) -> Sheet:
    """Return a sheet from its columns: each whole, or as the key of its words and its width."""
    columns = [one if isinstance(one, SheetColumn) else _column(edition, *one) for one in headed]
    name = edition.words.by_key(f"sheet.{key}")
    return Sheet(key=key, name=name, columns=columns, rows=rows, foot=foot, filters=filters)


def _column(edition: Edition, key: str, width: float) -> SheetColumn:
    return SheetColumn(
        title=edition.words.by_key(key),
        width=width,
        key=key,
        form=FORMS.get(key, ""),
        fill=_FILLS.get(key, "head"),
    )


def day(value: str | None) -> date | None:
    """Return the day of an ISO 8601 date, or of a moment in UTC; none for none."""
    if not value:
        return None
    at = datetime.fromisoformat(value)
    return (at if at.tzinfo is None else at.astimezone(UTC)).date()


def last_day_covered(end: str) -> date | None:
    """Return the last day of a half-open interval from its end, the day after (ISO 8601)."""
    after = day(end)
    return last_day(after) if after else None


def yes(edition: Edition, value: bool) -> str:
    """Return yes or no."""
    words = edition.words
    return words.pgettext("cell", "Yes") if value else words.pgettext("cell", "No")


def share(part: int, whole: int) -> float | None:
    """Return a share, 0 to 1; none of nothing."""
    return part / whole if whole else None


def counted(counts: LevelCounts) -> list[Value]:
    """Return what is due, reported and its share, each part of it, and what stands beside it."""
    levels = [number for _fill, _key, number in parts(counts)]
    beside = [counts.overdue, counts.volunteered, counts.undecided]
    return [counts.due, counts.reported, share(counts.reported, counts.due), *levels, *beside]


def painted(level: int | None) -> Value:
    """Return a level in its colour; none stays empty."""
    if level is None:
        return None
    return Painted(level, _FILLS[f"level.{level}"])
