"""Blocks as WordprocessingML, written out: by the API of python-docx a long annex takes minutes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from reporting.renderers.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Figure,
    Fill,
    Heading,
    Prose,
    Run,
    Runs,
    Section,
    Table,
)
from reporting.renderers.palette import ACCENT, PALETTE, RULE

NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
    )
)
EMU: Final = 12700  # in a point
# US Letter and its margins, in twentieths of a point.
SHORT_SIDE, LONG_SIDE, MARGIN, NARROW_MARGIN = 12240, 15840, 1250, 800
_PROSE_STYLES: Final = {
    "body": "BodyText",
    "small": "SmallText",
    "quote": "Quote",
    "lead": "Lead",
}
_SIDES: Final = {"start": "left", "center": "center", "end": "right"}
_NOT_IN_BOOKMARKS: Final = re.compile(r"\W")


class Writer:
    """Writes blocks as XML. `link`, `picture`: return the id of a relationship for them."""

    def __init__(self, *, link: Callable[[str], str], picture: Callable[[], str]) -> None:
        self._link = link
        self._picture = picture
        self._bookmarks: dict[str, int] = {}
        self._figures = 0

    def section(self, section: Section, *, last: bool) -> Iterator[str]:
        """Yield the XML of a section; the last one leaves its properties to the body's end."""
        wide = LONG_SIDE - 2 * NARROW_MARGIN if section.landscape else SHORT_SIDE - 2 * MARGIN
        for block in section.blocks:
            yield self.block(block, wide=wide)
        if not last:
            yield section_end(landscape=section.landscape, columns=1 + section.dense)

    def block(self, block: Block, *, wide: int) -> str:
        """Return the XML of a block; `wide`: twentieths of a point there are."""
        match block:
            case Heading():
                return self._heading(block)
            case Prose():
                return paragraph(self.runs(block.runs), _PROSE_STYLES[block.kind])
            case Bullets():
                items = (paragraph(self.runs(item), "ListBullet") for item in block.items)
                return "".join(items)
            case Facts():
                return self.facts(block.rows)
            case Table():
                return self._table(block, wide)
            case Figure():
                return self._figure(block)

    def runs(self, runs: Runs) -> str:
        """Return the XML of runs."""
        return "".join(map(self._run, runs))

    def facts(self, rows: tuple[tuple[str, Runs], ...]) -> str:
        """Return terms and what they are, a paragraph each."""
        return "".join(
            paragraph(run(Run(text=f"{term}: ", strong=True)) + self.runs(about), "BodyText")
            for term, about in rows
        )

    def _run(self, one: Run) -> str:
        if not one.href:
            return run(one)
        if one.href.startswith("#"):
            target = f"w:anchor={quoteattr(bookmark(one.href[1:]))}"
        else:
            target = f'r:id="{self._link(one.href)}"'
        return f'<w:hyperlink {target} w:history="1">{run(one, style="Hyperlink")}</w:hyperlink>'

    def _heading(self, heading: Heading) -> str:
        inner = run(Run(text=heading.text))
        name = bookmark(heading.anchor)
        if heading.anchor and name not in self._bookmarks:
            number = self._bookmarks[name] = len(self._bookmarks) + 1
            inner = (
                f'<w:bookmarkStart w:id="{number}" w:name={quoteattr(name)}/>{inner}'
                f'<w:bookmarkEnd w:id="{number}"/>'
            )
        # The contents list Word's own heading styles: what they leave out has others.
        style = "" if heading.listed else "Annex"
        return paragraph(inner, f"{style}Heading{heading.level}")

    def _table(self, table: Table, wide: int) -> str:
        whole = sum(column.width for column in table.columns)
        widths = [round(wide * column.width / whole) for column in table.columns]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        small = "MatrixText" if table.dense else "CellText"
        if len(table.columns) > 8 and not table.dense:
            small = "NarrowText"
        head = "".join(
            cell_xml(
                run(Run(text=column.title, strong=True)),
                width,
                small,
                fill=column.fill or "head",
                align=column.align,
            )
            for column, width in zip(table.columns, widths, strict=True)
        )
        rows = "".join(
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{self._cells(row, table.columns, widths, small)}"
            "</w:tr>"
            for row in table.rows
        )
        caption = paragraph(run(Run(text=table.caption)), "Caption")
        return (
            f"{caption}<w:tbl><w:tblPr>"
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{_BORDERS}<w:tblLayout w:type="fixed"/>'
            f"{_MARGINS}"
            '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={quoteattr(table.caption)}/></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
            f"{paragraph('', 'AfterTable')}"
        )

    def _cells(
        self, row: tuple[Cell, ...], columns: tuple[Column, ...], widths: list[int], style: str
    ) -> str:
        return "".join(
            cell_xml(self.runs(one.runs), width, style, fill=one.fill, align=column.align)
            for one, column, width in zip(row, columns, widths, strict=True)
        )

    def _figure(self, figure: Figure) -> str:
        self._figures += 1
        number, relation = self._figures, self._picture()
        size = f'cx="{round(figure.width * EMU)}" cy="{round(figure.height * EMU)}"'
        described = f'id="{number}" name="Figure {number}" descr={quoteattr(figure.alternative)}'
        uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
        drawing = (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f"<wp:extent {size}/><wp:docPr {described}/>"
            f'<a:graphic><a:graphicData uri="{uri}"><pic:pic><pic:nvPicPr><pic:cNvPr {described}/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
            f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" '
            f'y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
        picture = paragraph(drawing, "FigureLine")
        return picture + paragraph(run(Run(text=figure.caption)), "FigureCaption")


def run(one: Run, *, style: str = "") -> str:
    """Return the XML of a run; what it says is escaped."""
    marks = f'<w:rStyle w:val="{style}"/>' if style else ""
    marks += "<w:b/>" if one.strong else ""
    marks += "<w:i/>" if one.emphasis else ""
    marks += f'<w:lang w:val="{escape(one.language)}"/>' if one.language else ""
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(one.text)}</w:t></w:r>'


def paragraph(inner: str, style: str, properties: str = "") -> str:
    """Return the XML of a paragraph."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def cell_xml(inner: str, width: int, style: str, *, fill: Fill, align: str) -> str:
    """Return the XML of a table's cell in the colours of its fill."""
    shade = ""
    if fill:
        ground, ink = PALETTE[fill]
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
        colour = f'<w:color w:val="{ink}"/>'
        inner = (
            inner.replace("<w:rPr>", f"<w:rPr>{colour}")
            if "<w:rPr>" in inner
            else (inner.replace("<w:r>", f"<w:r><w:rPr>{colour}</w:rPr>"))
        )
    aligned = "" if align == "start" else f'<w:jc w:val="{_SIDES[align]}"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{paragraph(inner, style, aligned)}</w:tc>"
    )


def bookmark(anchor: str) -> str:
    """Return an anchor as the name of a bookmark: at most 40 letters, digits, underscores."""
    return "_" + _NOT_IN_BOOKMARKS.sub("_", anchor)[:39]


def section_end(*, landscape: bool, columns: int) -> str:
    """Return the paragraph that ends a section of the document."""
    inner = section_properties(landscape=landscape, columns=columns)
    return f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{inner}</w:pPr></w:p>'


def section_properties(
    *, landscape: bool, columns: int, references: str = "", cover: bool = False
) -> str:
    """Return a section's properties; headers not referred to are those of the section before."""
    wide, high, margin = SHORT_SIDE, LONG_SIDE, MARGIN
    turned = ""
    if landscape:
        wide, high, margin, turned = high, wide, NARROW_MARGIN, ' w:orient="landscape"'
    first = "<w:titlePg/>" if cover else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        f'<w:pgMar w:top="{MARGIN}" w:right="{margin}" w:bottom="1100" w:left="{margin}" '
        f'w:header="600" w:footer="500" w:gutter="0"/><w:cols w:num="{columns}" w:space="280"/>'
        f"{first}</w:sectPr>"
    )


_BORDERS: Final = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
_MARGINS: Final = (
    "<w:tblCellMar>"
    '<w:top w:w="25" w:type="dxa"/><w:left w:w="40" w:type="dxa"/>'
    '<w:bottom w:w="25" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
    "</w:tblCellMar>"
)
LINK_COLOUR: Final = ACCENT
