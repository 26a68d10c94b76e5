"""What a measurement says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table and of var/bench.json. `floor` is the best that could be, same run."""

    name: str
    value: float
    unit: str
    floor: float | None
    ratio: float | None
    target: str
    met: bool


def undisturbed(spent: Sequence[float]) -> float:
    """Return the tenth percentile: what it takes where nothing else runs on the machine."""
    return sorted(spent)[len(spent) // 10]
