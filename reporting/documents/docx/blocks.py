"""Blocks as WordprocessingML, in the styles that `docx_styles` defines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from xml.sax.saxutils import quoteattr

from reporting.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Figure,
    Fill,
    Heading,
    Prose,
    Run,
    Runs,
    Table,
)
from reporting.documents.charts import estimated_width
from reporting.documents.docx.bookmarks import Bookmarks
from reporting.documents.docx.styles import TERM, heading_style
from reporting.documents.docx.wordml import (
    UPRIGHT,
    address,
    bookmarked,
    jump,
    leftward,
    line,
    paragraph,
    run,
)
from reporting.documents.palette import PALETTE, Pattern

EMU: Final = 12700  # in a point
_PROSE_STYLES: Final = {"body": "BodyText", "small": "SmallText", "quote": "Quote", "lead": "Lead"}
_SIDES: Final = {"start": "left", "center": "center", "end": "right"}
# The patterns of the palette as Word calls them (17.18.78).
_SHADINGS: Final[dict[Pattern, str]] = {
    "": "clear",
    "dots": "pct20",
    "up": "thinDiagStripe",
    "down": "thinReverseDiagStripe",
    "grid": "thinHorzCross",
    "across": "thinHorzStripe",
}
_BLACK: Final = "1B1B1B"
# A row of more characters may break across pages: held together it would leave half of one empty.
_ROW_HELD_TOGETHER: Final = 1200
_SHORT_TABLE: Final = 6
_MANY_COLUMNS: Final = 8
_TERM_SIZE: Final = 10


class Writer:
    """Writes blocks as XML. `link`, `picture`: return the id of a relationship for them."""

    def __init__(
        self, document: Document, *, link: Callable[[str], str], picture: Callable[[], str]
    ) -> None:
        self._bookmarks = Bookmarks(document)
        self._link = link
        self._picture = picture
        self._figures = 0

    def block(self, block: Block, *, wide: int) -> str:
        """Return the XML of a block; `wide`: twentieths of a point there are."""
        match block:
            case Heading():
                inner = bookmarked(run(Run(block.text)), self._bookmarks.of(block))
                return paragraph(inner, heading_style(block.level, listed=block.listed))
            case Prose():
                return self._prose(block.runs, _PROSE_STYLES[block.kind])
            case Bullets():
                return "".join(self._prose(item, "ListBullet") for item in block.items)
            case Facts():
                return self.facts(block.rows)
            case Table():
                return self._table(block, wide)
            case Figure():
                return self._figure(block)

    def facts(self, rows: tuple[tuple[str, Runs], ...]) -> str:
        """Return terms and what they are, a paragraph each."""
        return "".join(
            paragraph(run(Run(_term(term), strong=True)) + self._runs(about), "Facts")
            for term, about in rows
        )

    def _prose(self, runs: Runs, style: str) -> str:
        return paragraph(self._runs(runs), style, _direction(runs))

    def _runs(self, runs: Runs, ink: str = "") -> str:
        return "".join(self._run(one, ink) for one in runs)

    def _run(self, one: Run, ink: str) -> str:
        if not one.href:
            return run(one, ink=ink)
        if one.href.startswith("#"):
            name = self._bookmarks.names.get(one.href[1:])
            # On a dark ground the link's own colour would not be seen.
            style = "" if ink else "InnerLink"
            return jump(run(one, style=style, ink=ink), name) if name else run(one, ink=ink)
        target = address(one.href)
        if not target:
            return run(one, ink=ink)
        inner = run(one, style="Hyperlink", ink=ink)
        return f'<w:hyperlink r:id="{self._link(target)}" w:history="1">{inner}</w:hyperlink>'

    def _table(self, table: Table, wide: int) -> str:
        widths = _widths(table.columns, wide)
        style = head_style = "MatrixText" if table.dense else "CellText"
        if _narrow(table) and not table.dense:
            style, head_style = "NarrowText", "NarrowHead"
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = "".join(
            self._cell(
                Cell((Run(column.title, strong=True),), column.fill or "head"),
                column,
                width,
                head_style,
                held=True,
            )
            for column, width in zip(table.columns, widths, strict=True)
        )
        # The heading stays with the first row; a short table stays whole.
        held = len(table.rows) - 1 if len(table.rows) <= _SHORT_TABLE else 0
        rows = "".join(
            self._row(row, table.columns, widths, style, held=number < held)
            for number, row in enumerate(table.rows)
        )
        return (
            f"{line(table.caption, 'Caption')}<w:tbl>{_table_properties(table, sum(widths))}"
            f"<w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
            f"{paragraph('', 'AfterTable')}"
        )

    def _row(
        self,
        row: tuple[Cell, ...],
        columns: tuple[Column, ...],
        widths: list[int],
        style: str,
        *,
        held: bool,
    ) -> str:
        short = sum(len(one.text) for cell in row for one in cell.runs) <= _ROW_HELD_TOGETHER
        whole = "<w:trPr><w:cantSplit/></w:trPr>" if short else ""
        cells = "".join(
            self._cell(cell, column, width, style, held=held and short)
            for cell, column, width in zip(row, columns, widths, strict=True)
        )
        return f"<w:tr>{whole}{cells}</w:tr>"

    def _cell(self, cell: Cell, column: Column, width: int, style: str, *, held: bool) -> str:
        """Return a cell; `held`: on the page of the next row."""
        properties = ("<w:keepNext/>" if held else "") + _direction(cell.runs)
        if column.align != "start":
            properties += f'<w:jc w:val="{_SIDES[column.align]}"/>'
        inner = paragraph(self._runs(cell.runs, _ink(cell.fill)), style, properties)
        shade = _shade(cell.fill)
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>'

    def _figure(self, figure: Figure) -> str:
        self._figures += 1
        number, relation = self._figures, self._picture()
        scale = min(1.0, UPRIGHT / 20 / figure.width) * EMU
        size = f'cx="{round(figure.width * scale)}" cy="{round(figure.height * scale)}"'
        described = f'id="{number}" name="Figure {number}" descr={quoteattr(figure.alternative)}'
        uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
        drawing = (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f"<wp:extent {size}/><wp:docPr {described}/><wp:cNvGraphicFramePr/>"
            f'<a:graphic><a:graphicData uri="{uri}"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="{number}" name="image{number}.png"/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
            f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" '
            f'y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
        return paragraph(drawing, "FigureLine") + line(figure.caption, "FigureCaption")


def _term(term: str) -> str:
    """Return a term and the way to what it is: beside it, or below where it is too long."""
    return f"{term}\t" if estimated_width(term, _TERM_SIZE) < TERM else f"{term}\n"


def _direction(runs: Runs) -> str:
    """Return the property of a paragraph that runs from right to left, else ""."""
    for one in runs:
        if one.text.strip():
            return "<w:bidi/>" if leftward(one.text) else ""
    return ""


def _widths(columns: tuple[Column, ...], wide: int) -> list[int]:
    whole = sum(column.width for column in columns)
    return [round(wide * column.width / whole) for column in columns]


def _narrow(table: Table) -> bool:
    return table.dense or len(table.columns) > _MANY_COLUMNS


def _table_properties(table: Table, wide: int) -> str:
    """Return a table's properties: what it is called, and what its short headings stand for."""
    told = "; ".join(
        f"{column.title}: {column.meaning}"
        for column in table.columns
        if column.meaning and column.meaning != column.title
    )
    described = f"<w:tblDescription w:val={quoteattr(told)}/>" if told else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{wide}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_DENSE if _narrow(table) else ""}'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(table.caption)}/>{described}</w:tblPr>"
    )


def _ink(fill: Fill) -> str:
    """Return the colour of text on a fill, or "" where it is the text's own."""
    ink = PALETTE[fill].ink if fill else _BLACK
    return "" if ink == _BLACK else ink


def _shade(fill: Fill) -> str:
    if not fill:
        return ""
    shade = PALETTE[fill]
    colour = shade.trace or "auto"
    pattern = _SHADINGS[shade.pattern]
    return f'<w:shd w:val="{pattern}" w:color="{colour}" w:fill="{shade.ground}"/>'


_DENSE: Final = (
    "<w:tblCellMar>"
    + "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 20), ("left", 18), ("bottom", 20), ("right", 18))
    )
    + "</w:tblCellMar>"
)
