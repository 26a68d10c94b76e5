"""Counts of updates for bars, trends and lists of commitments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from commitments.models import Instrument
from commitments.people.rules.permissions import Person
from tracker.models import ProgressUpdate, ReportingPeriod
from tracker.updates.queries.updates import count_by
from tracker.updates.rules.outcomes import due_of
from tracker.updates.view_models.distribution import Distribution
from tracker.visibility import Reader


def counted(person: Person, by: str, **narrow: Any) -> dict[Any, Distribution]:
    """Return how the solicited updates stand, as far as `person` may read them; one query.

    Keyed by the field `by` of the update (`period_id`, `commitment_id`); `narrow` are filters. Keys
    without an update due are left out.
    """
    counts = count_by(Reader.of(person, timezone.now()), by, **narrow)
    return {key: Distribution(one) for key, one in counts.items() if due_of(one)}


def total(distributions: Iterable[Distribution]) -> Distribution:
    """Return the sum of the distributions."""
    return Distribution(sum((one.counts for one in distributions), Counter()))


@dataclass(frozen=True, slots=True)
class PeriodProgress:
    """A period, and how the updates stand in it; `sample`: whether one of them is sample data."""

    period: ReportingPeriod
    distribution: Distribution
    sample: bool


def over_time(
    person: Person, instrument: Instrument, periods: Iterable[ReportingPeriod], **narrow: Any
) -> list[PeriodProgress]:
    """Return the periods, the oldest first, with how the updates stand in each; two queries.

    `narrow` are filters of the updates. A period without an update due is left out.
    """
    progress = counted(person, "period_id", instrument=instrument, **narrow)
    sample = set(
        ProgressUpdate.objects.filter(instrument=instrument, sample=True, **narrow)
        .order_by()
        .values_list("period_id", flat=True)
        .distinct()
    )
    return [
        PeriodProgress(period, progress[period.pk], period.sample or period.pk in sample)
        for period in sorted(periods, key=lambda one: one.covers_from)
        if period.pk in progress
    ]
