"""The matrix of a period for templates: the mark, label and address of each cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy

from commitments.foundation.errors import Words
from commitments.models import Commitment, Paragraph, Party
from tracker.public.view_models.party_columns import NAME, PartyGroup, groups
from tracker.updates.queries.matrix import PeriodMatrix, PeriodMatrixCell
from tracker.updates.rules.outcomes import ANSWERED_KEYS, BESIDE_KEYS, LEVEL_KEYS
from tracker.updates.view_models.distribution import KINDS, Distribution

FEW: Final = "…"
FEWER_THAN_HALF: Final = gettext_lazy("Fewer than half of those due have been reported")
# What a cell without a level shows: the first of these that occurs.
_WITHOUT_LEVEL: Final = (
    *("not_applicable", "withheld", "received", "not_reported", "awaited"),
    *BESIDE_KEYS,
)


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as it is shown. `label`: all of it in words; `href`: where its updates are.

    It is empty where no update was requested. `first`: whether a group of columns begins here.
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

    `by`: the order of the parties, one of `party_columns.ORDERS`.
    """
    codes = set(matrix.parties)
    columns = groups((party for party in parties if party.code in codes), by)
    by_row: dict[str, dict[str, PeriodMatrixCell]] = {}
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
        anchor = anchor_of(key, thing)
        made.append(
            MatrixRow(
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
    return MatrixTable(groups=columns, rows=made)


def anchor_of(key: str, thing: Paragraph | Commitment) -> str:
    """Return where on a party's page a paragraph or a commitment is."""
    return f"paragraph-{key}" if isinstance(thing, Paragraph) else f"c{key}"


def _address(party: Party, period: str) -> str:
    page = reverse("state" if party.is_state else "body", args=[party.code])
    return f"{page}?period={period}"


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
    seen = f"{mark} {name} {change}".rstrip() if cell.level is not None else str(name)
    return ShownCell(
        css=css,
        mark=mark,
        label=f"{place} · {seen} · {_counted(cell.counts)}",
        href=href,
        change=change,
        first=first,
    )


def _counted(counts: Mapping[str, int]) -> str:
    """Return how many of the updates due were reported, and how they are distributed, in words."""
    distribution = Distribution(Counter(counts))
    words = [distribution.share + "."] if distribution.due else []
    # Where one was due, the mark of the cell says it already.
    if distribution.due > 1:
        words += [
            f"{KINDS[key][2]} {counts[key]}."
            for key in KINDS
            if key in ANSWERED_KEYS and counts.get(key)
        ]
    words += [f"{KINDS[key][2]} {counts[key]}." for key in BESIDE_KEYS if counts.get(key)]
    return " ".join(words)


def signed(change: int | None) -> str:
    """Return `+1`, `−1` (a true minus), or "" for none."""
    if not change:
        return ""
    return f"+{change}" if change > 0 else f"−{-change}"
