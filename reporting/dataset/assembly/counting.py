"""Every count of a report, from one list of outcomes: so that no two numbers can disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reporting.dataset.assembly.records import Counted, Reading
from reporting.dataset.schema import LevelCounts, Matrix, MatrixCell, Move, SilentParty, UpdateEntry
from tracker.updates.rules.outcomes import (
    LEVEL_KEYS,
    NOT_APPLICABLE,
    OVERDUE,
    Outcome,
    answered_of,
    due_of,
    key_of,
)
from tracker.updates.rules.rubric import change, lower_median_level

Key = TypeVar("Key")


def count(lines: Iterable[Counted]) -> LevelCounts:
    """Return how many lines have which outcome; `due` is the denominator of every rate."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts[key_of(line.outcome, line.level)] += 1
        counts[OVERDUE] += line.overdue
    return level_counts(counts)


def level_counts(counts: Mapping[str, int]) -> LevelCounts:
    """Return counts by the keys of `tracker.updates.rules.outcomes` as a dataset has them."""
    a, b, c, d, e = (counts.get(key, 0) for key in LEVEL_KEYS)
    return LevelCounts(
        due=due_of(counts),
        reported=answered_of(counts),
        levels=(a, b, c, d, e),
        not_applicable=counts.get(NOT_APPLICABLE, 0),
        withheld=counts.get(Outcome.WITHHELD, 0),
        received=counts.get(Outcome.RECEIVED, 0),
        awaited=counts.get(Outcome.AWAITED, 0),
        overdue=counts.get(OVERDUE, 0),
        not_reported=counts.get(Outcome.NOT_REPORTED, 0),
        volunteered=counts.get(Outcome.VOLUNTEERED, 0),
        undecided=counts.get(Outcome.UNDECIDED, 0),
    )


NOTHING = level_counts({})


def count_by(reading: Reading, key: Callable[[Counted], str]) -> defaultdict[str, LevelCounts]:
    """Return the counts by `key`; nothing for keys that occur nowhere."""
    groups = _grouped(reading, key)
    return defaultdict(lambda: NOTHING, {name: count(lines) for name, lines in groups.items()})


def _grouped(reading: Reading, key: Callable[[Counted], Key]) -> defaultdict[Key, list[Counted]]:
    groups: defaultdict[Key, list[Counted]] = defaultdict(list)
    for line in reading.counted:
        groups[key(line)].append(line)
    return groups


@dataclass(frozen=True, slots=True)
class MatrixFrame:
    """Rows (paragraph references), columns (states), and which pairs are owed."""

    rows: Sequence[str]
    parties: Sequence[str]
    paragraph_of: Mapping[str, str]
    owed: frozenset[tuple[str, str]]


def matrix(frame: MatrixFrame, reading: Reading) -> Matrix:
    """Return paragraph × state."""
    cells = _grouped(reading, lambda line: (frame.paragraph_of[line.commitment], line.party))
    return Matrix(
        rows=tuple(frame.rows),
        parties=tuple(frame.parties),
        cells=tuple(
            _cell((row, party), cells[row, party], owed=(row, party) in frame.owed)
            for row in frame.rows
            for party in frame.parties
        ),
    )


def _cell(place: tuple[str, str], lines: Sequence[Counted], *, owed: bool) -> MatrixCell:
    counts = count(lines)
    shown = Outcome.REPORTED if counts.due else Outcome.VOLUNTEERED
    levels = [
        (line.level_before, line.level)
        for line in lines
        if line.outcome is shown and line.level is not None
    ]
    return MatrixCell(
        row=place[0],
        party=place[1],
        owed=owed or bool(counts.due),
        level=lower_median_level(
            [level for _before, level in levels], reported=counts.reported, due=counts.due
        ),
        change=change(levels, due=counts.due),
        counts=counts,
    )


def moves(updates: Iterable[UpdateEntry]) -> tuple[Move, ...]:
    """Return the updates whose level is another than before."""
    return tuple(
        Move(party=u.party, commitment=u.commitment, before=u.level_before, now=u.level)
        for u in updates
        if u.level is not None and u.level_before is not None and u.level != u.level_before
    )


def silent(
    reading: Reading, parties: Sequence[str], commitments: Sequence[str]
) -> tuple[SilentParty, ...]:
    """Return the parties from which something overdue, or due when its period closed, is missing.

    In the order given. What is submitted and not yet decided is not missing.
    """
    lines = _grouped(reading, lambda line: line.party)
    missing = {
        party: {
            line.commitment
            for line in lines[party]
            if line.overdue or line.outcome is Outcome.NOT_REPORTED
        }
        for party in parties
    }
    counts = {party: count(lines[party]) for party in parties if missing[party]}
    return tuple(
        SilentParty(
            party=party,
            due=counts[party].due,
            reported=counts[party].reported,
            received=counts[party].received,
            missing=tuple(sorted(missing[party], key=commitments.index)),
        )
        for party in counts
    )
