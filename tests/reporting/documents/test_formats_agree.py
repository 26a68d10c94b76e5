"""The five formats of one report say the same numbers: those of the dataset, in each language."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from reporting.dataset import schema as d
from reporting.documents import render
from reporting.documents.edition import Edition, edition_of, parts
from tests.reporting.datasets import make_dataset
from tests.reporting.word_files import text, tree

pytestmark = pytest.mark.long

LANGUAGES: Final = ("en", "pt")
PROSE: Final = ("pdf", "docx", "html")
Row = tuple[Any, ...]


@cache
def data() -> d.Dataset:
    return make_dataset(kind="paragraph", subject="7", length=100)


@cache
def made(name: str, language: str) -> bytes:
    return render(dataset=data(), language=language, format=name, sha256=d.sha256(d.encode(data())))


def edition(language: str) -> Edition:
    return edition_of(dataset=data(), language=language, sha256="", draft=True)


class Shown(HTMLParser):
    """Collects what a page shows, each element apart from the next."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def handle_data(self, data: str) -> None:
        self.told.append(data)


def _pdf(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def _docx(content: bytes) -> str:
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return " ".join(text(paragraph) for paragraph in tree(content).iter(f"{w}p"))


def _html(content: bytes) -> str:
    shown = Shown()
    shown.feed(content.decode())
    return " ".join(shown.told)


@cache
def said(name: str, language: str) -> str:
    """Return what a file says, in one line; a table's row is its cells one after the other."""
    told = {"pdf": _pdf, "docx": _docx, "html": _html}[name](made(name, language))
    return re.sub(r"\s+", " ", told)


@cache
def cells(language: str) -> list[Row]:
    """Return the rows of all sheets of the workbook."""
    book = load_workbook(io.BytesIO(made("xlsx", language)), read_only=True)
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


def levels(language: str) -> Iterator[tuple[str, int, int]]:
    """Yield each standing's name, and how many updates have it, now and before."""
    before = data().counts_before
    assert before is not None
    made = edition(language)
    pairs = zip(made.parts(data().counts), made.parts(before), strict=True)
    for (_fill, key, now), (_same, _key, earlier) in pairs:
        yield edition(language).words.by_key(key), now, earlier


def figures(counts: d.LevelCounts) -> list[float | None]:
    """Return the numbers of counts in the order of the workbook."""
    share = counts.reported / counts.due if counts.due else None
    return [counts.due, counts.reported, share, *(number for _fill, _key, number in parts(counts))]


def has_run(row: Row, numbers: Sequence[float | None]) -> bool:
    """Return whether the numbers stand in a row, one beside the other."""
    sought, found = _rounded(numbers), _rounded(row)
    return any(found[at : at + len(sought)] == sought for at in range(len(row)))


def _rounded(values: Iterable[Any]) -> list[Any]:
    """Return values with no more digits of a share than a workbook keeps."""
    return [round(value, 12) if isinstance(value, float) else value for value in values]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PROSE)
def test_documents_say_how_many_updates_stand_at_each_level(name: str, language: str) -> None:
    words = edition(language).words
    due = data().counts.due
    for label, now, before in levels(language):
        row = f"{label} {words.number(now)} {words.percent(now, due)} {words.number(before)}"
        assert row in said(name, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PROSE)
def test_documents_say_how_many_of_how_many_each_commitment_has_reported(
    name: str, language: str
) -> None:
    words = edition(language).words
    (paragraph,) = data().paragraphs
    for commitment in paragraph.commitments:
        counts = commitment.counts
        title = edition(language).name(commitment.titles)
        rate = words.gettext("%(reported)s of %(due)s", reported=counts.reported, due=counts.due)
        assert f"{commitment.code} {title} {rate}" in said(name, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PROSE)
def test_documents_say_what_each_silent_party_left_out(name: str, language: str) -> None:
    words = edition(language).words
    assert data().silent
    for silent in data().silent:
        rate = words.gettext("%(reported)s of %(due)s", reported=silent.reported, due=silent.due)
        assert re.search(
            rf"{re.escape(edition(language).party(silent.party))} ([A-Z]+ )?{re.escape(rate)}",
            said(name, language),
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_says_the_same(language: str) -> None:
    rows = cells(language)
    for label, now, before in levels(language):
        run = [now, now / data().counts.due, before]
        assert any(label in row and has_run(row, run) for row in rows)
    (paragraph,) = data().paragraphs
    for commitment in paragraph.commitments:
        own = [row for row in rows if commitment.code in row]
        assert any(has_run(row, figures(commitment.counts)) for row in own)
    for party in data().parties:
        own = [row for row in rows if party.code in row]
        assert any(has_run(row, figures(party.counts)) for row in own)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_json_file_is_what_the_others_were_made_of(language: str) -> None:
    envelope = json.loads(made("json", language))
    assert d.decode(json.dumps(envelope["dataset"]).encode()) == data()
    for name in PROSE:
        assert envelope["sha256"] in re.sub(r"\s", "", said(name, language))
    assert any(envelope["sha256"] in row for row in cells(language))
