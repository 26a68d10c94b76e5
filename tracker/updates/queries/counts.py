"""Reads across the tracker's models."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, Final

from django.db.models import Case, Count, QuerySet, When

from tracker.updates.models.update import ProgressUpdate
from tracker.updates.rules.outcomes import (
    counted_as,
    counts_as,
    overdue,
    tally,
)
from tracker.visibility import Reader, reads_sql


def with_outcome(updates: QuerySet[ProgressUpdate], reader: Reader) -> QuerySet[Any]:
    """Return the updates, each with its `outcome` for the reader now; "" where it has none."""
    return updates.annotate(outcome=counts_as(reader))


def count_by(reader: Reader, *by: str, **narrow: Any) -> dict[Any, Counter[str]]:
    """Return the counts of what `reader` may know, by one field of the update or by several.

    The keys of a count are `outcomes.DUE_KEYS`, `BESIDE_KEYS` and `OVERDUE`; `narrow` are filters.
    One query, whose rows do not grow with the parties.
    """
    rows = (
        with_outcome(ProgressUpdate.objects.filter(**narrow), reader)
        .annotate(
            kept_as=counted_as(),
            is_overdue=Case(When(overdue(reader.at), then=True), default=False),
        )
        .values_list(*by, "kept_as", "is_overdue")
        .annotate(many=Count("pk"))
        .order_by()
    )
    groups: dict[Any, list[tuple[str, bool, int]]] = defaultdict(list)
    for *keys, kept_as, is_late, many in rows:
        groups[keys[0] if len(by) == 1 else tuple(keys)].append((kept_as, is_late, many))
    return {key: counts for key, group in groups.items() if (counts := tally(group))}


# A row for each update, with what decides what it counts as. The look-back takes one step in the
# index `update_published`, so that its time does not grow with the periods; a level, now or before,
# is there only where it may be read.
_MATRIX_SQL: Final = f"""
SELECT p.code, c.code, g.number, u.state, u.solicited,
       e.id IS NOT NULL AS undecided,
       cur.id IS NOT NULL AS accepted,
       cur.id IS NOT NULL AND {reads_sql(party="u.party_id", content="cur")} AS readable,
       CASE WHEN {reads_sql(party="u.party_id", content="cur")} THEN cur.level END,
       CASE WHEN {reads_sql(party="u.party_id", content="prev")} THEN prev.level END,
       u.party_id, c.position
FROM tracker_progressupdate u
JOIN commitments_party p ON p.id = u.party_id
JOIN commitments_commitment c ON c.id = u.commitment_id
JOIN commitments_paragraph g ON g.id = c.paragraph_id
LEFT JOIN tracker_rosterentry e ON e.period_id = u.period_id AND e.party_id = u.party_id
    AND e.decision = %(undecided)s
LEFT JOIN tracker_revision cur ON cur.id = u.published_revision_id
LEFT JOIN LATERAL (
    SELECT b.published_revision_id
    FROM tracker_progressupdate b
    WHERE b.responsibility_id = u.responsibility_id
      AND b.covers_from < u.covers_from
      AND b.published_revision_id IS NOT NULL
    ORDER BY b.covers_from DESC
    LIMIT 1
) last ON TRUE
LEFT JOIN tracker_revision prev ON prev.id = last.published_revision_id
WHERE u.period_id = %(period)s AND u.instrument_id = %(instrument)s
ORDER BY p.kind DESC, p.code, c.position
"""  # noqa: S608  # made of constants alone; every value is a parameter
