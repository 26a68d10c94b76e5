"""The sheets that give the whole: the summary and the matrix."""

from __future__ import annotations

from reporting.dataset.schema import MatrixCell
from reporting.documents.edition import Edition, parts
from reporting.documents.layouts.matrix import (
    STANDINGS,
    sign_of_change,
    signs_explained,
    standing,
    written_sign,
)
from reporting.documents.layouts.shared_blocks import columns_of_scopes, named_before, named_scope
from reporting.documents.xlsx.sheets.columns import (
    FORMS,
    Painted,
    Sheet,
    SheetColumn,
    Value,
    share,
    sheet,
)


def summary(edition: Edition) -> Sheet:
    """Return how many count as what, in the report's scope and in what it is compared with."""
    data, words = edition.dataset, edition.words
    now, before = data.counts, data.counts_before
    earlier = [number for _fill, _key, number in parts(before)] if before else []
    rows: list[list[Value]] = []
    for place, (fill, key, number) in enumerate(parts(now)):
        was = earlier[place] if earlier else None
        rows.append([Painted(words.by_key(key), fill), number, share(number, now.due), was])
    for key, name in (("reported", "reported"), ("summary.due", "due")):
        number, was = getattr(now, name), getattr(before, name) if before else None
        rows.append([words.by_key(key), number, share(number, now.due), was])
    for name in ("overdue", "volunteered", "undecided"):
        was = getattr(before, name) if before else None
        rows.append([words.by_key(name), getattr(now, name), None, was])
    rows.append([words.by_key("column.late"), data.late, None, None])
    scope, scope_before = columns_of_scopes(edition)
    columns = (
        (words.by_key("rubric.level"), "rubric.level", 34),
        (scope, "summary.now", 14),
        (words.by_key("summary.share"), "summary.share", 18),
        (scope_before or "–", "summary.before.column", 14),
    )
    compared = named_before(edition)
    named = named_scope(edition) + (f" – {compared}" if compared else "")
    return sheet(
        edition,
        "summary",
        rows,
        *(
            SheetColumn(title=title, width=width, key=key, form=FORMS.get(key, ""))
            for title, key, width in columns
        ),
        foot=[[named], [words.by_key("level.note")]],
        filters=False,
    )


def matrix(edition: Edition) -> Sheet:
    """Return paragraph × state, a number for each level; and below it what the signs mean."""
    words, table = edition.words, edition.dataset.matrix
    cells = {(found.row, found.party): found for found in table.cells}
    states = edition.by_name(table.parties)
    headlines = {p.reference: edition.name(p.headlines) for p in edition.dataset.paragraphs}
    rows: list[list[Value]] = [
        [
            f"{row} {headlines.get(row, '')}".strip(),
            *(_cell(edition, cells.get((row, state))) for state in states),
        ]
        for row in table.rows
    ]
    foot: list[list[Value]] = [
        [Painted(f"{written_sign(edition, key, sign)} = {words.by_key(key)}", fill)]
        for fill, sign, key in STANDINGS
    ]
    foot += [[line] for line in (*signs_explained(edition), words.by_key("level.note"))]
    columns = (SheetColumn(title=state, width=5.2) for state in states)
    return sheet(
        edition, "matrix", rows, ("matrix.paragraph", 38), *columns, foot=foot, filters=False
    )


def _cell(edition: Edition, cell: MatrixCell | None) -> Value:
    fill, sign, key = standing(cell) if cell is not None else ("", "", "")
    if cell is None or not key:
        return None
    change = sign_of_change(cell.change)
    if cell.level is not None:
        return Painted(cell.level, fill, change)
    return Painted(written_sign(edition, key, sign) + change, fill)
