"""The blocks that PDF, DOCX and HTML documents are made of.

`lay_out` makes them from a dataset, once for each language; each renderer writes them in its
format. They hold text, never markup, so nothing that a party wrote can become markup.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Fill = Literal[
    "",
    "level-0",
    "level-1",
    "level-2",
    "level-3",
    "level-4",
    "na",
    "withheld",
    "received",
    "awaited",
    "silent",
    "head",
]


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of text. `href`: "#anchor" inside the document, or an address outside.

    `language`: "" where it is the document's own.
    """

    text: str
    language: str = ""
    strong: bool = False
    emphasis: bool = False
    href: str = ""


Runs = tuple[Run, ...]


class Heading(msgspec.Struct, frozen=True, tag=True):
    """`level` 1–3; `anchor` is unique in the document, or "" where nothing links here.

    `listed`: whether the contents name it, where its level is 1 or 2.
    """

    level: int
    text: str
    anchor: str = ""
    listed: bool = True


class Prose(msgspec.Struct, frozen=True, tag=True):
    """A paragraph. `kind`: body; small; lead (to what follows, on its page); quote (an instrument's
    words).
    """

    runs: Runs
    kind: Literal["body", "small", "lead", "quote"] = "body"


class Bullets(msgspec.Struct, frozen=True, tag=True):
    """An unordered list."""

    items: tuple[Runs, ...]


class Facts(msgspec.Struct, frozen=True, tag=True):
    """Terms and what they are."""

    rows: tuple[tuple[str, Runs], ...]


class Column(msgspec.Struct, frozen=True):
    """`width`: a share of the table's. `fill`: the colour its heading stands for."""

    title: str
    width: float = 1.0
    align: Literal["start", "center", "end"] = "start"
    fill: Fill = ""
    meaning: str = ""


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """`meaning`: what an abbreviation in the cell says, for those who hear it read."""

    runs: Runs
    fill: Fill = ""
    meaning: str = ""


class Table(msgspec.Struct, frozen=True, tag=True):
    """Its first column heads its rows; its heading repeats on every page. `dense`: a matrix."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    dense: bool = False


class Figure(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A drawing as SVG, `width` × `height` in points, with words for those who cannot see it."""

    svg: str
    width: float
    height: float
    alternative: str
    caption: str


Block = Heading | Prose | Bullets | Facts | Table | Figure


class Section(msgspec.Struct, frozen=True):
    """A part of the document that begins on a page of its own. `dense`: an annex in small type."""

    blocks: tuple[Block, ...]
    landscape: bool = False
    dense: bool = False


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """The first page. `classification` and `symbol` stand above one another at its head."""

    organ: str
    classification: str
    symbol: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, Runs], ...]
    notices: tuple[str, ...]


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A whole report in one language.

    `sample_mark`, `draft_mark`: words that stand on every page; "" where it is neither.
    """

    language: str
    title: str
    date: str
    running_head: str
    sample_mark: str
    draft_mark: str
    page_words: str
    contents_title: str
    colophon: str
    cover: Cover
    sections: tuple[Section, ...]
