"""Reads across the tracker's models."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.db import connection
from django.db.models import Case, Count, QuerySet, When
from django.utils import timezone

from commitments.models import Instrument
from commitments.permissions import Person

from .levels import change, lower_median_level
from .models import ProgressUpdate, ReportingPeriod, RosterEntry, State
from .outcomes import (
    OVERDUE,
    Facts,
    Outcome,
    answered_of,
    counted_as,
    counts_as,
    due_of,
    is_closed,
    key_of,
    outcome_of,
    overdue,
    tally,
    with_reported,
)
from .visibility import Reader, reads_sql


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One row × party.

    `level` 0–4 or None; `change` against the party's previous accepted level, over those
    commitments that have both; `counts` by outcome, and by level of those reported; `states` (by
    workflow state) is None for those who may not know them.
    """

    row: str
    party: str
    level: int | None
    change: int | None
    counts: dict[str, int]
    states: dict[str, int] | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows are paragraph references or commitment codes, in the instrument's order."""

    period: str
    parties: list[str]
    rows: list[str]
    cells: list[MatrixCell]


@dataclass(slots=True)
class _Cell:
    """What one cell adds up while its updates are read; levels are (before, now)."""

    levels: list[tuple[int | None, int]] = field(default_factory=list)
    volunteered: list[tuple[int | None, int]] = field(default_factory=list)
    # Plain ones: a matrix by commitment has as many cells as updates.
    counts: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)


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


def matrix(*, period: ReportingPeriod, instrument: Instrument, by: str, person: Person) -> Matrix:
    """Return the matrix of a period, for what `person` may read.

    `by`: "paragraph" (levels are lower medians once half of the commitments due are reported) or
    "commitment" (each cell is one update). Raises ValueError for another `by`.
    """
    if by not in ("paragraph", "commitment"):
        raise ValueError(by)
    reader = Reader.of(person, timezone.now())
    past_due = period.due_at < reader.at
    closed = is_closed(closes_at=period.closes_at, closed_at=period.closed_at, at=reader.at)
    cells: dict[tuple[str, str], _Cell] = defaultdict(_Cell)
    knows_states: set[str] = set()
    positions: dict[str, int] = {}
    for (
        party,
        commitment,
        number,
        state,
        solicited,
        undecided,
        accepted,
        readable,
        level,
        before,
        party_id,
        position,
    ) in _matrix_rows(period, instrument, reader):
        outcome = _outcome(
            solicited,
            undecided,
            accepted,
            readable,
            state == State.SUBMITTED,
            closed,
        )
        if outcome is None:
            continue
        row = commitment if by == "commitment" else str(number)
        positions[row] = min(position, positions.get(row, position))
        if reader.belongs(party_id):
            knows_states.add(party)
        _count(cells[row, party], state, outcome, level, before, past_due=past_due)
    return Matrix(
        period=period.key,
        parties=list(dict.fromkeys(party for _row, party in cells)),
        rows=sorted(positions, key=positions.__getitem__),
        cells=_cells(cells, knows_states),
    )


@cache
def _outcome(  # by position: it is asked for every update of a period
    solicited: bool, undecided: bool, accepted: bool, readable: bool, in_hand: bool, closed: bool
) -> Outcome | None:
    return outcome_of(
        Facts(
            solicited=solicited,
            undecided=undecided,
            accepted=accepted,
            readable=readable,
            in_hand=in_hand,
            closed=closed,
        )
    )


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


def _matrix_rows(
    period: ReportingPeriod, instrument: Instrument, reader: Reader
) -> list[tuple[Any, ...]]:
    values = {
        **reader.sql_values,
        "period": period.pk,
        "instrument": instrument.pk,
        "undecided": RosterEntry.Decision.UNDECIDED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MATRIX_SQL, values)
        return list(cursor.fetchall())


def _count(
    cell: _Cell,
    state: str,
    outcome: Outcome,
    level: int | None,
    before: int | None,
    *,
    past_due: bool,
) -> None:
    counts, states, key = cell.counts, cell.states, key_of(outcome, level)
    counts[key] = counts.get(key, 0) + 1
    if past_due and outcome is Outcome.AWAITED:
        counts[OVERDUE] = counts.get(OVERDUE, 0) + 1
    if outcome is not Outcome.VOLUNTEERED:
        states[state] = states.get(state, 0) + 1
    if level is None or outcome is Outcome.UNDECIDED:
        return
    (cell.volunteered if outcome is Outcome.VOLUNTEERED else cell.levels).append((before, level))


def _cells(cells: dict[tuple[str, str], _Cell], knows_states: Collection[str]) -> list[MatrixCell]:
    made = []
    for (row, party), cell in cells.items():
        due = due_of(cell.counts)
        # Where nothing was asked for, what was volunteered is all there is to show.
        levels = cell.levels if due else cell.volunteered
        now = [level for _before, level in levels]
        made.append(
            MatrixCell(
                row=row,
                party=party,
                level=lower_median_level(now, reported=answered_of(cell.counts), due=due),
                change=change(levels, due=due),
                counts=with_reported(cell.counts),
                states=cell.states if party in knows_states else None,
            )
        )
    return made
