"""How updates stand, counted in the database: what bars, trends and lists of commitments show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, Q, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from commitments.models import Instrument
from commitments.permissions import Person
from tracker.models import ProgressUpdate, ReportingPeriod, State
from tracker.visibility import Reader

from .standing import Distribution


def counted(person: Person, by: str, **narrow: Any) -> dict[Any, Distribution]:
    """Return how many of the updates asked for stand where, for what `person` may read.

    Keyed by the field `by` of the update (`period_id`, `commitment_id`); `narrow` are filters of
    it. What nobody asked for stands in no rate. One query, whose rows do not grow with the parties.
    """
    rows = (
        ProgressUpdate.objects.solicited()
        .filter(**narrow)
        .annotate(kind=_kind(person))
        .values_list(by, "kind")
        .annotate(n=Count("pk"))
        .order_by()
    )
    found: dict[Any, Counter[str]] = defaultdict(Counter)
    for key, kind, n in rows:
        found[key][kind] += n
    return {key: Distribution(counts) for key, counts in found.items()}


def _kind(person: Person) -> Case:
    """Return which of `standing.KINDS` an update counts under, as `selectors.matrix` has it."""
    accepted = Q(published_revision__isnull=False)
    reader = Reader.of(person, timezone.now())
    readable = accepted & reader.reads_q(content="published_revision__")
    return Case(
        When(~accepted & Q(state=State.NOT_REPORTED), then=Value("not_reported")),
        When(~accepted, then=Value("awaited")),
        When(
            readable & Q(published_revision__level__isnull=False),
            then=Cast("published_revision__level", CharField()),
        ),
        When(readable, then=Value("not_applicable")),
        default=Value("withheld"),
    )


def total(distributions: Iterable[Distribution]) -> Distribution:
    """Return them added up."""
    return Distribution(sum((one.counts for one in distributions), Counter()))


@dataclass(frozen=True, slots=True)
class Then:
    """A period, and how things stood in it; `sample` where what it shows rests on sample data."""

    period: ReportingPeriod
    distribution: Distribution
    sample: bool


def over_time(
    person: Person, instrument: Instrument, periods: Iterable[ReportingPeriod], **narrow: Any
) -> list[Then]:
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
        Then(period, found[period.pk], period.sample or period.pk in sample)
        for period in sorted(periods, key=lambda one: one.covers_from)
        if period.pk in found
    ]
