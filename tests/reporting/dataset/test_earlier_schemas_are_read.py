"""Datasets of earlier schemas are read as today's; nothing of what they say is lost."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator

from commitments.models import Party
from reporting.dataset import schema as d
from reporting.dataset.comparison import compare
from reporting.documents import render
from reporting.models import ReportFile, StatusReport
from reporting.reports.commands import build
from tests.reporting.counting import level_counts
from tests.reporting.world import issued, make_period

ROOT = Path(__file__).parents[3]
TEXTS = ("not_applicable_reason", "summary", "progress", "challenges", "next_steps")


@cache
def of_schema_2() -> bytes:
    """A dataset as schema 2 kept it: of one party, with a translation, without its series."""
    return gzip.decompress((ROOT / "tests" / "data" / "dataset-of-schema-2.json.gz").read_bytes())


def of_schema_1() -> bytes:
    """The same without what schema 2 added."""
    found = json.loads(of_schema_2()) | {"schema": "tracker/status-report/1"}
    for name in ("trend", "since", "editorial"):
        del found[name]
    return json.dumps(found).encode()


def test_the_dataset_kept_for_these_tests_is_one_of_schema_2() -> None:
    published = json.loads((ROOT / "docs" / "report-2.schema.json").read_text())
    dataset = {"$ref": "#/$defs/Dataset", "$defs": published["$defs"]}
    assert list(Draft202012Validator(dataset).iter_errors(json.loads(of_schema_2()))) == []


def test_every_text_of_schema_2_is_read_under_its_name() -> None:
    kept: list[dict[str, Any]] = json.loads(of_schema_2())["updates"]
    read = d.decode(of_schema_2())
    assert read.schema == d.SCHEMA
    assert [update.texts for update in read.updates] == [
        {name: update[name] for name in TEXTS} for update in kept
    ]
    assert [field.name for field in read.fields if field.kind == "text"] == list(TEXTS)


def test_counts_of_schema_2_are_read_as_they_were_printed() -> None:
    for content in (of_schema_1(), of_schema_2()):
        read = d.decode(content)
        assert read.counts == level_counts((10, 7, 5, 11, 10), not_applicable=1, not_reported=8)
        assert read.counts_before == level_counts(
            (17, 5, 11, 0, 0), not_applicable=1, withheld=10, not_reported=8
        )
        assert (read.counts.reported, read.counts.due) == (44, 52)
        assert read.compared_with == d.ComparedWith(
            kind="period", periods=("2011-2",), session=None
        )
        assert [(s.party, s.reported, s.received) for s in read.silent] == [("SLV", 44, 0)]


def test_a_dataset_of_schema_1_is_read_still() -> None:
    assert d.decode(of_schema_1()).editorial == d.Editorial()


def test_what_is_read_so_is_kept_and_read_again_as_it_is() -> None:
    read = d.decode(of_schema_2())
    assert d.decode(d.encode(read)) == read


def test_a_report_of_today_is_compared_with_one_of_schema_2() -> None:
    before = d.decode(of_schema_2())
    assert compare(before, before, before_sha256="").reworded == ()


def test_a_report_that_was_begun_before_has_a_json_file_that_its_checksum_is_of(
    catalogue: None, queue: Any, files: Path
) -> None:
    subject: dict[str, Any] = {
        "period": make_period("2012-1"),
        "party": Party.objects.get(code="SLV"),
    }
    report = issued(d.decode(of_schema_2()), content=of_schema_2(), **subject)
    StatusReport.objects.filter(pk=report.pk).update(
        state="building", built_at=None, issued_at=None, issued_by=None
    )
    build.make_file(report_id=report.pk, language="en", format="json", at=timezone.now())
    made = ReportFile.objects.filter(report=report).first()
    assert made is not None
    with made.file.open() as file:
        told = json.loads(file.read())
    assert told["dataset"] == json.loads(of_schema_2())
    assert told["sha256"] == d.sha256(of_schema_2())


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_it_prints_the_labels_it_had(language: str) -> None:
    made = render(
        dataset=d.decode(of_schema_2()), language=language, format="html", sha256="0" * 64
    )
    label = {"en": "Challenges", "es": "Dificultades", "fr": "Difficultés", "pt": "Dificuldades"}
    assert label[language] in made.decode()
