"""Whatever a party writes stays its words: no format breaks on it, none reads it as markup."""

from __future__ import annotations

import dataclasses
import io
import json
import time
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from reporting.dataset import schema as d
from reporting.documents import FORMATS, render
from reporting.documents.pdf.typesetting import TypesettingError, typeset
from reporting.documents.text import breakable, holdable, shorten, web_address
from tests.reporting.datasets import make_dataset
from tests.reporting.invented import reworded
from tests.reporting.pdf_text import pages_of, squeezed_pages_of

pytestmark = pytest.mark.long

MARKUP = "#panic(1) *b* $x$ <script>alert(1)</script> {{ 7*7 }} {0} [[x]] &amp; \\input{y} <w:br/>"
AWKWARD = {
    "markup": MARKUP,
    "control characters": "a\x00b\x01c\x1bd\x0be\x7ff\ufffe",
    "a formula": '=HYPERLINK("http://evil.example","x")',
    "other formulas": "+1+1 -1 @SUM(A1)",
    "right to left": "\u202eabc\u202c مرحبا بالعالم שלום",
    "pictures of faces": "👍🏽 👩‍👩‍👧 🇸🇻 漢字 ก",
    "a keycap": "1\ufe0f\u20e3 Primero",
    "a combined letter": "e\u0301 n\u0303 a\u0308\u0301\u0323",
    "many lines": "one\n\ntwo\r\nthree\u2028four\ttab",
    "nothing but spaces": " \n \t ",
}


def with_text(text: str) -> d.Dataset:
    """Return a report in which one party wrote `text` wherever it may write."""
    data = make_dataset(kind="party", subject="SLV", length=100)
    first, *rest = data.updates
    first = dataclasses.replace(
        reworded(first, summary=text, progress=text),
        channel_document=text,
        actions=(text,),
        evidence=(
            d.EvidenceEntry(
                title=text, url="javascript:alert(1)", file_name=text, sha256="", dated_on=None
            ),
        ),
    )
    action = dataclasses.replace(data.actions[0], title=text, description=text)
    entry = d.CooperationEntry(
        direction="needed",
        theme="prevention",
        party="SLV",
        commitment="7.1",
        text=text,
        language="ar",
        sample=True,
    )
    return dataclasses.replace(
        data, updates=(first, *rest), actions=(action,), cooperation=(entry,)
    )


def made(text: str, name: str) -> bytes:
    data = with_text(text)
    return render(dataset=data, language="en", format=name, sha256=d.sha256(d.encode(data)))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", AWKWARD)
def test_a_file_is_made(kind: str, name: str) -> None:
    assert made(AWKWARD[kind], name)


@pytest.mark.parametrize("name", FORMATS)
def test_a_word_of_a_hundred_thousand_letters_does_not_hang(name: str) -> None:
    began = time.monotonic()
    assert made("x" * 100_000, name)
    assert time.monotonic() - began < 60


def test_markup_is_words_in_a_pdf() -> None:
    text = " ".join(squeezed_pages_of(made(MARKUP, "pdf")))
    assert "#panic(1) *b* $x$ <script>alert(1)</script> {{ 7*7 }}" in text


def test_what_no_face_can_show_is_named_in_a_pdf() -> None:
    assert "[U+1F44D] yes" in "".join(pages_of(made("👍 yes", "pdf")))


def test_markup_is_words_in_a_docx() -> None:
    package = docx.Document(io.BytesIO(made(MARKUP, "docx")))
    assert any(MARKUP in paragraph.text for paragraph in package.paragraphs)


def test_markup_is_words_in_a_page() -> None:
    page = made(MARKUP, "html").decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page
    assert 'href="javascript' not in page


def test_a_formula_is_words_in_a_workbook() -> None:
    book = load_workbook(io.BytesIO(made(AWKWARD["a formula"], "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert AWKWARD["a formula"] in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


def test_the_json_file_keeps_every_character() -> None:
    for text in AWKWARD.values():
        updates = json.loads(made(text, "json"))["dataset"]["updates"]
        assert updates[0]["texts"]["summary"] == text


@given(st.text())
def test_holdable_text_has_as_many_characters_and_no_control(text: str) -> None:
    held = holdable(text)
    assert len(held) == len(text)
    assert not set(held) & {"\x00", "\x0b", "\x1b", "\ufffe"}


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_breaking_long_words_adds_nothing_that_shows(text: str) -> None:
    assert breakable(text).replace("\u200b", "") == text.replace("\u200b", "")


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_a_shortened_text_is_a_beginning_of_it(text: str, length: int) -> None:
    short = shorten(text, length)
    assert len(short) <= length + 1
    assert " ".join(text.split()).startswith(short.removesuffix("…"))


JUDGE = "\U0001f469\u200d\u2696\ufe0f"


def test_no_cluster_is_cut_in_two() -> None:
    assert shorten(JUDGE * 9, 10) == JUDGE * 2 + "…"
    assert set(breakable(JUDGE * 99).split("\u200b")) == {JUDGE * 40, JUDGE * 19}


def test_what_a_text_turns_round_it_turns_back() -> None:
    page = made("\u202eabc", "html").decode()
    assert page.count("\u202eabc") == page.count("\u202eabc\u202c") > 0


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://example.org/<b>", False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str, linked: bool) -> None:
    assert bool(web_address(url)) == linked


def test_a_fault_of_the_typesetter_is_named(tmp_path: Path) -> None:
    template = tmp_path / "broken.typ"
    template.write_text("#panic()", encoding="utf-8")
    with pytest.raises(TypesettingError, match="panicked"):
        typeset(template=template, document={})
