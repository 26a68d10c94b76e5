"""The matrix of a period for templates: the mark, label and address of each cell.

The order of its columns, the parties, is by name or by subregion, never by their results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Words
from commitments.models import Commitment, Paragraph, Party
from commitments.parties.queries import by_name
from commitments.templatetags.catalogue import address
from tracker.updates.queries.matrix import PeriodMatrix, PeriodMatrixCell
from tracker.updates.rules.outcomes import ANSWERED_KEYS, BESIDE_KEYS, LEVEL_KEYS
from tracker.updates.view_models.distribution import KINDS, Distribution

NAME: Final = "name"
SUBREGION: Final = "subregion"
ORDERS: Final[Mapping[str, Words]] = {NAME: _("By name"), SUBREGION: _("By subregion")}
# From north to south.
SUBREGIONS: Final[Mapping[str, Words]] = {
    "North America": _("North America"),
    "Central America": _("Central America"),
    "Caribbean": _("Caribbean"),
    "South America": _("South America"),
}
FEW: Final = "…"
FEWER_THAN_HALF: Final = _("Fewer than half of those due have been reported")
# What a cell without a level shows: the first of these that occurs.
_WITHOUT_LEVEL: Final = (
    *("not_applicable", "withheld", "received", "not_reported", "awaited"),
    *BESIDE_KEYS,
)


@dataclass(frozen=True, slots=True)
class PartyGroup:
    """Parties of one kind or subregion (`name`), by name in the active language."""

    name: Words
    parties: list[Party]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as it is shown. `label`: all of it in words; `href`: where its updates are.

    It is empty where no update was requested. `first`: whether a group of columns begins with it.
    """

    css: str = ""
    mark: str = ""
    label: str = ""
    href: str = ""
    change: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of the matrix: the words and the address of its heading, and a cell for each party."""

    key: str
    words: str
    href: str
    cells: list[ShownCell]
    distribution: Distribution


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """The matrix. The parties of `groups`, one after the other, are the headings of its columns."""

    groups: list[PartyGroup]
    rows: list[MatrixRow]

    @property
    def parties(self) -> list[Party]:
        return [party for group in self.groups for party in group.parties]

    @property
    def names(self) -> list[tuple[str, str, Words]]:
        """The legend: a class, a mark, and what it means."""
        return [*KINDS.values(), ("la", FEW, FEWER_THAN_HALF)]


def table(
    *,
    matrix: PeriodMatrix,
    rows: Iterable[tuple[str, Paragraph | Commitment, str, str]],
    parties: Iterable[Party],
    by: str = NAME,
) -> MatrixTable:
    """Return the matrix of these rows: (key, paragraph or commitment, words, address).

    `by`: the order of the parties, one of ORDERS.
    """
    codes = set(matrix.parties)
    columns = groups((party for party in parties if party.code in codes), by)
    cells = {(cell.row, cell.party): cell for cell in matrix.cells}
    headings = [
        (party, f"{address(party)}?period={matrix.period}", number > 0 and place == 0)
        for number, group in enumerate(columns)
        for place, party in enumerate(group.parties)
    ]
    return MatrixTable(
        groups=columns,
        rows=[
            MatrixRow(
                key=key,
                words=words,
                href=href,
                cells=[
                    shown_cell(
                        cells.get((key, party.code)),
                        f"{key} · {party.name}",
                        f"{page}#{anchor_of(key, row)}",
                        first,
                    )
                    for party, page, first in headings
                ],
                distribution=Distribution.of(cell for cell in matrix.cells if cell.row == key),
            )
            for key, row, words, href in rows
        ],
    )


def anchor_of(key: str, row: Paragraph | Commitment) -> str:
    """Return where on a party's page a paragraph or a commitment is."""
    return f"paragraph-{key}" if isinstance(row, Paragraph) else f"c{key}"


def kind_of(cell: PeriodMatrixCell) -> tuple[str, str, Words]:
    """Return the class, the mark and the name of what a cell shows; all "" where that is nothing.

    The mark is `FEW` where fewer than half of the updates due have been reported.
    """
    if cell.level is not None:
        return KINDS[str(cell.level)]
    if any(cell.counts.get(key) for key in LEVEL_KEYS):
        return "la", FEW, FEWER_THAN_HALF
    return next((KINDS[key] for key in _WITHOUT_LEVEL if cell.counts.get(key)), ("", "", ""))


def shown_cell(cell: PeriodMatrixCell | None, place: str, href: str, first: bool) -> ShownCell:
    """Return what a cell shows; an empty one where no update of the party counts in it.

    Its label: "<place> · 3 Substantial +1 · 4 of 6 reported. Full 1. …".
    """
    if cell is None or not cell.counts:
        return ShownCell(first=first)
    css, mark, name = kind_of(cell)
    change = signed(cell.change)
    words = f"{mark} {name} {change}".rstrip() if cell.level is not None else str(name)
    label = f"{place} · {words} · {_counted(cell.counts)}"
    return ShownCell(css=css, mark=mark, label=label, href=href, change=change, first=first)


def _counted(counts: Mapping[str, int]) -> str:
    """Return how many of the updates due were reported, and how they are distributed, in words."""
    distribution = Distribution(Counter(counts))
    words = [f"{distribution.share}."] if distribution.due else []
    # Where only one was due, the mark of the cell already says what it is.
    kinds = [key for key in KINDS if key in ANSWERED_KEYS] if distribution.due > 1 else []
    words += [
        f"{KINDS[key][2]} {counts[key]}." for key in (*kinds, *BESIDE_KEYS) if counts.get(key)
    ]
    return " ".join(words)


def signed(change: int | None) -> str:
    """Return `+1`, `−1` (a true minus), or "" for none."""
    if not change:
        return ""
    return f"+{change}" if change > 0 else f"−{-change}"


def groups(parties: Iterable[Party], order: str) -> list[PartyGroup]:
    """Return the states, in one group or by subregion, then the bodies; no group is empty."""
    sorted_parties = by_name(parties)
    states = [party for party in sorted_parties if party.is_state]
    bodies = [party for party in sorted_parties if not party.is_state]
    if order == SUBREGION:
        # Subregions of the catalogue that are not in SUBREGIONS come last.
        regions = dict.fromkeys([*SUBREGIONS, *(state.subregion for state in states)])
        of_states = [
            PartyGroup(SUBREGIONS.get(key, key), [s for s in states if s.subregion == key])
            for key in regions
        ]
    else:
        of_states = [PartyGroup(_("Member states"), states)]
    return [group for group in (*of_states, PartyGroup(_("Bodies"), bodies)) if group.parties]
