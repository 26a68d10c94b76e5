"""How many updates count as what, as bars, trends and lists of commitments show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.foundation import formats
from commitments.foundation.errors import Words
from commitments.foundation.models.languages import active_language
from commitments.models import Instrument
from commitments.people.rules.permissions import Person
from tracker.models import ProgressUpdate, ReportingPeriod
from tracker.updates.queries.matrix import PeriodMatrixCell
from tracker.updates.queries.updates import count_by
from tracker.updates.rules.outcomes import DUE_KEYS, OVERDUE, answered_of, due_of
from tracker.updates.rules.rubric import RUBRIC
from tracker.visibility import Reader

# What is counted, in the order of a bar: class of the style sheet, mark, name.
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
    """A part of a bar whose length is the number due; `before` is where it begins."""

    css: str
    name: Words
    count: int
    before: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many updates count as what; pages show every number with its denominator, `due`."""

    counts: Counter[str]

    @classmethod
    def of(cls, cells: Iterable[PeriodMatrixCell]) -> Distribution:
        counts: Counter[str] = Counter()
        for cell in cells:
            counts.update(cell.counts)
        return cls(counts)

    @property
    def due(self) -> int:
        """The denominator: the updates requested of parties whose standing is not undecided."""
        return due_of(self.counts)

    @property
    def answered(self) -> int:
        """How many of the updates due are accepted, also those the reader may not read."""
        return answered_of(self.counts)

    @property
    def received(self) -> int:
        """How many are submitted and not yet reviewed."""
        return self.counts["received"]

    @property
    def submitted(self) -> int:
        """How many the party has submitted: accepted or received."""
        return self.answered + self.received

    @property
    def share(self) -> str:
        """How many of those due are reported and how many are received, in words."""
        language = active_language()
        reported = _("%(reported)s of %(due)s reported") % {
            "reported": formats.number(self.answered, language),
            "due": formats.number(self.due, language),
        }
        return f"{reported}, {self.in_hand}" if self.received else reported

    @property
    def in_hand(self) -> str:
        """How many are submitted and not yet reviewed, in words."""
        received = formats.number(self.received, active_language())
        return _("%(received)s received and not yet reviewed") % {"received": received}

    @property
    def segments(self) -> list[BarSegment]:
        before, segments = 0, []
        for key, (css, _mark, name) in _KINDS_DUE.items():
            if count := self.counts[key]:
                segments.append(BarSegment(css, name, count, before))
            before += count
        return segments


def standing_words(distribution: Distribution) -> str:
    """Return the sentence of a bar: how many are reported, and how many count as what."""
    if not distribution.due:
        return _("No update was requested.")
    language = active_language()
    parts = [
        f"{segment.name} {formats.number(segment.count, language)}"
        for segment in distribution.segments
    ]
    if overdue := distribution.counts[OVERDUE]:
        parts.append(_("%(many)s of these overdue") % {"many": formats.number(overdue, language)})
    return f"{distribution.share}. {'; '.join(parts)}."


def counted(person: Person, by: str, **filters: object) -> dict[Any, Distribution]:
    """Return how many of the updates count as what for the person; one query.

    The keys are the values of the update's field `by`, such as `period_id`. A key with no update
    due is left out.
    """
    counts = count_by(Reader.of(person, timezone.now()), by, **filters)
    return {key: Distribution(group) for key, group in counts.items() if due_of(group)}


def total(distributions: Iterable[Distribution]) -> Distribution:
    """Return the sum of the distributions."""
    return Distribution(sum((distribution.counts for distribution in distributions), Counter()))


@dataclass(frozen=True, slots=True)
class PeriodProgress:
    """The updates of a period; `sample`: one of them is sample data, or the period is."""

    period: ReportingPeriod
    distribution: Distribution
    sample: bool


def over_time(
    person: Person, instrument: Instrument, periods: Iterable[ReportingPeriod], **filters: object
) -> list[PeriodProgress]:
    """Return the periods that have updates due, with their distribution; two queries.

    The oldest period comes first. `filters` narrow the updates.
    """
    progress = counted(person, "period_id", instrument=instrument, **filters)
    with_sample = set(
        ProgressUpdate.objects.filter(instrument=instrument, sample=True, **filters)
        .order_by()
        .values_list("period_id", flat=True)
        .distinct()
    )
    return [
        PeriodProgress(period, progress[period.pk], period.sample or period.pk in with_sample)
        for period in sorted(periods, key=attrgetter("covers_from"))
        if period.pk in progress
    ]
