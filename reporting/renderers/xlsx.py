"""The workbook: the dataset as tables to filter and count. Text is never a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reporting.renderers.blocks import Fill
from reporting.renderers.edition import Edition
from reporting.renderers.layout.cover import symbol, title
from reporting.renderers.palette import ACCENT, PALETTE, RULE
from reporting.renderers.sheets import sheets
from reporting.renderers.sheets.shapes import Sheet, Value

# What a cell may hold (the format's own limit); the annex of the other formats has all of it.
LIMIT: Final = 32_767
LETTER: Final = 1
LINE: Final = 13.5  # points
MOST_LINES: Final = 6
PLAIN: Final[Fill] = ""


def render_xlsx(edition: Edition) -> bytes:
    """Return the workbook: one sheet a kind of thing, headings frozen, filters set."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": title(edition),
            "subject": edition.dataset.instrument.symbol,
            "author": edition.words("organ"),
            "comments": edition.words("colophon", sha256=edition.sha256),
            "created": datetime.fromisoformat(edition.dataset.as_of[:10]),
        }
    )
    formats = _formats(book)
    for sheet in sheets(edition):
        _write(book.add_worksheet(sheet.name[:31]), sheet, edition, formats)
    book.close()
    return made.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Formats:
    head: Format
    text: Format
    date: Format
    title: Format
    fills: dict[Fill, Format]


def _formats(book: Any) -> _Formats:
    plain = {"valign": "top", "text_wrap": True, "font_name": "Calibri", "font_size": 10}
    edge = {"border": 1, "border_color": f"#{RULE}"}
    return _Formats(
        head=book.add_format(
            {**plain, **edge, "bold": True, "bg_color": f"#{PALETTE['head'].ground}"}
        ),
        text=book.add_format(plain),
        date=book.add_format({**plain, "num_format": "yyyy-mm-dd"}),
        title=book.add_format(
            {"bold": True, "font_size": 14, "font_color": f"#{ACCENT}", "font_name": "Calibri"}
        ),
        fills={
            fill: book.add_format(
                {
                    **plain,
                    **edge,
                    "align": "center",
                    "bg_color": f"#{shade.ground}",
                    "font_color": f"#{shade.ink}",
                }
            )
            for fill, shade in PALETTE.items()
        },
    )


def _write(page: Worksheet, sheet: Sheet, edition: Edition, formats: _Formats) -> None:
    """Write one sheet: title and mark in the first row, headings in the second, then the rows."""
    words, data = edition.words, edition.dataset
    mark = f" [{words('sample')}]" if data.sample else ""
    page.write_string(0, 0, f"{title(edition)} – {sheet.name}{mark}", formats.title)
    if data.sample:
        page.set_header(f"&L{_head(symbol(edition))}&R{_head(words('sample'))}")
    else:
        page.set_header(f"&L{_head(symbol(edition))}")
    page.set_footer(f"&L{_head(edition.sha256)}&R&P / &N")
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width, formats.text)
        page.write_string(1, number, column.title, formats.head)
    for row, values in enumerate(sheet.rows, start=2):
        page.set_row(row, LINE * _lines(values, sheet))
        _row(page, row, values, formats)
    last = max(1 + len(sheet.rows), 2)
    if sheet.filters:
        page.autofilter(1, 0, last, len(sheet.columns) - 1)
    page.freeze_panes(2, 1)
    page.repeat_rows(1)
    page.set_landscape()
    page.set_paper(LETTER)
    page.fit_to_pages(1, 0)


def _row(page: Worksheet, row: int, values: Sequence[Value], formats: _Formats) -> None:
    for number, given in enumerate(values):
        value, fill = given if isinstance(given, tuple) else (given, PLAIN)
        shape = formats.fills[fill] if fill else formats.text
        if value is None or value == "":
            page.write_blank(row, number, None, shape)
        elif isinstance(value, date):
            page.write_datetime(row, number, value, formats.date)
        elif isinstance(value, int | float):
            page.write_number(row, number, value, shape)
        else:
            page.write_string(row, number, value[:LIMIT], shape)


def _lines(values: Sequence[Value], sheet: Sheet) -> int:
    """Return how many lines a row shows: enough for a sentence or two, and no more than that."""
    most = 1
    for given, column in zip(values, sheet.columns, strict=True):
        value = given[0] if isinstance(given, tuple) else given
        if isinstance(value, str):
            most = max(most, -(-len(value) // int(column.width)))
    return min(most, MOST_LINES)


def _head(text: str) -> str:
    """Return text as a page's header takes it: & begins a code there, and 255 is the most."""
    return text[:90].replace("&", "&&")
