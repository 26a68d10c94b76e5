"""What a sheet is, and the columns that several sheets share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Literal, NamedTuple, Protocol, TypeVar

from commitments.foundation.formats import last_day
from reporting.dataset.schema import LevelCounts
from reporting.documents.blocks import Fill
from reporting.documents.edition import LEVEL_FILLS, Edition, parts

# The number format of a column; "" is the general one. A share is between 0 and 1.
Form = Literal["", "share", "percent", "money", "year"]


class Painted(NamedTuple):
    """A value in the colour and pattern of a level. `mark` follows a number, as in 3▲."""

    value: str | int | None
    fill: Fill
    mark: str = ""


class Link(NamedTuple):
    """Text with a link: a web address, or `internal:` and a place in the workbook."""

    text: str
    address: str


Value = str | int | float | date | None | Painted | Link


Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """`width` is in characters. `key` is that of the heading; "" where it is a state's name."""

    title: str
    width: float = 14
    key: str = ""
    form: Form = ""
    fill: Fill = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with lines below it. `key`: `sheet.{key}` is the key of its name."""

    key: str
    name: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Value]]
    foot: Sequence[Sequence[Value]] = ()
    filters: bool = True


# The columns of a sheet of records: the key of the heading, the width, the value in a record's row.
Fields = Sequence[tuple[str, float, Callable[[Item], Value]]]
# The key of a column that holds a text of updates begins with this; the field's name follows.
TEXT_COLUMN: Final = "text."
_FILLS: Final[dict[str, Fill]] = {
    **{f"level.{level}": fill for level, fill in enumerate(LEVEL_FILLS)},
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


class HasCounts(Protocol):
    @property
    def counts(self) -> LevelCounts: ...


def _part(place: int) -> Callable[[HasCounts], Value]:
    return lambda item: parts(item.counts)[place][2]


COUNTED: Final[Fields[HasCounts]] = [
    ("summary.due", 10, lambda item: item.counts.due),
    ("reported", 11, lambda item: item.counts.reported),
    ("column.share", 13, lambda item: share(item.counts.reported, item.counts.due)),
    *((key, 13, _part(place)) for place, key in enumerate(_FILLS)),
    ("overdue", 11, lambda item: item.counts.overdue),
    ("volunteered", 11, lambda item: item.counts.volunteered),
    ("undecided", 11, lambda item: item.counts.undecided),
]


def sheet(
    edition: Edition,
    key: str,
    rows: Sequence[Sequence[Value]],
    *columns: tuple[str, float] | SheetColumn,
    foot: Sequence[Sequence[Value]] = (),
    filters: bool = True,
) -> Sheet:
    """Return a sheet from its columns, each complete or as the key of its heading and its width."""
    made = [c if isinstance(c, SheetColumn) else _column(edition, *c) for c in columns]
    name = edition.words.by_key(f"sheet.{key}")
    return Sheet(key=key, name=name, columns=made, rows=rows, foot=foot, filters=filters)


def records(edition: Edition, key: str, items: Iterable[Item], fields: Fields[Item]) -> Sheet:
    """Return a sheet with a row for each item."""
    rows = [[value(item) for _key, _width, value in fields] for item in items]
    return sheet(edition, key, rows, *((key, width) for key, width, _value in fields))


def _column(edition: Edition, key: str, width: float) -> SheetColumn:
    if key.startswith(TEXT_COLUMN):
        title = edition.field(key.removeprefix(TEXT_COLUMN))
    else:
        title = edition.words.by_key(key)
    form, fill = FORMS.get(key, ""), _FILLS.get(key, "head")
    return SheetColumn(title=title, width=width, key=key, form=form, fill=fill)


def day(value: str | None) -> date | None:
    """Return the day, in UTC, of an ISO 8601 date or moment; None for None or ""."""
    if not value:
        return None
    at = datetime.fromisoformat(value)
    return (at if at.tzinfo is None else at.astimezone(UTC)).date()


def last_day_covered(end: str) -> date | None:
    """Return the last day of a half-open interval, given the day after it (ISO 8601)."""
    after = day(end)
    return last_day(after) if after else None


def yes(edition: Edition, value: bool) -> str:
    """Return "Yes" or "No" in the edition's language."""
    words = edition.words
    return words.pgettext("cell", "Yes") if value else words.pgettext("cell", "No")


def share(part: int, whole: int) -> float | None:
    """Return a share between 0 and 1; None where the whole is 0."""
    return part / whole if whole else None


def painted(level: int | None) -> Value:
    """Return a level in its colour; None for None."""
    return None if level is None else Painted(level, LEVEL_FILLS[level])
