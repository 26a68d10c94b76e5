"""How updates stand, counted in the database: what bars, trends and lists of commitments show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from commitments.models import Instrument
from commitments.people.rules.permissions import Person
from tracker.periods.models.period import ReportingPeriod
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.queries.counts import count_by
from tracker.updates.rules.outcomes import due_of
from tracker.updates.view_models.distribution import Distribution
from tracker.visibility import Reader


def counted(person: Person, by: str, **narrow: Any) -> dict[Any, Distribution]:
    """Return how many of the updates asked for stand where, for what `person` may read.

    Keyed by the field `by` of the update (`period_id`, `commitment_id`); `narrow` are filters of
    it. What nothing was asked for of is left out. One query.
    """
    found = count_by(Reader.of(person, timezone.now()), by, **narrow)
    return {key: Distribution(counts) for key, counts in found.items() if due_of(counts)}


def total(distributions: Iterable[Distribution]) -> Distribution:
    """Return them added up."""
    return Distribution(sum((one.counts for one in distributions), Counter()))


@dataclass(frozen=True, slots=True)
class PeriodProgress:
    """A period, and how things stood in it; `sample` where what it shows rests on sample data."""

    period: ReportingPeriod
    distribution: Distribution
    sample: bool


def over_time(
    person: Person, instrument: Instrument, periods: Iterable[ReportingPeriod], **narrow: Any
) -> list[PeriodProgress]:
    """Return the periods, oldest first, each with how what is asked for stands; two queries.

    A period in which nothing was asked of what `narrow` names is left out.
    """
    found = counted(person, "period_id", instrument=instrument, **narrow)
    sample = set(
        ProgressUpdate.objects.filter(instrument=instrument, sample=True, **narrow)
        .order_by()
        .values_list("period_id", flat=True)
        .distinct()
    )
    return [
        PeriodProgress(period, found[period.pk], period.sample or period.pk in sample)
        for period in sorted(periods, key=lambda one: one.covers_from)
        if period.pk in found
    ]
