"""How many updates have which outcome: in all, in the matrix, and period by period."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCounts:
    """How many updates have which outcome (`tracker.updates.rules.outcomes`), for one audience.

    `due` is the denominator: `reported`, `received`, `awaited` and `not_reported` add up to it.
    `reported` is the sum of `levels`, `not_applicable` and `withheld`. `overdue` is part of
    `awaited`. `volunteered` and `undecided` count in no rate.
    """

    due: int
    reported: int
    levels: tuple[int, int, int, int, int]
    not_applicable: int
    withheld: int
    received: int = 0
    awaited: int = 0
    overdue: int = 0
    not_reported: int = 0
    volunteered: int = 0
    undecided: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """Paragraph × state. `level`: lower median of the levels once half of those due are reported.

    `change`: how far that moved over the commitments that have a level in the party's previous
    accepted update, too; null where these are fewer than half of those due. `owed`: whether
    the party owes anything in the row (else the cell is empty).
    """

    row: str
    party: str
    owed: bool
    level: int | None
    change: int | None
    counts: LevelCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    rows: tuple[str, ...]
    parties: tuple[str, ...]
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """One period by itself, counted as of the report's moment. `session` ends its cycle."""

    period: str
    covers_to: str
    session: str
    counts: LevelCounts
    sample: bool
