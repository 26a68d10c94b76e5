"""Counts of a dataset, made from their parts: the sums are worked out here."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.dataset.schema import LevelCounts


def level_counts(
    levels: Sequence[int] = (0, 0, 0, 0, 0),
    *,
    not_applicable: int = 0,
    withheld: int = 0,
    received: int = 0,
    awaited: int = 0,
    overdue: int = 0,
    not_reported: int = 0,
    volunteered: int = 0,
    undecided: int = 0,
) -> LevelCounts:
    """Return the counts; `overdue` are among those awaited."""
    a, b, c, d, e = levels
    reported = sum(levels) + not_applicable + withheld
    return LevelCounts(
        due=reported + received + awaited + not_reported,
        reported=reported,
        levels=(a, b, c, d, e),
        not_applicable=not_applicable,
        withheld=withheld,
        received=received,
        awaited=awaited,
        overdue=overdue,
        not_reported=not_reported,
        volunteered=volunteered,
        undecided=undecided,
    )
