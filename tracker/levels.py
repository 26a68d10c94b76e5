"""Arithmetic of implementation levels, shared by the matrix and the reports."""

from __future__ import annotations

from collections.abc import Sequence


def lower_median_level(levels: Sequence[int], *, reported: int, due: int) -> int | None:
    """Return the lower median of `levels` once half of those due are reported, else None.

    `reported` counts updates without a level too (not applicable, withheld); levels are 0–4.
    """
    if not levels or reported * 2 < due:
        return None
    return sorted(levels)[(len(levels) - 1) // 2]


def change(before: int | None, now: int | None) -> int | None:
    """Return `now - before`, None where either is unknown."""
    return None if before is None or now is None else now - before
