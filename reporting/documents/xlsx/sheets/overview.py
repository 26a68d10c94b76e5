"""The sheets that sum up: summary, matrix, trend."""

from __future__ import annotations

from reporting.dataset.schema import MatrixCell
from reporting.documents.edition import Edition, parts
from reporting.documents.layouts.matrix import STANDINGS, sign_of_change, signs_explained, standing
from reporting.documents.layouts.shared_blocks import columns_of_scopes, named_before, named_scope
from reporting.documents.xlsx.sheets.columns import (
    COUNTED,
    FORMS,
    Painted,
    Sheet,
    SheetColumn,
    Value,
    counted,
    last_day_covered,
    share,
    sheet,
    yes,
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
    titles = (
        (words.by_key("rubric.level"), "rubric.level", 34),
        (scope, "summary.now", 14),
        (words.by_key("summary.share"), "summary.share", 18),
        (scope_before or "–", "summary.before.column", 14),
    )
    compared = named_before(edition)
    named = [[named_scope(edition) + (f" – {compared}" if compared else "")]]
    return Sheet(
        key="summary",
        name=words.by_key("sheet.summary"),
        columns=[
            SheetColumn(title=title, width=width, key=key, form=FORMS.get(key, ""))
            for title, key, width in titles
        ],
        rows=rows,
        foot=[*named, [words.by_key("level.note")]],
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
        [Painted(f"{_sign(edition, key, sign)} = {words.by_key(key)}", fill)]
        for fill, sign, key in STANDINGS
    ]
    foot += [[line] for line in (*signs_explained(edition), words.by_key("level.note"))]
    columns = [
        SheetColumn(title=words.by_key("matrix.paragraph"), width=38, key="matrix.paragraph"),
        *(SheetColumn(title=state, width=5.2) for state in states),
    ]
    return Sheet(
        key="matrix",
        name=words.by_key("sheet.matrix"),
        columns=columns,
        rows=rows,
        foot=foot,
        filters=False,
    )


def _cell(edition: Edition, found: MatrixCell | None) -> Value:
    if found is None:
        return None
    fill, sign, key = standing(found)
    if not key:
        return None
    change = sign_of_change(found.change)
    if found.level is not None:
        return Painted(found.level, fill, change)
    return Painted(_sign(edition, key, sign) + change, fill)


def _sign(edition: Edition, key: str, sign: str) -> str:
    """Return a sign as the language writes it: "n/a" is "s.o." in French."""
    return edition.words.by_key("level.na.short") if key == "level.na" else sign


def trend(edition: Edition) -> Sheet:
    """Return each period counted by itself."""
    rows: list[list[Value]] = [
        [
            point.period,
            last_day_covered(point.covers_to),
            point.session,
            *counted(point.counts),
            yes(edition, point.sample),
        ]
        for point in edition.dataset.trend
    ]
    return sheet(
        edition,
        "trend",
        rows,
        ("column.period", 10),
        ("column.covers_to", 13),
        ("column.session_key", 12),
        *COUNTED,
        ("column.sample", 11),
    )
