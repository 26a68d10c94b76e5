"""The workbook: the dataset as tables to filter and count. Text is never a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from reporting.documents.edition import Edition
from reporting.documents.grapheme_clusters import beginning
from reporting.documents.layouts.cover import symbol, title
from reporting.documents.xlsx.formats import Formats
from reporting.documents.xlsx.sheets import sheets
from reporting.documents.xlsx.sheets.about import place_of
from reporting.documents.xlsx.sheets.columns import Form, Link, Painted, Sheet, Value

# What a cell and an address may hold, in UTF-16 units: the format's own limits.
LIMIT: Final = 32_767
ADDRESS: Final = 2_000
# Days before it have no number in a spreadsheet, or another one in another program.
FIRST_DAY: Final = date(1901, 1, 1)
LETTER: Final = 1
LINE: Final = 13.5  # points
TITLE: Final = 21
MOST_LINES: Final = 6
# The rows of a sheet: title, marks, headings, then what it holds.
HEADINGS: Final = 2
FIRST: Final = 3
# Characters across a printed page, at a size that can still be read.
ACROSS: Final = 240


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
            "author": edition.words.gettext("Hemispheric Plan-of-Action Tracker"),
            "comments": edition.words.gettext("Dataset SHA-256 %(sha256)s", sha256=edition.sha256),
            "status": edition.words.pgettext("document", "Draft") if edition.draft else "",
            "created": datetime.fromisoformat(edition.dataset.as_of[:10]),
        }
    )
    all_sheets = sheets(edition)
    home = place_of(all_sheets[0])
    formats = Formats(book)
    for number, sheet in enumerate(all_sheets):
        page = book.add_worksheet(sheet.name)
        _write(page, sheet, edition, formats, home=home if number else "")
        _set_up(page, sheet, edition)
    book.close()
    return made.getvalue()


def _write(page: Worksheet, sheet: Sheet, edition: Edition, formats: Formats, *, home: str) -> None:
    """Write title, marks, headings, rows and what stands below. `home`: where the title leads."""
    words = edition.words
    page.set_row(0, TITLE)
    line = f"{title(edition)} – {sheet.name}"
    if home:
        page.write_url(0, 0, home, formats.title, line, words.gettext("To the list of sheets"))
    else:
        page.write_string(0, 0, line, formats.title)
    page.write_string(1, 0, " · ".join(_marks(edition)), formats.marks)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width, formats.plain)
        page.write_string(HEADINGS, number, column.title, formats.head(column.fill))
    page.set_row(HEADINGS, LINE * _lines([column.title for column in sheet.columns], sheet))
    for row, values in enumerate(sheet.rows, start=FIRST):
        _row(page, row, values, sheet, edition, formats)
    for row, values in enumerate(sheet.foot, start=FIRST + len(sheet.rows) + 1):
        if len(values) == 1 and isinstance(values[0], str):
            _below(page, row, held(values[0], edition), sheet, formats)
        else:
            _row(page, row, values, sheet, edition, formats)


def _below(page: Worksheet, row: int, text: str, sheet: Sheet, formats: Formats) -> None:
    """Write a line below a table, across all of it."""
    wide = int(sum(column.width for column in sheet.columns))
    page.set_row(row, LINE * sum(-(-len(line) // wide) or 1 for line in text.split("\n")))
    page.merge_range(row, 0, row, max(len(sheet.columns) - 1, 1), text, formats.plain)


def _marks(edition: Edition) -> list[str]:
    """Return what stands on every sheet and page: classification, symbol, draft, sample."""
    data = edition.dataset
    marks = [data.editorial.classification, symbol(edition)]
    marks += [edition.words.gettext("Sample data")] if data.sample else []
    return [mark for mark in marks if mark]


def _row(
    page: Worksheet,
    row: int,
    values: Sequence[Value],
    sheet: Sheet,
    edition: Edition,
    formats: Formats,
) -> None:
    page.set_row(row, LINE * _lines(values, sheet))
    for number, value in enumerate(values):
        _cell(page, (row, number), value, sheet.columns[number].form, edition, formats)


def _cell(
    page: Worksheet,
    at: tuple[int, int],
    value: Value,
    form: Form,
    edition: Edition,
    formats: Formats,
) -> None:
    shape = formats.cell(value, form, label=not at[1])
    if isinstance(value, Link):
        linked = value.address and len(value.address) <= ADDRESS
        # A sheet holds so many links and no more: then the text stands alone.
        if linked and page.write_url(*at, value.address, shape, value.text) == 0:
            return
        shape = formats.cell(value.text, form)
    shown = value[0] if isinstance(value, Painted | Link) else value
    if isinstance(shown, date) and shown < FIRST_DAY:
        shown = shown.isoformat()
    if shown is None or shown == "":
        page.write_blank(*at, None, shape)
    elif isinstance(shown, date):
        page.write_datetime(*at, shown, shape)
    elif isinstance(shown, int | float):
        page.write_number(*at, shown, shape)
    else:
        page.write_string(*at, held(shown, edition), shape)


def held(text: str, edition: Edition) -> str:
    """Return text as a cell holds it: lines ended one way; cut, and said so, where too long."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LIMIT:
        return text
    note = edition.words.gettext(
        "… [cut: a cell holds no more; the other formats have all %(count)s characters]",
        count=len(text),
    )
    kept = units[: 2 * (LIMIT - len(note))].decode("utf-16-le", errors="ignore")
    # What a reader takes for one character is not cut in two.
    return beginning(text, len(kept)) + note


def _set_up(page: Worksheet, sheet: Sheet, edition: Edition) -> None:
    """Freeze and filter for the screen; set up for paper: across, headings on every page."""
    last = max(FIRST + len(sheet.rows) - 1, FIRST)
    if sheet.filters:
        page.autofilter(HEADINGS, 0, last, len(sheet.columns) - 1)
    page.freeze_panes(FIRST, 1)
    page.set_landscape()
    page.set_paper(LETTER)
    page.set_margins(left=0.5, right=0.5)
    page.repeat_rows(0, HEADINGS)
    wide = -(-int(sum(column.width for column in sheet.columns)) // ACROSS)
    if wide > 1:
        page.repeat_columns(0, 1)
        page.print_across()
    page.fit_to_pages(wide, 0)
    classification, *others = (_head(mark) for mark in _marks(edition))
    page.set_header(f"&L{classification}&C{' · '.join(others)}&R{_head(sheet.name)}")
    numbered = edition.words.gettext("Page %(page)s of %(pages)s", page="&P", pages="&N")
    page.set_footer(f"&L{edition.sha256}&R{numbered}")


def _lines(values: Sequence[Value], sheet: Sheet) -> int:
    """Return how many lines a row shows: enough for a sentence or two, and no more than that."""
    most = 1
    for value, column in zip(values, sheet.columns, strict=False):
        shown = value[0] if isinstance(value, Painted | Link) else value
        if isinstance(shown, str):
            width = int(column.width)
            begins = shown[: MOST_LINES * width].splitlines()
            most = max(most, sum(-(-len(line) // width) or 1 for line in begins))
    return min(most, MOST_LINES)


def _head(text: str) -> str:
    """Return text as a page's header takes it: & begins a code there, and 255 is the most."""
    return text[:100].replace("&", "&&")
