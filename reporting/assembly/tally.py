"""Every count of a report, from one list of outcomes: so that no two numbers can disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reporting.dataset import LevelCounts, Matrix, MatrixCell, Move, SilentParty, UpdateEntry
from tracker.levels import change, lower_median_level

from .reading import Due, Outcome, Reading

NOTHING = LevelCounts(due=0, levels=(0, 0, 0, 0, 0), not_applicable=0, withheld=0, not_reported=0)


def count(outcomes: Iterable[Outcome]) -> LevelCounts:
    """Return how many stand where; `due` is how many there are."""
    levels = [0] * 5
    others = dict.fromkeys(("not_applicable", "withheld", "not_reported"), 0)
    for outcome in outcomes:
        if isinstance(outcome, int):
            levels[outcome] += 1
        else:
            others[outcome] += 1
    a, b, c, d, e = levels
    return LevelCounts(due=sum(levels) + sum(others.values()), levels=(a, b, c, d, e), **others)


def count_by(reading: Reading, key: Callable[[Due], str]) -> defaultdict[str, LevelCounts]:
    """Return the counts by `key` of what was due; nothing for keys that occur nowhere."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for due in reading.due:
        groups[key(due)].append(reading.outcome(due))
    return defaultdict(
        lambda: NOTHING, {name: count(outcomes) for name, outcomes in groups.items()}
    )


@dataclass(frozen=True, slots=True)
class MatrixFrame:
    """Rows (paragraph references), columns (states), and which pairs are owed."""

    rows: Sequence[str]
    parties: Sequence[str]
    paragraph_of: Mapping[str, str]
    owed: frozenset[tuple[str, str]]


def matrix(frame: MatrixFrame, reading: Reading, before: Mapping[int, int]) -> Matrix:
    """Return paragraph × state. `before`: the last accepted levels, by responsibility."""
    cells: dict[tuple[str, str], list[Due]] = defaultdict(list)
    for due in reading.due:
        cells[frame.paragraph_of[due.commitment], due.party].append(due)
    return Matrix(
        rows=tuple(frame.rows),
        parties=tuple(frame.parties),
        cells=tuple(
            _cell(
                (row, party),
                cells[row, party],
                owed=(row, party) in frame.owed,
                reading=reading,
                before=before,
            )
            for row in frame.rows
            for party in frame.parties
        ),
    )


def _cell(
    place: tuple[str, str],
    dues: Sequence[Due],
    *,
    owed: bool,
    reading: Reading,
    before: Mapping[int, int],
) -> MatrixCell:
    outcomes = [reading.outcome(due) for due in dues]
    accepted = sum(due.responsibility in reading.said for due in dues)
    was = [before[due.responsibility] for due in dues if due.responsibility in before]
    now = [outcome for outcome in outcomes if isinstance(outcome, int)]
    level = lower_median_level(now, reported=accepted, due=len(dues))
    return MatrixCell(
        row=place[0],
        party=place[1],
        owed=owed or bool(dues),
        level=level,
        change=change(lower_median_level(was, reported=len(was), due=len(dues)), level),
        counts=count(outcomes),
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
    """Return who left what unreported once it was past due, in the order given."""
    position = {code: number for number, code in enumerate(commitments)}
    missing: dict[str, list[str]] = defaultdict(list)
    total: dict[str, int] = defaultdict(int)
    reported: dict[str, int] = defaultdict(int)
    for due in reading.due:
        total[due.party] += 1
        if reading.outcome(due) != "not_reported":
            reported[due.party] += 1
        elif due.past_due:
            missing[due.party].append(due.commitment)
    return tuple(
        SilentParty(
            party=party,
            due=total[party],
            reported=reported[party],
            missing=tuple(sorted(missing[party], key=position.__getitem__)),
        )
        for party in parties
        if party in missing
    )
