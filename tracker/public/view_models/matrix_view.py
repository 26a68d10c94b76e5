"""Where things stand, made ready for templates: the period in hand, distributions, the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy

from commitments.foundation.errors import Words
from commitments.models import Commitment, Paragraph, Party
from tracker.public.view_models.party_columns import NAME, Group, groups
from tracker.updates.queries.matrix import Matrix, MatrixCell
from tracker.updates.rules.outcomes import (
    BESIDE_KEYS,
    LEVEL_KEYS,
)
from tracker.updates.view_models.distribution import _ANSWERED, KINDS, Distribution

FEW: Final = "…"
FEWER_THAN_HALF: Final = gettext_lazy("Fewer than half of those due have been reported")
# Which of them a cell shows where it has no level, the first that occurs.
_WITHOUT_LEVEL: Final = (
    *("not_applicable", "withheld", "received", "not_reported", "awaited"),
    *BESIDE_KEYS,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix as it is shown; `label` tells all of it, `href` leads to its updates.

    Where nothing was asked there is nothing but the class. `first`: of a group of columns.
    """

    css: str = ""
    mark: str = ""
    label: str = ""
    href: str = ""
    change: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: its heading's address and words, and one cell a party."""

    key: str
    words: str
    href: str
    cells: list[Cell]
    distribution: Distribution


@dataclass(frozen=True, slots=True)
class Table:
    """The matrix; the parties of `groups`, one after the other, head its columns."""

    groups: list[Group]
    rows: list[Row]

    @property
    def parties(self) -> list[Party]:
        return [party for group in self.groups for party in group.parties]

    @property
    def names(self) -> list[tuple[str, str, Words]]:
        """The legend: a class, a mark, and what it means."""
        return [*KINDS.values(), ("la", FEW, FEWER_THAN_HALF)]


def table(
    *,
    matrix: Matrix,
    rows: Iterable[tuple[str, Paragraph | Commitment, str, str]],
    parties: Iterable[Party],
    by: str = NAME,
) -> Table:
    """Return the matrix for the rows wanted: (key, what it is, its words, its address).

    `by`: the order of the parties, one of `columns.ORDERS`.
    """
    asked = set(matrix.parties)
    columns = groups((party for party in parties if party.code in asked), by)
    by_row: dict[str, dict[str, MatrixCell]] = {}
    for cell in matrix.cells:
        by_row.setdefault(cell.row, {})[cell.party] = cell
    links = [
        (party.code, party.name, _address(party, matrix.period), bool(number) and party == heads)
        for number, group in enumerate(columns)
        for heads in group.parties[:1]
        for party in group.parties
    ]
    made = []
    for key, thing, words, href in rows:
        cells = by_row.get(key, {})
        anchor = f"paragraph-{key}" if isinstance(thing, Paragraph) else f"c{key}"
        made.append(
            Row(
                key=key,
                words=words,
                href=href,
                cells=[
                    shown_cell(cells.get(code), f"{key} · {name}", f"{link}#{anchor}", first)
                    for code, name, link, first in links
                ],
                distribution=Distribution.of(cells.values()),
            )
        )
    return Table(groups=columns, rows=made)


def _address(party: Party, period: str) -> str:
    page = reverse("state" if party.is_state else "body", args=[party.code])
    return f"{page}?period={period}"


def kind_of(cell: MatrixCell) -> tuple[str, str]:
    """Return the class and the mark of a cell; `FEW` where fewer than half have been reported."""
    if cell.level is not None:
        css, mark, _name = KINDS[str(cell.level)]
        return css, mark
    if any(cell.counts.get(key) for key in LEVEL_KEYS):
        return "la", FEW
    for key in _WITHOUT_LEVEL:
        if cell.counts.get(key):
            css, mark, _name = KINDS[key]
            return css, mark
    return "", ""


def shown_cell(cell: MatrixCell | None, place: str, href: str, first: bool) -> Cell:
    """Return what a cell shows, an empty one where nothing is due of the party.

    Its label: "<place> · 3 Substantial +1 · 4 of 6 reported. Full 1. …".
    """
    if cell is None or not cell.counts:
        return Cell(first=first)
    css, mark = kind_of(cell)
    change = signed(cell.change)
    name = FEWER_THAN_HALF if mark == FEW else next(n for _c, m, n in KINDS.values() if m == mark)
    seen = f"{mark} {name} {change}".rstrip() if cell.level is not None else str(name)
    return Cell(
        css=css,
        mark=mark,
        label=f"{place} · {seen} · {_counted(cell.counts)}",
        href=href,
        change=change,
        first=first,
    )


def _counted(counts: Mapping[str, int]) -> str:
    """Return how many of those due were reported, and how many of them stand where."""
    distribution = Distribution(Counter(counts))
    said = [distribution.share + "."] if distribution.due else []
    # Where one was due, the cell has said already what stands for it.
    if distribution.due > 1:
        said += [f"{KINDS[key][2]} {counts[key]}." for key in _ANSWERED if counts.get(key)]
    said += [f"{KINDS[key][2]} {counts[key]}." for key in BESIDE_KEYS if counts.get(key)]
    return " ".join(said)


def signed(change: int | None) -> str:
    """Return `+1`, `−1` (a true minus), or "" for none."""
    if not change:
        return ""
    return f"+{change}" if change > 0 else f"−{-change}"
