"""Each declared field of an update that stands in documents stands in all five formats, named.

`tests/extra_field` runs these tests with a field more.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.utils.translation import override
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from commitments.models import Party
from reporting.dataset import schema as d
from reporting.dataset.comparison import compare
from reporting.documents import LANGUAGES, render
from reporting.documents.json.schema import schema
from tests.reporting.pdf_text import pages_of
from tests.reporting.word_files import text, tree
from tests.reporting.world import make_period, report, say
from tests.tracker.each_field import each
from tracker.fields import UPDATE, ContentField, Kind, ReportPart

pytestmark = [pytest.mark.django_db, pytest.mark.long]

IN_DOCUMENTS = [field for field in UPDATE.passages if field.documents]
TEXTS = [field for field in IN_DOCUMENTS if field.kind == Kind.TEXT]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words_of(field: ContentField) -> str:
    return f"Quimera en {field.name.replace('_', ' ')}."


@pytest.fixture
def told(catalogue: None) -> d.Dataset:
    """A report in which a party says something in every field: on 7.1, and why not on 7.2."""
    period = make_period("2012-1")
    values: dict[str, Any] = {field.name: words_of(field) for field in TEXTS}
    reason = {"not_applicable_reason": values.pop("not_applicable_reason")}
    for field in IN_DOCUMENTS:
        if field.kind == Kind.COOPERATION:
            values[field.name] = [{"theme": "police", "text": words_of(field)}]
    say(period, "SLV", "7.1", 2, language="es", **values)
    say(period, "SLV", "7.2", None, language="es", **reason)
    return report("party", period=period, party=Party.objects.get(code="SLV"))


def label(field: ContentField, language: str) -> str:
    with override(language):
        return str(field.label)


def squeezed(words: str) -> str:
    """Return what is left where lines are broken anywhere."""
    return re.sub(r"[\s\u200b\u00ad-]", "", words)


def _pdf(content: bytes) -> str:
    return "".join(pages_of(content))


def _docx(content: bytes) -> str:
    return " ".join(text(paragraph) for paragraph in tree(content).iter(f"{W}p"))


def _html(content: bytes) -> str:
    return re.sub("<[^>]*>", "", content.decode())


PROSE: dict[str, Callable[[bytes], str]] = {"pdf": _pdf, "docx": _docx, "html": _html}


def made(data: d.Dataset, name: str, language: str) -> bytes:
    sha = d.sha256(d.encode(data))
    return render(dataset=data, language=language, format=name, sha256=sha)


def test_the_dataset_names_the_declared_fields_in_every_language(told: d.Dataset) -> None:
    assert [field.name for field in told.fields] == [field.name for field in IN_DOCUMENTS]
    for declared, kept in zip(IN_DOCUMENTS, told.fields, strict=True):
        assert kept.names == {code: label(declared, code) for code in LANGUAGES}
        assert (kept.narrative, kept.lead, kept.compared, set(kept.documents)) == (
            declared.narrative,
            declared.lead,
            declared.compared,
            set(declared.documents),
        )
    for update in told.updates:
        assert list(update.texts) == [field.name for field in TEXTS]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PROSE)
def test_the_annex_says_it_under_its_name(told: d.Dataset, name: str, language: str) -> None:
    said = squeezed(PROSE[name](made(told, name, language)))
    for field in IN_DOCUMENTS:
        if ReportPart.ANNEX in field.documents:
            assert squeezed(words_of(field)) in said, field.name
            assert squeezed(label(field, language)) in said, field.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_a_column_for_it_that_is_explained(told: d.Dataset, language: str) -> None:
    book = load_workbook(io.BytesIO(made(told, "xlsx", language)))
    cells = [[cell.value for row in sheet.iter_rows() for cell in row] for sheet in book]
    headings = {label(f, language) for f in IN_DOCUMENTS if ReportPart.WORKBOOK in f.documents}
    holding = [sheet for sheet in cells if headings <= set(sheet)]
    # The updates, and the definitions.
    assert len(holding) == 2
    for field in IN_DOCUMENTS:
        assert any(words_of(field) in sheet for sheet in cells), field.name


def test_the_json_file_holds_it_and_keeps_to_the_published_schema(told: d.Dataset) -> None:
    file = json.loads(made(told, "json", "en"))
    assert list(Draft202012Validator(schema()).iter_errors(file)) == []
    first, second = file["dataset"]["updates"]
    found = first["texts"] | {name: words for name, words in second["texts"].items() if words}
    assert {name: found[name] for name in found if name != "summary"} == {
        field.name: words_of(field) for field in TEXTS if not field.lead
    }
    assert first["texts"]["summary"] == words_of(UPDATE.lead)


@each(*TEXTS)
def test_a_change_in_it_alone_is_a_rewording_where_it_is_compared(
    told: d.Dataset, field: ContentField
) -> None:
    first, second = told.updates
    otherwise = replace(first, texts=first.texts | {field.name: "Otherwise."})
    now = replace(told, updates=(otherwise, second))
    moved = compare(told, now, before_sha256="")
    pair = d.Pair(party=first.party, commitment=first.commitment)
    assert moved.reworded == ((pair,) if field.compared else ())


def test_the_same_words_in_another_language_are_a_rewording(told: d.Dataset) -> None:
    first, second = told.updates
    now = replace(told, updates=(replace(first, language="pt"), second))
    assert len(compare(told, now, before_sha256="").reworded) == 1
