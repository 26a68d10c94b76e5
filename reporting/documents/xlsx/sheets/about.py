"""The sheets on the workbook itself: what it holds, and what its words mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reporting.documents.blocks import Fill
from reporting.documents.edition import Edition, parts
from reporting.documents.layouts.cover import cover
from reporting.documents.xlsx.sheets.columns import TEXT_COLUMN, Link, Painted, Sheet, Value, sheet

_METHOD: Final = (
    "counts",
    "undecided",
    "late",
    "levels",
    "median",
    "moves",
    "trend",
    "rank",
    "words",
    "translations",
)
# Columns that are explained together.
_SHARED: Final = {f"level.{level}": "means.level" for level in range(5)}


def about(edition: Edition, others: Sequence[Sheet], left_out: Sequence[Sheet]) -> Sheet:
    """Return the list of sheets, then what the report is; what was left out has no rows."""
    words, front = edition.words, cover(edition)
    absent = {one.key for one in left_out}
    rows: list[list[Value]] = [
        [
            one.name if one.key in absent else Link(one.name, place_of(one)),
            words.by_key(f"holds.{one.key}"),
            len(one.rows),
        ]
        for one in (*others, *left_out)
    ]
    facts = [(term, "".join(run.text for run in runs)) for term, runs in front.facts]
    if front.classification:
        facts.insert(0, ("", front.classification))
    foot: list[list[Value]] = [["", front.subtitle]]
    foot += [[term, text] for term, text in facts]
    foot += [["", notice] for notice in front.notices]
    return sheet(
        edition,
        "about",
        rows,
        ("column.sheet", 34),
        ("column.holds", 90),
        ("column.rows", 10),
        foot=foot,
        filters=False,
    )


def place_of(one: Sheet) -> str:
    """Return where a link to a sheet leads."""
    quoted = one.name.replace("'", "''")
    return f"internal:'{quoted}'!A1"


def meaning(edition: Edition, key: str) -> str:
    """Return what a column means, by the key of its heading. Raises KeyError where none is said."""
    if key.startswith(TEXT_COLUMN):
        return edition.words.gettext("The party’s text, as written")
    return edition.words.by_key(_SHARED.get(key, f"means.{key}"))


def definitions(edition: Edition, others: Sequence[Sheet]) -> Sheet:
    """Return what each level, each column and each count means, and the method."""
    words = edition.words
    rows = [*_rubric(edition), *_columns(edition, others)]
    method = words.by_key("annex.method")
    rows += [[method, words.by_key(f"method.{key}"), ""] for key in _METHOD]
    audience = words.by_key(f"audience.{edition.dataset.audience}").lower()
    rows.append([method, words.by_key("method.audience", audience=audience), ""])
    return sheet(
        edition,
        "definitions",
        rows,
        ("column.term", 30),
        ("rubric.meaning", 100),
        ("column.sheet", 40),
    )


def _rubric(edition: Edition) -> list[list[Value]]:
    fills: list[Fill] = [fill for fill, _key, _number in parts(edition.dataset.counts)]
    rows: list[list[Value]] = []
    for line in edition.dataset.rubric:
        name = edition.name(line.names)
        term = (
            Painted(name, "na")
            if line.level is None
            else Painted(f"{line.level} {name}", fills[line.level])
        )
        rows.append([term, edition.name(line.meanings), edition.words.by_key("annex.rubric")])
    return rows


def _columns(edition: Edition, others: Sequence[Sheet]) -> list[list[Value]]:
    """Return each heading once, with the sheets it stands in."""
    found: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for one in others:
        for column in one.columns:
            if column.key:
                titles[column.key] = column.title
                found.setdefault(column.key, []).append(one.name)
    return [[titles[key], meaning(edition, key), ", ".join(names)] for key, names in found.items()]
