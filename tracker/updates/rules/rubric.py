"""What the implementation levels mean, in words a reader can check.

Ours, not the Organization's. Levels are said by the party of itself; states are never ranked.
One-off commitments read their level as pending, under way or done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Words


@dataclass(frozen=True, slots=True)
class Rubric:
    """One line of the rubric; `level` is null for not applicable."""

    level: int | None
    letter: str
    name: Words
    meaning: Words


RUBRIC: Final = (
    Rubric(
        0,
        "0",
        _("Not started"),
        _("No measure has been adopted or started."),
    ),
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
ONE_OFF_NAMES: Final = {
    PENDING: _("Pending"),
    UNDER_WAY: _("Under way"),
    DONE: _("Done"),
}


def one_off(level: int | None) -> str:
    """Return how a one-off commitment reads a level: pending, under_way, done; "" for null."""
    if level is None:
        return ""
    if level == 0:
        return PENDING
    return DONE if level == 4 else UNDER_WAY
