"""Arithmetic of implementation levels, shared by the matrix and the reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def lower_median_level(levels: Sequence[int], *, reported: int, due: int) -> int | None:
    """Return the lower median of `levels` once half of those due are reported, else None.

    `reported` counts updates without a level too (not applicable, withheld); levels are 0–4.
    """
    if not levels or reported * 2 < due:
        return None
    return levels[0] if len(levels) == 1 else sorted(levels)[(len(levels) - 1) // 2]


def change(levels: Iterable[tuple[int | None, int]], *, due: int) -> int | None:
    """Return by how much the lower median moved, over updates that have a level before and now.

    `levels`: (before, now) of each update that has a level. One without an earlier level is in no
    comparison, so both medians are of the same updates; None unless these are at least half of
    those due.
    """
    pairs = [(before, now) for before, now in levels if before is not None]
    many = len(pairs)
    if not many or many * 2 < due:
        return None
    before = lower_median_level([was for was, _now in pairs], reported=many, due=due)
    now = lower_median_level([level for _was, level in pairs], reported=many, due=due)
    return None if before is None or now is None else now - before
