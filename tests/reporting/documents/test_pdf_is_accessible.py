"""The PDF is tagged, in its language, with bookmarks and links, and every face is in the file."""

from __future__ import annotations

import functools
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from reporting.dataset import schema as d
from reporting.documents import render
from tests.reporting.datasets import make_dataset
from tests.reporting.pdf_text import pages_of

pytestmark = pytest.mark.long

LANGUAGES = ("en", "es", "fr", "pt")


@functools.cache
def made(language: str, *, draft: bool = True) -> bytes:
    data = make_dataset(kind="party", subject="SLV", length=200)
    checksum = d.sha256(d.encode(data))
    return render(dataset=data, language=language, format="pdf", sha256=checksum, draft=draft)


def reader(language: str = "en", *, draft: bool = True) -> PdfReader:
    return PdfReader(io.BytesIO(made(language, draft=draft)))


def root_of(pdf: PdfReader) -> Any:
    """The document's catalogue: a dictionary of dictionaries."""
    return pdf.trailer["/Root"]


def structure(pdf: PdfReader) -> Iterator[tuple[str, str, Any]]:
    """Yield every structure element: its tag, its parent's, itself."""
    waiting: list[tuple[Any, str]] = [(root_of(pdf)["/StructTreeRoot"]["/K"], "")]
    while waiting:
        kid, parent = waiting.pop()
        found = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(found, list):
            waiting += [(one, parent) for one in found]
        elif isinstance(found, dict) and "/S" in found:
            yield str(found["/S"]), parent, found
            waiting.append((found.get("/K", []), str(found["/S"])))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_its_language_title_and_standards(language: str) -> None:
    pdf = reader(language)
    root = root_of(pdf)
    assert root["/Lang"].split("-")[0] == language
    assert root["/MarkInfo"]["/Marked"] is not False
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    about = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part(>|=\")1", about)
    assert re.search(r"pdfaid:part(>|=\")2", about)
    assert re.search(r"pdfaid:conformance(>|=\")A", about)
    assert pdf.metadata is not None
    assert pdf.metadata.title in about


def test_everything_said_is_tagged_as_what_it_is() -> None:
    tags = Counter(tag for tag, _parent, _found in structure(reader()))
    for tag in ("/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/Figure", "/TOC", "/Link", "/LI"):
        assert tags[tag], tag
    # Text that belongs to nothing would be a span of the document.
    assert not [
        1 for tag, parent, _ in structure(reader()) if (tag, parent) == ("/Span", "/Document")
    ]


def test_every_figure_says_what_it_shows() -> None:
    figures = [found for tag, _parent, found in structure(reader()) if tag == "/Figure"]
    assert figures
    assert all(str(one.get("/Alt", "")).strip() for one in figures)


def test_a_heading_of_a_table_says_what_it_heads() -> None:
    heads = [found for tag, _parent, found in structure(reader()) if tag == "/TH"]
    assert heads
    for one in heads:
        given = one["/A"].get_object()
        told = given if isinstance(given, list) else [given]
        assert any("/Scope" in item.get_object() for item in told)


def test_what_is_said_in_another_language_is_tagged_with_it() -> None:
    spoken = {
        str(found["/Lang"]) for _tag, _parent, found in structure(reader()) if "/Lang" in found
    }
    assert "es" in spoken


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bookmarks_are_the_headings_and_lead_to_pages(language: str) -> None:
    pdf = reader(language)

    def flat(entries: list[Any]) -> Iterator[Any]:
        for entry in entries:
            yield from flat(entry) if isinstance(entry, list) else [entry]

    marks = list(flat(pdf.outline))
    shown = pages_of(made(language))
    assert len(marks) > 10
    for mark in marks:
        page = pdf.get_destination_page_number(mark)
        assert page is not None
        assert "".join(str(mark.title).split()) in "".join(shown[page].split())


def test_every_link_leads_somewhere() -> None:
    pdf = reader()
    named = pdf.named_destinations
    inside = outside = 0
    for page in pdf.pages:
        for link in page.get("/Annots", []):
            found = link.get_object()
            action = found.get("/A", {})
            if "/URI" in action:
                outside += 1
                assert str(action["/URI"]).startswith(("http://", "https://"))
                continue
            target = found.get("/Dest", action.get("/D"))
            target = target.get_object() if hasattr(target, "get_object") else target
            inside += 1
            assert isinstance(target, list) or str(target) in named
    assert inside > 20
    assert outside


def test_every_face_is_in_the_file() -> None:
    faces = {}
    for page in reader().pages:
        resources: Any = page["/Resources"]
        for name, font in resources.get("/Font", {}).items():
            faces[name] = font.get_object()
    assert faces
    for font in faces.values():
        (below,) = font["/DescendantFonts"]
        about = below.get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(about)
        assert "/ToUnicode" in font
