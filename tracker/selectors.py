"""Reads across the tracker's models."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import connection
from django.utils import timezone

from commitments.models import Instrument
from commitments.permissions import Person, reads_member_states_only, standing

from .levels import change, lower_median_level
from .models import ReportingPeriod, State, Visibility

# All but the last add up to what is due: what was volunteered stands in no rate.
COUNT_KEYS = (
    *("0", "1", "2", "3", "4", "not_applicable", "withheld", "not_reported", "awaited"),
    "volunteered",
)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One row × party.

    `level` 0–4 or None; `change` against the party's last accepted level before; `counts` by
    level hide nothing in a middle; `states` (by workflow state) is None for those who may not
    know them.
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
class _Tally:
    """What one cell adds up while its updates are read."""

    levels: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    volunteered: list[int] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNT_KEYS, 0))
    states: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    reported: int = 0
    due: int = 0


# What may be read of a revision `r`: public ones, or all, once an embargo is over; everything of
# the person's own parties, and for an officer.
_READABLE = """(
    %(officer)s OR u.party_id = ANY(%(own)s)
    OR (({alias}.embargo_until IS NULL OR {alias}.embargo_until <= %(at)s)
        AND ({alias}.visibility = %(public)s OR %(member)s))
)"""

# The look-back takes one step in the index `update_published`, so that its time does not grow
# with the periods; the revision before is shown only where it may be read.
_MATRIX_SQL = f"""
SELECT p.code, c.code, g.number, u.state, u.solicited,
       cur.id IS NOT NULL AS accepted,
       CASE WHEN {_READABLE.format(alias="cur")} THEN cur.level END,
       cur.id IS NOT NULL AND {_READABLE.format(alias="cur")} AS readable,
       CASE WHEN {_READABLE.format(alias="prev")} THEN prev.level END,
       u.party_id, c.position
FROM tracker_progressupdate u
JOIN commitments_party p ON p.id = u.party_id
JOIN commitments_commitment c ON c.id = u.commitment_id
JOIN commitments_paragraph g ON g.id = c.paragraph_id
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


def matrix(*, period: ReportingPeriod, instrument: Instrument, by: str, person: Person) -> Matrix:
    """Return the matrix of a period, for what `person` may read.

    `by`: "paragraph" (levels are lower medians once half of the commitments due are reported) or
    "commitment" (each cell is one update). Raises ValueError for another `by`.
    """
    if by not in ("paragraph", "commitment"):
        raise ValueError(by)
    own = standing(person)
    with connection.cursor() as cursor:
        cursor.execute(
            _MATRIX_SQL,
            {
                "officer": own.officer,
                "own": list(own.parties),
                "at": timezone.now(),
                "public": Visibility.PUBLIC,
                "member": reads_member_states_only(person),
                "period": period.pk,
                "instrument": instrument.pk,
            },
        )
        rows = cursor.fetchall()
    tallies: dict[tuple[str, str], _Tally] = {}
    knows_states: set[str] = set()
    positions: dict[str, int] = {}
    for (
        party,
        commitment,
        number,
        state,
        solicited,
        accepted,
        level,
        readable,
        before,
        party_id,
        position,
    ) in rows:
        row = commitment if by == "commitment" else str(number)
        positions[row] = min(position, positions.get(row, position))
        tally = tallies.setdefault((row, party), _Tally())
        if own.officer or party_id in own.parties:
            knows_states.add(party)
        if solicited:
            _count(tally, state, accepted, level, readable, before)
        elif accepted:
            _count_volunteered(tally, level, before)
    return Matrix(
        period=period.key,
        parties=list(dict.fromkeys(party for _row, party in tallies)),
        rows=sorted(positions, key=positions.__getitem__),
        cells=_cells(tallies, knows_states),
    )


def _count(
    tally: _Tally, state: str, accepted: bool, level: int | None, readable: bool, before: int | None
) -> None:
    tally.due += 1
    tally.states[state] += 1
    if before is not None:
        tally.before.append(before)
    if not accepted:
        tally.counts["not_reported" if state == State.NOT_REPORTED else "awaited"] += 1
        return
    tally.reported += 1
    if not readable:
        tally.counts["withheld"] += 1
    elif level is None:
        tally.counts["not_applicable"] += 1
    else:
        tally.counts[str(level)] += 1
        tally.levels.append(level)


def _count_volunteered(tally: _Tally, level: int | None, before: int | None) -> None:
    tally.counts["volunteered"] += 1
    tally.volunteered += [level] if level is not None else []
    tally.before += [before] if before is not None else []


def _cells(
    tallies: dict[tuple[str, str], _Tally], knows_states: Collection[str]
) -> list[MatrixCell]:
    cells = []
    for (row, party), tally in tallies.items():
        # Where nobody was asked, what was volunteered is all there is to show.
        levels = tally.levels if tally.due else tally.volunteered
        level = lower_median_level(levels, reported=tally.reported, due=tally.due)
        before = lower_median_level(tally.before, reported=len(tally.before), due=tally.due)
        cells.append(
            MatrixCell(
                row=row,
                party=party,
                level=level,
                change=change(before, level),
                counts={key: count for key, count in tally.counts.items() if count},
                states=dict(tally.states) if party in knows_states else None,
            )
        )
    return cells
