"""Updates: one by its number, and how many of them count as what."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Case, Count, QuerySet, When
from django.http import Http404

from commitments.foundation.pages import find_or_404
from commitments.people.rules.permissions import Person
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.rules.outcomes import OVERDUE, counted_as, counts_as, overdue
from tracker.updates.rules.permissions import is_insider
from tracker.visibility import Reader


def find_update(person: Person, pk: int) -> ProgressUpdate:
    """Return the update with its party and period. Raises Http404 unless the person may see it."""
    visible = ProgressUpdate.objects.visible_to(person)
    return find_or_404(visible.select_related("period", "party"), pk=pk)


def find_own_update(person: Person, pk: int) -> ProgressUpdate:
    """Return the update for its party and the secretariat. Raises Http404 for everybody else."""
    update = find_update(person, pk)
    if not is_insider(person, update):
        raise Http404
    return update


def with_outcome(updates: QuerySet[ProgressUpdate], reader: Reader) -> QuerySet[Any]:
    """Return the updates with their `outcome` for the reader now; "" if one does not exist."""
    return updates.annotate(outcome=counts_as(reader))


def count_by(reader: Reader, *by: str, **filters: object) -> dict[Any, Counter[str]]:
    """Return how many updates count as what for the reader, by one or several fields of an update.

    With several fields, the keys are tuples. The keys of each count are `DUE_KEYS`, `BESIDE_KEYS`
    and `OVERDUE` of `rules.outcomes`. One query, whose rows do not grow with the parties.
    """
    rows = (
        with_outcome(ProgressUpdate.objects.filter(**filters), reader)
        .annotate(
            counted_as=counted_as(),
            is_overdue=Case(When(overdue(reader.at), then=True), default=False),
        )
        .values_list(*by, "counted_as", "is_overdue")
        .annotate(count=Count("pk"))
        .order_by()
    )
    counts: dict[Any, Counter[str]] = defaultdict(Counter)
    for *keys, outcome, is_overdue, count in rows:
        if not outcome:
            continue
        group = counts[keys[0] if len(by) == 1 else tuple(keys)]
        group[outcome] += count
        if is_overdue:
            group[OVERDUE] += count
    return dict(counts)
