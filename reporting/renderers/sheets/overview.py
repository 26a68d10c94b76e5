"""The sheets that sum up: summary, matrix, definitions."""

from __future__ import annotations

from reporting.renderers.blocks import Fill
from reporting.renderers.edition import Edition, parts
from reporting.renderers.layout.matrix import sign_of_change, standing
from reporting.renderers.sheets.shapes import Sheet, SheetColumn, Value, sheet


def summary(edition: Edition) -> Sheet:
    """Return how many stand where, now and before, and what the workbook is."""
    data, words = edition.dataset, edition.words
    before = data.counts_before
    earlier = [number for _fill, _key, number in parts(before)] if before else []
    rows: list[list[Value]] = []
    for place, (fill, key, number) in enumerate(parts(data.counts)):
        rows.append([(words(key), fill), number, earlier[place] if earlier else None])
    rows += [
        [words("reported"), data.counts.reported, before.reported if before else None],
        [words("summary.due"), data.counts.due, before.due if before else None],
        [words("column.late"), data.late, None],
        [words("as_of"), words.moment(data.as_of), None],
        [words("classification"), words(f"audience.{data.audience}"), None],
        [words("checksum"), edition.sha256, None],
        [words("level.note"), None, None],
        [words("unofficial"), None, None],
    ]
    if data.sample:
        rows.append([words("sample.notice"), None, None])
    return sheet(
        edition,
        "summary",
        rows,
        ("rubric.level", 48),
        ("summary.now", 24),
        ("summary.before.column", 14),
        filters=False,
    )


def matrix(edition: Edition) -> Sheet:
    """Return paragraph × state, a number for each level."""
    words, table = edition.words, edition.dataset.matrix
    cells = {(found.row, found.party): found for found in table.cells}
    states = edition.by_name(table.parties)
    headlines = {p.reference: edition.name(p.headlines) for p in edition.dataset.paragraphs}
    rows: list[list[Value]] = []
    for row in table.rows:
        line: list[Value] = [f"{row} {headlines.get(row, '')}".strip()]
        for state in states:
            found = cells.get((row, state))
            if found is None or not found.owed:
                line.append(None)
                continue
            fill, sign, _key = standing(found)
            change = sign_of_change(found.change)
            plain = found.level is not None and not change
            line.append((found.level if plain else sign + change, fill))
        rows.append(line)
    columns = [
        SheetColumn(title=words("matrix.paragraph"), width=40),
        *(SheetColumn(title=state, width=5.5) for state in states),
    ]
    return Sheet(key="matrix", name=words("sheet.matrix"), columns=columns, rows=rows, filters=False)


def definitions(edition: Edition) -> Sheet:
    """Return the rubric and the method."""
    words = edition.words
    rows: list[list[Value]] = []
    for line in edition.dataset.rubric:
        fill: Fill = "na"
        if line.level is not None:
            fill = parts(edition.dataset.counts)[line.level][0]
        name = edition.name(line.names)
        rows.append(
            [
                (name if line.level is None else f"{line.level} {name}", fill),
                edition.name(line.meanings),
            ]
        )
    keys = ("counts", "levels", "median", "rank", "words")
    rows += [[words("annex.method"), words(f"method.{key}")] for key in keys]
    rows.append([words("level.withheld"), words("method.audience", audience=_audience(edition))])
    return sheet(
        edition,
        "definitions",
        rows,
        ("column.term", 28),
        ("rubric.meaning", 100),
        filters=False,
    )


def _audience(edition: Edition) -> str:
    return edition.words(f"audience.{edition.dataset.audience}").lower()
