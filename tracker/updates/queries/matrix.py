"""The matrix of a period: paragraphs or commitments by party."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.utils import timezone

from commitments.models import Instrument
from commitments.people.rules.permissions import Person
from tracker.periods.models import ReportingPeriod, RosterEntry
from tracker.updates.models.update import State
from tracker.updates.queries.counts import _MATRIX_SQL
from tracker.updates.rules.levels import change, lower_median_level
from tracker.updates.rules.outcomes import (
    OVERDUE,
    Outcome,
    OutcomeFacts,
    answered_of,
    due_of,
    is_closed,
    key_of,
    outcome_of,
    with_reported,
)
from tracker.visibility import Reader


@dataclass(frozen=True, slots=True)
class PeriodMatrixCell:
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
class PeriodMatrix:
    """Rows are paragraph references or commitment codes, in the instrument's order."""

    period: str
    parties: list[str]
    rows: list[str]
    cells: list[PeriodMatrixCell]


@dataclass(slots=True)
class _Cell:
    """What one cell adds up while its updates are read; levels are (before, now)."""

    levels: list[tuple[int | None, int]] = field(default_factory=list)
    volunteered: list[tuple[int | None, int]] = field(default_factory=list)
    # Plain ones: a matrix by commitment has as many cells as updates.
    counts: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)


def matrix(
    *, period: ReportingPeriod, instrument: Instrument, by: str, person: Person
) -> PeriodMatrix:
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
    return PeriodMatrix(
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
        OutcomeFacts(
            solicited=solicited,
            undecided=undecided,
            accepted=accepted,
            readable=readable,
            in_hand=in_hand,
            closed=closed,
        )
    )


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


def _cells(
    cells: dict[tuple[str, str], _Cell], knows_states: Collection[str]
) -> list[PeriodMatrixCell]:
    made = []
    for (row, party), cell in cells.items():
        due = due_of(cell.counts)
        # Where nothing was asked for, what was volunteered is all there is to show.
        levels = cell.levels if due else cell.volunteered
        now = [level for _before, level in levels]
        made.append(
            PeriodMatrixCell(
                row=row,
                party=party,
                level=lower_median_level(now, reported=answered_of(cell.counts), due=due),
                change=change(levels, due=due),
                counts=with_reported(cell.counts),
                states=cell.states if party in knows_states else None,
            )
        )
    return made
