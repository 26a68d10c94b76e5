"""The matrix of a period: paragraphs or commitments by party."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from commitments.models import Instrument
from commitments.people.rules.permissions import Person
from tracker.periods.models import ReportingPeriod, RosterEntry
from tracker.updates.models.update import State
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
from tracker.updates.rules.rubric import change, lower_median_level
from tracker.visibility import Reader, reads_sql


@dataclass(frozen=True, slots=True)
class PeriodMatrixCell:
    """One row of one party.

    `level`: 0 to 4, or None. `change`: the difference from the party's previous accepted level,
    over those commitments that have both. `counts`: how many updates by outcome, and by level for
    those reported. `states`: how many by workflow state; None if the person may not know them.
    """

    row: str
    party: str
    level: int | None
    change: int | None
    counts: dict[str, int]
    states: dict[str, int] | None


@dataclass(frozen=True, slots=True)
class PeriodMatrix:
    """Rows are references of paragraphs or codes of commitments, in the instrument's order."""

    period: str
    parties: list[str]
    rows: list[str]
    cells: list[PeriodMatrixCell]


# An update: party, commitment, paragraph, state; solicited, undecided, accepted, readable; level,
# previous level, id of the party, position. A level is None if the reader may not read it. Plain
# tuples, since the time of the matrix is mostly that of its rows.
_Row = tuple[str, str, int, str, bool, bool, bool, bool, int | None, int | None, int, int]
# The columns are in the order of `_Row`. To find the previous level takes one step in the
# index `update_published`, so that the time does not grow with the number of periods.
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


@dataclass(slots=True)
class _Cell:
    """The sums of one cell while its updates are read; levels are pairs (previous, now)."""

    levels: list[tuple[int | None, int]] = field(default_factory=list)
    voluntary_levels: list[tuple[int | None, int]] = field(default_factory=list)
    # Plain dicts, since a matrix by commitment has as many cells as updates.
    counts: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)

    def add(
        self, state: str, outcome: Outcome, level: int | None, previous: int | None, past_due: bool
    ) -> None:
        counts, states, key = self.counts, self.states, key_of(outcome, level)
        counts[key] = counts.get(key, 0) + 1
        if past_due and outcome is Outcome.AWAITED:
            counts[OVERDUE] = counts.get(OVERDUE, 0) + 1
        voluntary = outcome is Outcome.VOLUNTEERED
        if not voluntary:
            states[state] = states.get(state, 0) + 1
        if level is not None and outcome is not Outcome.UNDECIDED:
            (self.voluntary_levels if voluntary else self.levels).append((previous, level))

    def as_shown(self, row: str, party: str, *, with_states: bool) -> PeriodMatrixCell:
        due = due_of(self.counts)
        # Where no update was requested, the voluntary ones are all there is to show.
        levels = self.levels if due else self.voluntary_levels
        now = [level for _previous, level in levels]
        return PeriodMatrixCell(
            row=row,
            party=party,
            level=lower_median_level(now, reported=answered_of(self.counts), due=due),
            change=change(levels, due=due),
            counts=with_reported(self.counts),
            states=self.states if with_states else None,
        )


def matrix(
    *, period: ReportingPeriod, instrument: Instrument, by: str, person: Person
) -> PeriodMatrix:
    """Return the matrix of a period, with what `person` may read.

    `by`: "paragraph", where a level is the lower median once half of the commitments due are
    reported; or "commitment", where each cell is one update. Raises ValueError for another `by`.
    """
    if by not in ("paragraph", "commitment"):
        raise ValueError(by)
    reader = Reader.of(person, timezone.now())
    past_due = period.due_at < reader.at
    closed = is_closed(closes_at=period.closes_at, closed_at=period.closed_at, at=reader.at)
    cells: dict[tuple[str, str], _Cell] = defaultdict(_Cell)
    inside: set[str] = set()  # parties whose workflow states the person may know
    positions: dict[str, int] = {}
    rows = _read_rows(period, instrument, reader)
    for party, commitment, paragraph, state, *facts, level, previous, party_id, position in rows:
        outcome = _outcome(*facts, state == State.SUBMITTED, closed)
        if outcome is None:
            continue
        row = commitment if by == "commitment" else str(paragraph)
        positions[row] = min(position, positions.get(row, position))
        if reader.belongs(party_id):
            inside.add(party)
        cells[row, party].add(state, outcome, level, previous, past_due)
    return PeriodMatrix(
        period=period.key,
        parties=list(dict.fromkeys(party for _row, party in cells)),
        rows=sorted(positions, key=positions.__getitem__),
        cells=[
            cell.as_shown(row, party, with_states=party in inside)
            for (row, party), cell in cells.items()
        ],
    )


@cache
def _outcome(
    solicited: bool, undecided: bool, accepted: bool, readable: bool, in_hand: bool, closed: bool
) -> Outcome | None:
    """Return the outcome; it is kept, since every update of a period needs one."""
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


def _read_rows(period: ReportingPeriod, instrument: Instrument, reader: Reader) -> list[_Row]:
    values: dict[str, Any] = {
        **reader.sql_values,
        "period": period.pk,
        "instrument": instrument.pk,
        "undecided": RosterEntry.Decision.UNDECIDED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MATRIX_SQL, values)
        rows: list[_Row] = cursor.fetchall()
    return rows
