"""How the updates due are distributed over levels and states, as bars show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.foundation import formats
from commitments.foundation.errors import Words
from commitments.foundation.models.languages import active_language
from tracker.updates.queries.matrix import PeriodMatrixCell
from tracker.updates.rules.outcomes import (
    DUE_KEYS,
    OVERDUE,
    answered_of,
    due_of,
)
from tracker.updates.rules.rubric import RUBRIC

# What is counted, in the order of a bar: (class of the style sheet, mark, name).
KINDS: Final[Mapping[str, tuple[str, str, Words]]] = {
    **{str(line.level): (f"l{line.level}", line.letter, line.name) for line in RUBRIC[4::-1]},
    "not_applicable": ("lna", "–", RUBRIC[5].name),
    "withheld": ("lw", "•", gettext_lazy("Reported, not public")),
    "received": ("lr", "○", gettext_lazy("Received, not yet reviewed")),
    "awaited": ("la", "·", gettext_lazy("Awaited")),
    "not_reported": ("ln", "×", gettext_lazy("Not reported")),
    "volunteered": ("lw", "+", gettext_lazy("Voluntary (not counted in rates)")),
    "undecided": ("la", "?", gettext_lazy("Standing undecided (not counted in rates)")),
}

_KINDS_DUE: Final = {key: shown for key, shown in KINDS.items() if key in DUE_KEYS}


@dataclass(frozen=True, slots=True)
class BarSegment:
    """A part of a bar whose length is the number due. `before`: how many come before it."""

    css: str
    name: Words
    count: int
    before: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many updates count as what; every number is shown with its denominator, `due`."""

    counts: Counter[str]

    @classmethod
    def of(cls, cells: Iterable[PeriodMatrixCell]) -> Distribution:
        total: Counter[str] = Counter()
        for cell in cells:
            total.update(cell.counts)
        return cls(total)

    @property
    def due(self) -> int:
        """The denominator: updates that were requested, except of a party of undecided standing."""
        return due_of(self.counts)

    @property
    def answered(self) -> int:
        """How many of the updates due are accepted, whether or not the reader may read them."""
        return answered_of(self.counts)

    @property
    def received(self) -> int:
        """How many are submitted and not reviewed yet."""
        return self.counts["received"]

    @property
    def submitted(self) -> int:
        """How many the party has submitted: accepted or received."""
        return self.answered + self.received

    @property
    def share(self) -> str:
        """How many of how many are reported, in words, and how many are received besides."""
        language = active_language()
        reported = _("%(reported)s of %(due)s reported") % {
            "reported": formats.number(self.answered, language),
            "due": formats.number(self.due, language),
        }
        return f"{reported}, {self.in_hand}" if self.received else reported

    @property
    def in_hand(self) -> str:
        """How many are received and not yet reviewed, in words."""
        received = formats.number(self.received, active_language())
        return _("%(received)s received and not yet reviewed") % {"received": received}

    @property
    def segments(self) -> list[BarSegment]:
        before, segments = 0, []
        for key, (css, _mark, name) in _KINDS_DUE.items():
            count = self.counts[key]
            if count:
                segments.append(BarSegment(css, name, count, before))
            before += count
        return segments


def standing_words(distribution: Distribution) -> str:
    """Return the sentence of a bar: how many of how many are reported, and as what they count."""
    if not distribution.due:
        return _("No update was requested.")
    language = active_language()
    parts = "; ".join(
        f"{segment.name} {formats.number(segment.count, language)}"
        for segment in distribution.segments
    )
    if overdue := distribution.counts[OVERDUE]:
        parts += "; " + _("%(many)s of these overdue") % {"many": formats.number(overdue, language)}
    return f"{distribution.share}. {parts}."
