"""Whatever one party writes, the PDF is made, and nothing else in it changes by a letter."""

from __future__ import annotations

import dataclasses
import io
from functools import cache
from pathlib import Path
from urllib.parse import unquote
from xml.sax.saxutils import unescape

import pytest
from pypdf import PdfReader

from reporting.dataset import schema as d
from reporting.documents import render
from reporting.documents.blocks import Figure
from reporting.documents.edition import edition_of
from reporting.documents.layouts import lay_out
from reporting.documents.missing_glyphs import in_code_points
from reporting.documents.pdf.typesetter import Probe
from reporting.documents.pdf.typesetting import typeset
from tests.reporting.clusters_of_unicode import HARD, of_every_block, turns
from tests.reporting.datasets import make_dataset
from tests.reporting.invented import reworded
from tests.reporting.pdf_text import pages_of

pytestmark = pytest.mark.long

ORDINARY = (
    r'1] #panic(2) *3* [4] "5" \u{36} \"7\" `8` {9} $0$ <b> & \\n /* ~ @x -- … ü ñ ß 1.2.3 #1 *2 ]'
)
ADDRESS = "https://example.org/1️⃣?1=2&q=%22]*#ñ-"


def squeezed(text: str) -> str:
    """Return a text without the spaces that lines are broken at."""
    return "".join(text.replace("\u200b", "").split())


# What the parties of the first updates wrote, and how it is shown.
CASES = {
    "1️⃣ Primero": "1[U+FE0F U+20E3] Primero",
    "Jueza 👩‍⚖️ nombrada": "Jueza [U+1F469 U+200D U+2696 U+FE0F] nombrada",
    "private \ue000 use": "private [U+E000] use",
    "the flag 🇸🇻!": "the flag [U+1F1F8 U+1F1FB]!",
    "👩‍⚖️ and ⚖ and ❤️": "[U+1F469 U+200D U+2696 U+FE0F] and ⚖ and ❤",
    "\u0301 begins with a mark": "[U+0301] begins with a mark",
    "a\ttab": "a tab",
}
FUZZ = [*HARD, *of_every_block()]


@cache
def report() -> d.Dataset:
    """Return a report in which the first party wrote every cluster, some wrote the cases, and the
    others what is ordinary, and would do harm as markup.
    """
    data = make_dataset(kind="paragraph", subject="1", length=100)
    # In paragraphs of their own, for what runs from right to left takes its neighbours along.
    fuzz = "\n".join(f"({n}){each}({n})" for n, each in enumerate(FUZZ))
    texts = [fuzz, *CASES]
    updates = [
        dataclasses.replace(
            reworded(
                update,
                summary=texts[number] if number < len(texts) else f"{number}: {ORDINARY}",
                progress="",
            ),
            evidence=(
                d.EvidenceEntry(
                    title=f"{ORDINARY} {number}",
                    url=f"{ADDRESS}{number}",
                    file_name="",
                    sha256="",
                    dated_on=None,
                ),
            ),
        )
        for number, update in enumerate(data.updates)
    ]
    assert len(updates) > len(texts) + 5
    return dataclasses.replace(data, updates=tuple(updates))


@cache
def read() -> tuple[str, frozenset[str]]:
    """Return all words of the report as PDF, without spaces, and where its links lead."""
    sha = d.sha256(d.encode(report()))
    made = render(dataset=report(), language="en", format="pdf", sha256=sha)
    reader = PdfReader(io.BytesIO(made))
    words = "".join(map(squeezed, pages_of(made)))
    links = {
        str(note.get_object()["/A"]["/URI"])
        for page in reader.pages
        for note in page.get("/Annots", ())
        if "/URI" in note.get_object().get("/A", {})
    }
    return words, frozenset(links)


def test_other_texts_come_out_letter_by_letter() -> None:
    words, _links = read()
    others = range(1 + len(CASES), len(report().updates))
    assert [n for n in others if squeezed(f"{n}: {ORDINARY}") not in words] == []
    assert [n for n in others if squeezed(f"{ORDINARY} {n}") not in words] == []


def test_links_come_out_letter_by_letter() -> None:
    _words, links = read()
    assert {unquote(link, errors="strict") for link in links} >= {
        unquote(f"{ADDRESS}{number}") for number in range(len(report().updates))
    }


def test_nothing_around_a_cluster_changes() -> None:
    words, _links = read()
    straight = [n for n, each in enumerate(FUZZ) if not turns(each)]
    assert len(straight) > 300
    assert [n for n in straight if words.count(f"({n})") < 2] == []


@pytest.mark.parametrize("text", CASES)
def test_what_no_face_can_show_is_named_by_its_code_points(text: str) -> None:
    words, _links = read()
    assert squeezed(CASES[text]) in words


def test_ordinary_members_of_a_cluster_stay_as_they_are() -> None:
    assert in_code_points("]\ufe0f\u20e3") == "][U+FE0F U+20E3]"


def test_a_cluster_that_fails_only_beside_its_neighbours_is_no_reason_to_fail(
    tmp_path: Path,
) -> None:
    template = tmp_path / "texts.typ"
    template.write_text(
        '#set document(title: "x", date: datetime(year: 2000, month: 1, day: 1))\n'
        "#for it in json(bytes(sys.inputs.document)) { par(it.text) }"
    )
    # As if the typesetter had taken both when it was asked about each by itself.
    texts = [{"text": "👩‍⚖️ 1️⃣ [1]"}, {"text": "1 and [2]"}]
    (made,) = typeset(template=template, document=texts)
    (words,) = pages_of(made)
    assert squeezed("1[U+FE0F U+20E3] [1]") in squeezed(words)
    assert squeezed("1 and [2]") in squeezed(words)


@pytest.mark.parametrize("drawn", [False, True])
def test_every_face_shows_what_is_never_asked_about(drawn: bool) -> None:
    letters = [
        letter for letter in map(chr, range(0x20, 0x2600)) if in_code_points(letter) == letter
    ]
    assert len(letters) > 500
    assert Probe(drawn=drawn).refused(letters) == []


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_a_name_in_a_drawing_is_no_reason_to_fail(name: str) -> None:
    data = make_dataset(kind="party", subject="SLV", length=20)
    hard = "👩‍⚖️ q\u0308 <1️⃣> & \u20e3\u0378"
    (party,) = data.parties
    data = dataclasses.replace(
        data, parties=(dataclasses.replace(party, names=dict.fromkeys(party.names, hard)),)
    )
    assert any(hard in svg for svg in drawings(data))
    assert render(dataset=data, language="en", format=name, sha256=d.sha256(d.encode(data)))


def drawings(data: d.Dataset) -> list[str]:
    """Return the words of the figures."""
    document = lay_out(edition_of(dataset=data, language="en", sha256="", draft=True))
    blocks = [block for section in document.sections for block in section.blocks]
    return [unescape(block.svg) for block in blocks if isinstance(block, Figure)]
