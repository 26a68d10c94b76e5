"""Whatever one party writes, Word, workbook, page and data hold it, and all other texts, letter by
letter.
"""

from __future__ import annotations

import dataclasses
import io
import json
import re
from functools import cache
from html import unescape
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from reporting.dataset import schema as d
from reporting.documents import render
from reporting.documents.text import holdable
from tests.reporting.clusters_of_unicode import HARD, of_every_block
from tests.reporting.datasets import make_dataset

pytestmark = pytest.mark.long

ORDINARY = r'1] #x(2) *3* "5" \u{36} _x0041_ =1+1 {9} $0$ <b> &amp; \n ~ @x -- ñ #1 ]'
FUZZ = [*HARD, *of_every_block()]
# What Word and Excel write as the end of a line, and a page of HTML may.
_ENDS = re.compile("[\r\x85\u2028\u2029\t\u202c\u2069]")


@cache
def report() -> d.Dataset:
    data = make_dataset(kind="paragraph", subject="1", length=100)
    updates = [
        dataclasses.replace(update, texts=update.texts | {"summary": f"{ORDINARY} {number}"})
        for number, update in enumerate(data.updates)
    ]
    fuzz = " ".join(f"({n}){each}({n})" for n, each in enumerate(FUZZ))
    updates[0] = dataclasses.replace(updates[0], texts=updates[0].texts | {"summary": fuzz})
    return dataclasses.replace(data, updates=tuple(updates))


def made(name: str) -> bytes:
    sha = d.sha256(d.encode(report()))
    return render(dataset=report(), language="en", format=name, sha256=sha)


def words_of_docx(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def words_of_xlsx(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content), read_only=True)
    cells: Any = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return "\n".join(str(value) for value in cells if value is not None)


def words_of_html(content: bytes) -> str:
    return unescape(re.sub("<[^>]+>", "", content.decode()))


def words_of_json(content: bytes) -> str:
    return "\n".join(u["texts"]["summary"] for u in json.loads(content)["dataset"]["updates"])


READERS = {
    "docx": words_of_docx,
    "html": words_of_html,
    "json": words_of_json,
    "xlsx": words_of_xlsx,
}


def plain(text: str) -> str:
    """Return a text without what a format may write as a line's end, and what it may add there: the
    end of a change of direction.
    """
    return "".join(_ENDS.sub(" ", text).split())


@pytest.mark.parametrize("name", READERS)
def test_every_text_comes_out_letter_by_letter(name: str) -> None:
    words = plain(READERS[name](made(name)))
    numbers = range(1, len(report().updates))
    assert [n for n in numbers if plain(f"{ORDINARY} {n}") not in words] == []
    fuzz = report().updates[0].texts["summary"]
    assert plain(fuzz if name == "json" else holdable(fuzz)) in words
