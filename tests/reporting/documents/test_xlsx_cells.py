"""A cell of the workbook holds what it says: text as text, numbers as numbers, levels as both."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from reporting.dataset import schema as d
from reporting.documents import render
from reporting.documents.edition import edition_of
from reporting.documents.text import holdable
from reporting.documents.xlsx.workbook import LIMIT, held
from tests.reporting.datasets import make_dataset
from tests.reporting.invented import reworded

pytestmark = pytest.mark.long

ROOT: Final = Path(__file__).parents[3]
SUMMARY: Final = "Summary"
INJECTED: Final = (
    '=HYPERLINK("http://evil.example","x")',
    "=1+1",
    "+1+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "{=1+1}",
    "=cmd|' /C calc'!A0",
    "http://evil.example",
    "internal:Updates!A1",
    "12",
    "1/2/2012",
    "TRUE",
    "#N/A",
    "_x0041_",
)


@cache
def base() -> d.Dataset:
    return replace(make_dataset(kind="party", subject="SLV", length=60), indicators=())


@cache
def whole() -> Workbook:
    """Return the workbook of an assembly's report, for tests that only read it."""
    data = make_dataset(length=60)
    made = render(dataset=data, language="en", format="xlsx", sha256=d.sha256(d.encode(data)))
    return load_workbook(io.BytesIO(made))


@cache
def saying(text: str) -> bytes:
    """Return a workbook in which one party wrote `text` wherever it may write."""
    first, *rest = base().updates
    evidence = d.EvidenceEntry(title=text, url=text, file_name=text, sha256="", dated_on=None)
    told = d.TranslationEntry(field="summary", language="en", content=text, official=False)
    first = replace(
        reworded(first, summary=text, progress=text),
        channel_document=text,
        actions=(text,),
        evidence=(evidence,),
        translations=(told,),
    )
    action = replace(base().actions[0], title=text, description=text, currency=text)
    data = replace(base(), updates=(first, *rest), actions=(action,))
    return render(dataset=data, language="en", format="xlsx", sha256=d.sha256(d.encode(data)))


def column(opened: Workbook, sheet: str, heading: str) -> list[Any]:
    """Return the cells below a heading."""
    heads = [cell.value for cell in opened[sheet][3]]
    return [row[heads.index(heading)] for row in opened[sheet].iter_rows(min_row=4)]


@pytest.mark.parametrize("text", INJECTED)
def test_what_looks_like_a_formula_is_text_in_every_cell(text: str) -> None:
    made = saying(text)
    opened = load_workbook(io.BytesIO(made))
    cells = [cell for sheet in opened for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    shown = text.replace("\r", "\n")
    for sheet, heading in (("Updates", "Summary"), ("Actions", "Action"), ("Evidence", "Title")):
        first = column(opened, sheet, heading)[0]
        assert (first.value, first.data_type) == (shown, "s")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert all(b"<f>" not in part and b"<f " not in part for part in parts)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_formula_stays_text_for_one_who_edits_its_cell(text: str) -> None:
    opened = load_workbook(io.BytesIO(saying(text)))
    first, second = column(opened, "Updates", SUMMARY)[:2]
    assert (first.quotePrefix, second.quotePrefix) == (True, False)


def test_nothing_leads_out_of_the_workbook_but_addresses_of_the_web() -> None:
    with zipfile.ZipFile(io.BytesIO(saying("file:///etc/passwd"))) as archive:
        names = archive.namelist()
        links = "".join(archive.read(name).decode() for name in names if name.endswith(".rels"))
    assert not [name for name in names if "external" in name or "vba" in name]
    outside = re.findall(r'Target="([^"]+)" TargetMode="External"', links)
    assert outside
    assert all(target.startswith(("https://", "http://")) for target in outside)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=300), min_size=20, max_size=20))
def test_whatever_is_written_is_read_again(texts: list[str]) -> None:
    """Twenty texts in a workbook: it takes longer to make than they do."""
    told = [reworded(update, summary=text) for update, text in zip(base().updates, texts)]  # noqa: B905  # the rest says what it said
    data = replace(base(), updates=(*told, *base().updates[len(told) :]))
    made = render(dataset=data, language="en", format="xlsx", sha256=d.sha256(d.encode(data)))
    found = column(load_workbook(io.BytesIO(made)), "Updates", SUMMARY)[: len(texts)]
    expected = [holdable(text).replace("\r\n", "\n").replace("\r", "\n") for text in texts]
    assert [cell.value or "" for cell in found] == expected


@pytest.mark.parametrize("letter", ["x", "\N{GRINNING FACE}"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(letter: str) -> None:
    opened = load_workbook(io.BytesIO(saying(letter * 40_000)))
    text = str(column(opened, "Updates", SUMMARY)[0].value)
    assert text.startswith(letter * 15_000)
    assert text.endswith("all 40,000 characters]")
    assert LIMIT - 1 <= len(text.encode("utf-16-le")) // 2 <= LIMIT


def test_a_text_is_cut_between_what_a_reader_takes_for_characters() -> None:
    judge = "\U0001f469\u200d\u2696\ufe0f"
    opened = load_workbook(io.BytesIO(saying(judge * 10_000)))
    text = str(column(opened, "Updates", SUMMARY)[0].value)
    kept = text.count(judge)
    assert kept > 6_000
    assert text[len(judge) * kept] not in judge


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
@pytest.mark.parametrize("length", [LIMIT - 1, LIMIT, LIMIT + 1])
def test_a_text_that_just_fits_is_whole(language: str, length: int) -> None:
    edition = edition_of(dataset=base(), language=language, sha256="", draft=True)
    text = "x" * length
    assert (held(text, edition) == text) is (length <= LIMIT)
    assert len(held(text, edition)) <= LIMIT


def test_levels_have_a_number_a_colour_and_a_pattern_of_their_own() -> None:
    looks: dict[Any, set[tuple[str, str]]] = {}
    for cell in column(whole(), "Updates", "Level (0–4)"):
        if cell.value is not None:
            fill = cell.fill
            looks.setdefault(cell.value, set()).add((fill.fill_type, fill.bgColor.rgb))
    assert set(looks) == {0, 1, 2, 3, 4}
    assert all(len(own) == 1 for own in looks.values())
    patterns = {level: next(iter(own))[0] for level, own in looks.items()}
    # The lightest and the darkest are plain: those two nobody takes for each other.
    assert [patterns[level] for level in range(5)] == [
        "solid",
        "gray125",
        "lightUp",
        "lightGrid",
        "solid",
    ]


def test_a_level_that_moved_stays_a_number_and_shows_which_way() -> None:
    sheet, cells = whole()["Matrix"], make_dataset(length=60).matrix.cells
    up = {cell.party for cell in cells if cell.row == "7" and (cell.change or 0) > 0}
    heads = [cell.value for cell in sheet[3]]
    (row,) = (row for row in sheet.iter_rows(min_row=4) if str(row[0].value).startswith("7 "))
    marked = {heads[n] for n, cell in enumerate(row) if "▲" in cell.number_format}
    assert marked == up
    assert all(isinstance(row[heads.index(party)].value, int) for party in up)


def test_numbers_are_written_as_what_they_are() -> None:
    opened = whole()
    formats = {
        ("Parties", "Reported, of those due"): "0.0%",
        ("Actions", "Cost"): "#,##0.00",
        ("Actions", "Progress"): "0%",
        ("Actions", "Due"): "yyyy-mm-dd",
        ("Indicators", "Year"): "0",
    }
    for (sheet, heading), expected in formats.items():
        cells = [cell for cell in column(opened, sheet, heading) if cell.value is not None]
        assert cells
        assert {cell.number_format for cell in cells} == {expected}
    assert column(opened, "Actions", "Progress")[1].value == pytest.approx(0.4)


LARGEST = """
import hashlib, re, time
from dataclasses import replace
from reporting.dataset import schema as d
from reporting.documents import render
from tests.reporting.datasets import make_dataset
from tests.reporting.invented import reworded

FIELDS = ("summary", "progress", "challenges", "next_steps")

def told(number, field):
    # No two alike: a workbook keeps what is alike once.
    seeds = (f"{number}{field}{place}".encode() for place in range(75))
    return " ".join(hashlib.sha256(seed).hexdigest()[:9] for seed in seeds)

data = make_dataset(length=100)
data = replace(data, updates=tuple(
    reworded(update, **{field: told(number, field) for field in FIELDS})
    for number, update in enumerate((data.updates * 2)[:1775])
))
began = time.monotonic()
made = render(dataset=data, language="es", format="xlsx", sha256=d.sha256(d.encode(data)))
# Of this program alone: getrusage would count the process it was started from.
with open("/proc/self/status") as status:
    print(time.monotonic() - began, re.search(r"VmHWM:\\s+(\\d+)", status.read())[1])
"""


@pytest.mark.process
def test_1775_updates_of_3000_characters_are_a_workbook_in_a_quarter_of_a_gigabyte() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LARGEST], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds, kilobytes = (float(word) for word in done.stdout.split())
    assert kilobytes < 256 * 1024
    assert seconds < 30
