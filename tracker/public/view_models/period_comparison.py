"""What changed between two periods: which commitments, of which states, by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Words
from commitments.models import Commitment, Instrument, Party
from commitments.parties.queries import by_name
from commitments.people.rules.permissions import Person
from commitments.templatetags.catalogue import address
from tracker.periods.models import ReportingPeriod
from tracker.public.view_models.matrix_view import kind_of, signed
from tracker.updates.queries.matrix import PeriodMatrixCell, matrix
from tracker.updates.view_models.distribution import Distribution

UP, DOWN, BEGUN, ENDED, SAME = "up", "down", "begun", "ended", "same"
NAMES: Final[dict[str, Words]] = {
    UP: _("Higher level"),
    DOWN: _("Lower level"),
    BEGUN: _("A level in %(after)s, none in %(before)s"),
    ENDED: _("A level in %(before)s, none in %(after)s"),
    SAME: _("Same level"),
}
# Of all states together only the number of these is shown: no list of hundreds.
_ONLY_COUNTED: Final = (BEGUN, ENDED, SAME)


@dataclass(frozen=True, slots=True)
class LevelMark:
    """The mark of a level, or of the state of an update without one."""

    css: str
    mark: str


@dataclass(frozen=True, slots=True)
class LevelChange:
    """One commitment of one state, before and after; `change` is "+1" or "−1", "" without both."""

    commitment: Commitment
    href: str
    before: LevelMark
    after: LevelMark
    change: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """One of NAMES: how many commitments changed so, and of which states where that is shown."""

    key: str
    name: Words
    many: int
    movers: list[tuple[Party, str, list[LevelChange]]]


@dataclass(frozen=True, slots=True)
class PeriodComparison:
    """Two periods: how each stands, and what changed from one to the other.

    `compared`: how many commitments have a level in both. Only those can move up or down.
    """

    before: ReportingPeriod
    after: ReportingPeriod
    standing: list[tuple[ReportingPeriod, Distribution]]
    compared: int
    kinds: list[ChangeGroup]


def compare_periods(
    person: Person,
    instrument: Instrument,
    before: ReportingPeriod,
    after: ReportingPeriod,
    *,
    state: Party | None,
) -> PeriodComparison:
    """Return what changed between two periods, of one state or of all, as `person` may read it."""
    was, now = (
        {
            (cell.row, cell.party): cell
            for cell in matrix(
                period=period, instrument=instrument, by="commitment", person=person
            ).cells
        }
        for period in (before, after)
    )
    parties = [state] if state else by_name(Party.objects.states())
    codes = {party.code for party in parties}
    moved: dict[
        str, dict[str, list[tuple[str, PeriodMatrixCell | None, PeriodMatrixCell | None]]]
    ] = {}
    for row, code in {**was, **now}:
        pair = was.get((row, code)), now.get((row, code))
        if code in codes and (way := _change_of(*pair)):
            moved.setdefault(way, {}).setdefault(code, []).append((row, *pair))
    commitments = {
        one.code: one
        for one in Commitment.objects.filter(instrument=instrument).select_related("instrument")
    }
    kinds = [
        _group(
            key,
            str(name) % {"before": before.name, "after": after.name},
            moved.get(key, {}),
            parties,
            commitments,
            after,
            named=state is not None,
        )
        for key, name in NAMES.items()
    ]
    return PeriodComparison(
        before=before,
        after=after,
        standing=[
            (period, Distribution.of(cell for (_row, code), cell in cells.items() if code in codes))
            for period, cells in ((before, was), (after, now))
        ],
        compared=sum(one.many for one in kinds if one.key in (UP, DOWN, SAME)),
        kinds=kinds,
    )


def _change_of(was: PeriodMatrixCell | None, now: PeriodMatrixCell | None) -> str:
    """Return the key of NAMES for a pair of cells, "" where neither has a level."""
    old = was.level if was else None
    new = now.level if now else None
    if old is None or new is None:
        if old is None and new is None:
            return ""
        return BEGUN if old is None else ENDED
    if new == old:
        return SAME
    return UP if new > old else DOWN


def _group(
    key: str,
    name: str,
    moved: dict[str, list[tuple[str, PeriodMatrixCell | None, PeriodMatrixCell | None]]],
    parties: Iterable[Party],
    commitments: dict[str, Commitment],
    after: ReportingPeriod,
    *,
    named: bool,
) -> ChangeGroup:
    many = sum(len(rows) for rows in moved.values())
    if not named and key in _ONLY_COUNTED:
        return ChangeGroup(key, name, many, [])
    movers = []
    for party in parties:
        rows = sorted(moved.get(party.code, ()), key=lambda row: commitments[row[0]].position)
        page = f"{address(party)}?period={after.key}"
        moves = [
            LevelChange(
                commitment=commitments[row],
                href=f"{page}#c{row}",
                before=_mark(was),
                after=_mark(now),
                change=_change(was, now),
            )
            for row, was, now in rows
        ]
        if moves:
            movers.append((party, page, moves))
    return ChangeGroup(key, name, many, movers)


def _mark(cell: PeriodMatrixCell | None) -> LevelMark:
    return LevelMark(*kind_of(cell)[:2]) if cell else LevelMark("", "")


def _change(was: PeriodMatrixCell | None, now: PeriodMatrixCell | None) -> str:
    if was is None or now is None or was.level is None or now.level is None:
        return ""
    return signed(now.level - was.level)
