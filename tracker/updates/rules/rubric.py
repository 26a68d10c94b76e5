"""Implementation levels: what each means, how a one-off commitment reads it, and their median.

The rubric is ours, not the Organization's. A party reports its level itself, and states are never
ranked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Words


class Rubric(NamedTuple):
    """One line of the rubric; `level` is None for not applicable."""

    level: int | None
    letter: str
    name: Words
    meaning: Words


RUBRIC: Final = (
    Rubric(0, "0", _("Not started"), _("No measure has been adopted or started.")),
    Rubric(
        1,
        "1",
        _("Initial steps"),
        _("A measure is being designed, or a first decision, budget, or mandate exists."),
    ),
    Rubric(
        2,
        "2",
        _("Partial"),
        _("Measures are in force and reach some of the territory, population, or institutions."),
    ),
    Rubric(
        3,
        "3",
        _("Substantial"),
        _(
            "Measures are in force and reach most of those they are meant for; "
            "results are monitored."
        ),
    ),
    Rubric(
        4,
        "4",
        _("Full"),
        _(
            "Measures reach all those they are meant for and are funded, and their "
            "results are published."
        ),
    ),
    Rubric(
        None,
        "n/a",
        _("Not applicable"),
        _("The party gives a reason why the commitment does not apply to it."),
    ),
)

PENDING: Final = "pending"
UNDER_WAY: Final = "under_way"
DONE: Final = "done"
ONE_OFF_NAMES: Final = {PENDING: _("Pending"), UNDER_WAY: _("Under way"), DONE: _("Done")}


def one_off(level: int | None) -> str:
    """Return how a one-off commitment reads a level: pending, under_way or done; "" for None."""
    if level is None:
        return ""
    if level == 0:
        return PENDING
    return DONE if level == 4 else UNDER_WAY


def lower_median_level(levels: Sequence[int], *, reported: int, due: int) -> int | None:
    """Return the lower median of `levels` once half of those due are reported, else None.

    `reported` also counts the updates without a level (not applicable, withheld).
    """
    if not levels or reported * 2 < due:
        return None
    return levels[0] if len(levels) == 1 else sorted(levels)[(len(levels) - 1) // 2]


def change(levels: Iterable[tuple[int | None, int]], *, due: int) -> int | None:
    """Return by how much the lower median has moved, over updates with a level before and now.

    `levels`: pairs (before, now). A pair without a level before is left out, so that both medians
    are of the same updates; None unless these are at least half of those due.
    """
    pairs = [(before, now) for before, now in levels if before is not None]
    count = len(pairs)
    before = lower_median_level([level for level, _now in pairs], reported=count, due=due)
    now = lower_median_level([level for _before, level in pairs], reported=count, due=due)
    return None if before is None or now is None else now - before
