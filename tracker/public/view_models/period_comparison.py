"""What moved between two periods, by name."""

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
from tracker.periods.models.period import ReportingPeriod
from tracker.public.view_models.matrix_view import kind_of, signed
from tracker.updates.queries.matrix import MatrixCell, matrix
from tracker.updates.view_models.distribution import Distribution

UP, DOWN, BEGUN, ENDED, SAME = "up", "down", "begun", "ended", "same"
NAMES: Final[dict[str, Words]] = {
    UP: _("Moved up"),
    DOWN: _("Moved down"),
    BEGUN: _("A level in %(after)s, none in %(before)s"),
    ENDED: _("A level in %(before)s, none in %(after)s"),
    SAME: _("At the same level"),
}
# Among all states these are told by their number alone: no list of hundreds.
_BY_NUMBER: Final = (BEGUN, ENDED, SAME)


@dataclass(frozen=True, slots=True)
class Mark:
    """A level, or what stands where there is none."""

    css: str
    mark: str


@dataclass(frozen=True, slots=True)
class Move:
    """One commitment of one state: from what to what; `change` is +1 or −1, "" without both."""

    commitment: Commitment
    href: str
    before: Mark
    after: Mark
    change: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to move: how many did, and who, by name; nobody where only the number is told."""

    key: str
    name: Words
    many: int
    movers: list[tuple[Party, str, list[Move]]]


@dataclass(frozen=True, slots=True)
class Movement:
    """Two periods: how each stands, and what moved from one to the other.

    `compared`: how many have a level in both. Only those can move.
    """

    before: ReportingPeriod
    after: ReportingPeriod
    standing: list[tuple[ReportingPeriod, Distribution]]
    compared: int
    kinds: list[Kind]


def movement(
    person: Person,
    instrument: Instrument,
    before: ReportingPeriod,
    after: ReportingPeriod,
    *,
    state: Party | None,
) -> Movement:
    """Return what moved between two periods, of one state or of all; for what `person` may read."""
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
    moved: dict[str, dict[str, list[tuple[str, MatrixCell | None, MatrixCell | None]]]] = {}
    for row, code in {**was, **now}:
        pair = was.get((row, code)), now.get((row, code))
        if code in codes and (way := _way(*pair)):
            moved.setdefault(way, {}).setdefault(code, []).append((row, *pair))
    commitments = {
        one.code: one
        for one in Commitment.objects.filter(instrument=instrument).select_related("instrument")
    }
    kinds = [
        _kind(
            key,
            str(name) % {"before": before.key, "after": after.key},
            moved.get(key, {}),
            parties,
            commitments,
            after,
            named=state is not None,
        )
        for key, name in NAMES.items()
    ]
    return Movement(
        before=before,
        after=after,
        standing=[
            (period, Distribution.of(cell for (_row, code), cell in cells.items() if code in codes))
            for period, cells in ((before, was), (after, now))
        ],
        compared=sum(one.many for one in kinds if one.key in (UP, DOWN, SAME)),
        kinds=kinds,
    )


def _way(was: MatrixCell | None, now: MatrixCell | None) -> str:
    """Return which of NAMES a pair is, "" where neither has a level."""
    old = was.level if was else None
    new = now.level if now else None
    if old is None or new is None:
        if old is None and new is None:
            return ""
        return BEGUN if old is None else ENDED
    if new == old:
        return SAME
    return UP if new > old else DOWN


def _kind(  # what a kind is made of
    key: str,
    name: str,
    moved: dict[str, list[tuple[str, MatrixCell | None, MatrixCell | None]]],
    parties: Iterable[Party],
    commitments: dict[str, Commitment],
    after: ReportingPeriod,
    *,
    named: bool,
) -> Kind:
    many = sum(len(rows) for rows in moved.values())
    if not named and key in _BY_NUMBER:
        return Kind(key, name, many, [])
    movers = []
    for party in parties:
        rows = sorted(moved.get(party.code, ()), key=lambda row: commitments[row[0]].position)
        page = f"{address(party)}?period={after.key}"
        moves = [
            Move(
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
    return Kind(key, name, many, movers)


def _mark(cell: MatrixCell | None) -> Mark:
    return Mark(*kind_of(cell)) if cell else Mark("", "")


def _change(was: MatrixCell | None, now: MatrixCell | None) -> str:
    if was is None or now is None or was.level is None or now.level is None:
        return ""
    return signed(now.level - was.level)
