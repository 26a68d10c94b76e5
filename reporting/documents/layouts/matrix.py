"""Paragraph × state, in colour and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reporting.dataset.schema import MatrixCell
from reporting.documents.blocks import Block, Cell, Column, Fill, Heading, Run, Section, Table
from reporting.documents.edition import Edition
from reporting.documents.layouts.shared_blocks import anchor_of_paragraph, body, cell

UP = "▲"
DOWN = "▼"
FEW = "…"
SILENT = "–"
RECEIVED = "○"
AWAITED = "·"
# So few rows leave room for the same in words below them.
ROWS_ON_ONE_PAGE = 3
# Fill, sign in the matrix, key of the words.
STANDINGS: tuple[tuple[Fill, str, str], ...] = (
    ("level-4", "4", "level.4"),
    ("level-3", "3", "level.3"),
    ("level-2", "2", "level.2"),
    ("level-1", "1", "level.1"),
    ("level-0", "0", "level.0"),
    ("na", "n/a", "level.na"),
    ("withheld", "●", "level.withheld"),
    ("silent", FEW, "level.few"),
    ("received", RECEIVED, "level.received"),
    ("awaited", AWAITED, "level.awaited"),
    ("silent", SILENT, "level.silent"),
)


def standing(found: MatrixCell) -> tuple[Fill, str, str]:
    """Return a cell's fill, sign and key of its words; all "" where nothing was asked for."""
    by_key = {key: (fill, sign, key) for fill, sign, key in STANDINGS}
    if not found.owed:
        return "", "", ""
    if not found.counts.due and found.level is None:
        return "", "", ""
    if found.level is not None:
        return by_key[f"level.{found.level}"]
    counts = found.counts
    if not counts.reported:
        return by_key[_without_answer(found)]
    # As on pages: levels of fewer than half show none; where nothing has a level, what there is.
    if any(counts.levels):
        return by_key["level.few"]
    return by_key["level.na" if counts.not_applicable else "level.withheld"]


def _without_answer(found: MatrixCell) -> str:
    """Return the key of what a cell shows where nothing is reported; what is in hand goes first."""
    counts = found.counts
    if counts.received:
        return "level.received"
    return "level.awaited" if counts.awaited and not counts.not_reported else "level.silent"


def sign_of_change(change: int | None) -> str:
    """Return ▲, ▼ or ""."""
    if not change:
        return ""
    return UP if change > 0 else DOWN


def matrix(edition: Edition) -> list[Section]:
    """Return the matrix on a page across, and the same in words; nothing where it is empty."""
    table = edition.dataset.matrix
    if not table.rows or not table.parties:
        return []
    words = edition.words
    cells = {(found.row, found.party): found for found in table.cells}
    states = edition.by_name(table.parties)
    blocks: list[Block] = [
        Heading(1, words.gettext("The matrix"), "matrix"),
        body(
            words.gettext(
                "Each cell is the lower median of the levels that a state reported on the "
                "commitments of a paragraph, once half of them are reported. %(note)s The states "
                "are in alphabetical order.",
                note=words.by_key("level.note"),
            )
        ),
        _grid(edition, states, cells),
        _key(edition),
        body(
            words.gettext("Codes of the states")
            + ": "
            + "; ".join(f"{code} {edition.party(code)}" for code in states)
            + "."
        ),
    ]
    in_words = (
        Heading(2, words.gettext("Description of the matrix")),
        _in_words(edition, states, cells),
    )
    if len(table.rows) <= ROWS_ON_ONE_PAGE:
        return [Section((*blocks, *in_words), landscape=True)]
    return [Section(tuple(blocks), landscape=True), Section(in_words, landscape=True)]


def _headline(edition: Edition, row: str) -> str:
    found = [p for p in edition.dataset.paragraphs if p.reference == row]
    return edition.name(found[0].headlines) if found else ""


def _grid(
    edition: Edition, states: Sequence[str], cells: dict[tuple[str, str], MatrixCell]
) -> Table:
    words = edition.words
    head = Column(words.by_key("matrix.paragraph"), 6)
    columns = [Column(state, 1, align="center", meaning=edition.party(state)) for state in states]
    rows = []
    for row in edition.dataset.matrix.rows:
        first = cell(f"{row} {_headline(edition, row)}", href=f"#{anchor_of_paragraph(row)}")
        rows.append((first, *(_cell(edition, cells.get((row, state))) for state in states)))
    return Table(
        caption=words.gettext("Paragraph by state: self-reported level"),
        columns=(head, *columns),
        rows=tuple(rows),
        dense=True,
    )


def _cell(edition: Edition, found: MatrixCell | None) -> Cell:
    fill, sign, key = standing(found) if found is not None else ("", "", "")
    if found is None or not key:
        return cell("")
    words = edition.words
    change = sign_of_change(found.change)
    level = words.by_key(key) if found.level is None else edition.level(found.level)
    if change:
        up, down = words.pgettext("level", "moved up"), words.pgettext("level", "moved down")
        level += ", " + (up if change == UP else down)
    meaning = words.gettext(
        "%(state)s, paragraph %(row)s: %(level)s; %(reported)s of %(due)s reported",
        state=edition.party(found.party),
        row=found.row,
        level=level,
        reported=found.counts.reported,
        due=found.counts.due,
    )
    return Cell((Run(written_sign(edition, key, sign) + change),), fill, meaning=meaning)


def written_sign(edition: Edition, key: str, sign: str) -> str:
    """Return a sign as the language writes it: "n/a" is "s.o." in French."""
    return edition.words.by_key("level.na.short") if key == "level.na" else sign


def _key(edition: Edition) -> Table:
    words = edition.words
    columns = tuple(
        Column(
            written_sign(edition, key, sign),
            fill=fill,
            align="center",
            width=0.4 + len(words.by_key(key)) / 12,
        )
        for fill, sign, key in STANDINGS
    )
    row = tuple(cell(words.by_key(key)) for _fill, _sign, key in STANDINGS)
    legend, signs = words.pgettext("matrix", "Key"), "; ".join(signs_explained(edition))
    return Table(caption=f"{legend}: {signs}", columns=columns, rows=(row,))


def signs_explained(edition: Edition) -> tuple[str, str]:
    """Return what the marks of a change, and a cell without a sign, say."""
    words = edition.words
    return (
        words.gettext("▲ up, ▼ down compared with the previous accepted updates"),
        words.gettext("blank: no update is due from the state"),
    )


def _in_words(
    edition: Edition, states: Sequence[str], cells: dict[tuple[str, str], MatrixCell]
) -> Table:
    words = edition.words
    rows: dict[str, dict[str, list[str]]] = {}
    for row in edition.dataset.matrix.rows:
        by_key = rows.setdefault(row, {})
        for state in states:
            found = cells.get((row, state))
            key = standing(found)[2] if found is not None else ""
            if found is not None and key:
                by_key.setdefault(key, []).append(state + sign_of_change(found.change))
    shown = [one for one in STANDINGS if any(one[2] in by_key for by_key in rows.values())]
    columns = (
        Column(words.by_key("matrix.paragraph"), 1.2),
        *(
            Column(words.by_key(key), fill=fill, width=_width(key, rows.values()))
            for fill, _sign, key in shown
        ),
    )
    return Table(
        caption=words.gettext("States by level reported on each paragraph"),
        columns=columns,
        rows=tuple(
            (
                cell(row, strong=True),
                *(cell(" ".join(by_key.get(key, []))) for _fill, _sign, key in shown),
            )
            for row, by_key in rows.items()
            if by_key
        ),
    )


def _width(key: str, rows: Iterable[Mapping[str, Sequence[str]]]) -> float:
    """Return the width of a column: by the most states in one of its cells, within bounds."""
    most = max(len(by_key.get(key, ())) for by_key in rows)
    return min(max(1.3, 0.3 * most), 3.6)
