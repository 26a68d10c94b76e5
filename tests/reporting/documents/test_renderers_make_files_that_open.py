"""What the readers of each format find in the files."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from reporting.dataset import schema as d
from reporting.documents import render
from tests.reporting.datasets import make_dataset
from tests.reporting.pdf_text import pages_of

pytestmark = pytest.mark.long


@cache
def data() -> d.Dataset:
    return make_dataset(kind="paragraph", subject="7", length=200)


@cache
def made(name: str, *, sample: bool = True, draft: bool = True, symbol: str = "") -> bytes:
    shown = dataclasses.replace(data(), sample=sample, editorial=d.Editorial(symbol=symbol))
    sha = d.sha256(d.encode(shown))
    return render(dataset=shown, language="en", format=name, sha256=sha, draft=draft)


def pdf_pages(**kwargs: Any) -> list[str]:
    return pages_of(made("pdf", **kwargs))


def root_of(reader: PdfReader) -> Any:
    """Return the root of a PDF's objects; pypdf does not say what is below it."""
    return reader.trailer["/Root"].get_object()


SHA = d.sha256(d.encode(data()))


def test_a_pdf_is_tagged_and_says_its_title_and_language() -> None:
    reader = PdfReader(io.BytesIO(made("pdf")))
    root = root_of(reader)
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("en")
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith("Status report on paragraph 7: Prevention, law")
    assert reader.metadata.creation_date == datetime.fromisoformat("2012-06-03T00:00:00+00:00")
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_a_pdf_has_bookmarks_that_lead_to_its_parts() -> None:
    reader = PdfReader(io.BytesIO(made("pdf")))
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert "Summary" in titles
    assert "Annex F. Every update in full" in titles


def test_a_pdf_has_words_for_each_of_its_figures() -> None:
    told = _alternatives(PdfReader(io.BytesIO(made("pdf"))))
    assert [text for text in told if text.startswith("Stacked bars of updates by level")]


def _alternatives(reader: PdfReader) -> list[str]:
    """Return the alternative texts in the tree of tags."""
    found: list[str] = []
    stack = [root_of(reader)["/StructTreeRoot"]]
    while stack:
        node = stack.pop().get_object()
        if isinstance(node, dict):
            found += [str(node["/Alt"])] if "/Alt" in node else []
            stack += _kids(node.get("/K"))
    return found


def _kids(kids: Any) -> list[Any]:
    """Return the nodes below one: none, one or several."""
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    if isinstance(kids, list):
        return list(kids)
    return [kids] if isinstance(kids, dict) else []


def test_every_page_of_a_pdf_is_marked_as_sample_and_numbered() -> None:
    pages = pdf_pages()
    for number, text in enumerate(pages, start=1):
        assert "Sample data" in text
        assert f"Page {number} of {len(pages)}" in text


def test_without_sample_data_there_is_no_mark() -> None:
    plain = dataclasses.replace(
        data(),
        sample=False,
        updates=tuple(dataclasses.replace(u, sample=False) for u in data().updates),
        actions=tuple(dataclasses.replace(a, sample=False) for a in data().actions),
        cooperation=tuple(dataclasses.replace(c, sample=False) for c in data().cooperation),
    )
    page = render(dataset=plain, language="en", format="html", sha256=SHA).decode()
    assert "Sample data" not in page


@pytest.mark.parametrize(
    ("draft", "symbol", "said"),
    [
        (True, "", "Draft, no symbol given"),
        (True, "AG/doc.1/12", "Draft, AG/doc.1/12"),
        (False, "AG/doc.1/12 rev. 1", "AG/doc.1/12 rev. 1"),
    ],
)
def test_the_cover_and_the_head_say_the_symbol_and_whether_it_is_a_draft(
    draft: bool, symbol: str, said: str
) -> None:
    first, second, *_rest = pdf_pages(draft=draft, symbol=symbol)
    assert said in first
    assert said in second
    assert ("Draft" in first) == draft


@pytest.mark.parametrize("name", ["html", "json"])
def test_the_checksum_is_in_what_can_be_read_as_text(name: str) -> None:
    assert SHA in made(name).decode()


def test_the_checksum_and_the_disclaimer_are_in_the_documents() -> None:
    assert SHA in re.sub(r"\s", "", "".join(pdf_pages()))
    book = load_workbook(io.BytesIO(made("xlsx")))
    assert SHA in [cell.value for row in book["About this file"].iter_rows() for cell in row]


def test_a_workbook_has_its_sheets_frozen_headings_filters_and_no_formula() -> None:
    book = load_workbook(io.BytesIO(made("xlsx")))
    assert book.sheetnames == [
        "About this file",
        "Summary",
        "Matrix",
        "All periods",
        "What changed",
        "Updates",
        "Translations",
        "Evidence",
        "Commitments",
        "Parties",
        "Actions",
        "Cooperation",
        "Cooperation matched",
        "Indicators",
        "Definitions",
    ]
    for sheet in book:
        assert sheet.freeze_panes == "B4"
        assert "Sample data" in str(sheet["A2"].value)
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert book["Updates"].auto_filter.ref.startswith("A3:")


def test_a_workbook_keeps_numbers_as_numbers_and_days_as_days() -> None:
    book = load_workbook(io.BytesIO(made("xlsx")))
    updates = book["Updates"]
    heads = [cell.value for cell in updates[3]]
    rows = list(updates.iter_rows(min_row=4, values_only=True))
    assert len(rows) == len(data().updates)
    levels = [row[heads.index("Level (0–4)")] for row in rows]
    assert levels == [update.level for update in data().updates]
    submitted = {row[heads.index("Submitted (UTC)")] for row in rows}
    assert submitted == {datetime(2012, 4, 20)}  # noqa: DTZ001  # a spreadsheet has no zone


def test_the_json_file_holds_the_dataset_so_that_its_checksum_can_be_made_again() -> None:
    envelope = json.loads(made("json"))
    canonical = json.dumps(
        envelope["dataset"], sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()
    assert d.sha256(canonical) == envelope["sha256"] == SHA
    assert (envelope["sample"], envelope["draft"], envelope["language"]) == (True, True, "en")


def test_a_page_needs_nothing_else_and_tags_words_in_other_languages() -> None:
    page = made("html").decode()
    assert "<script" not in page
    assert not re.search(r"(src|srcset)=|@import|url\((?!#)|<link|<iframe", page)
    assert '<html lang="en">' in page
    assert '<span lang="es" dir="auto">Texto de muestra.' in page


def test_every_link_inside_a_page_leads_somewhere() -> None:
    page = made("html").decode()
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
