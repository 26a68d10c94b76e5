"""The JSON files keep to the schema that is published, and the schema is changed by number only."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from commitments.instruments.models.paragraph import VerbKind
from commitments.models import Commitment, Indicator, Language, Participation, Party
from reporting.dataset import schema as d
from reporting.documents import render
from reporting.documents.json.schema import schema
from reporting.documents.json.schema.fields import CLASSES, FIELDS
from reporting.models import StatusReport
from tests.reporting.datasets import make_dataset
from tracker.fields import UPDATE, ReportPart
from tracker.models import FollowUpAction, ReportingPeriod, RosterEntry
from tracker.updates.models.narrative import Channel
from tracker.visibility import Visibility

DOCS = Path(__file__).parents[3] / "docs"
KINDS = [("assembly", ""), ("council", ""), ("party", "SLV"), ("paragraph", "7")]
VALIDATOR = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def file_of(data: d.Dataset, *, draft: bool = True) -> Any:
    sha = d.sha256(d.encode(data))
    return json.loads(render(dataset=data, language="es", format="json", sha256=sha, draft=draft))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_schema_kept_with_the_documents_is_the_one_of_this_code() -> None:
    number = d.SCHEMA.rpartition("/")[2]
    kept = DOCS / f"report-{number}.schema.json"
    assert kept.exists(), f"python -m reporting.documents.json.schema > {kept.name}"
    assert json.loads(kept.read_text()) == schema(), (
        "What a report's JSON holds has changed. Give reporting.dataset.schema.SCHEMA a new number "
        "where files were issued under this one; then python -m "
        "reporting.documents.json.schema > docs/report-N.schema.json, and keep the old one: the "
        "files of earlier years are read with it."
    )


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize(("kind", "subject"), KINDS)
def test_every_kind_of_report_keeps_to_it(kind: str, subject: str, draft: bool) -> None:
    found = file_of(make_dataset(kind=kind, subject=subject, length=100), draft=draft)
    assert [error.message for error in VALIDATOR.iter_errors(found)] == []


def test_a_correction_keeps_to_it() -> None:
    data = make_dataset(kind="party", subject="SLV", length=100)
    facts = d.ReportFacts(
        kind="party",
        symbol="CP/doc.1/12",
        as_of=data.as_of,
        periods=("2012-1",),
        dataset_sha256="0" * 64,
    )
    editorial = d.Editorial(
        symbol="CP/doc.1/12 rev. 1", revision=1, corrects=facts, correction_reason={"en": "x"}
    )
    corrected = file_of(dataclasses.replace(data, editorial=editorial))
    assert [error.message for error in VALIDATOR.iter_errors(corrected)] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("level", 5),
        ("visibility", "secret"),
        ("submitted_at", "yesterday"),
        ("texts", {"summary": None}),
    ],
)
def test_it_refuses_what_a_report_never_says(name: str, value: object) -> None:
    found = file_of(make_dataset(kind="party", subject="SLV", length=100))
    found["dataset"]["updates"][0][name] = value
    assert list(VALIDATOR.iter_errors(found))


def test_it_refuses_a_field_too_many_and_a_field_too_few() -> None:
    found = file_of(make_dataset(kind="party", subject="SLV", length=100))
    assert list(VALIDATOR.iter_errors(found | {"more": 1}))
    del found["dataset"]["rubric"]
    assert list(VALIDATOR.iter_errors(found))


def test_every_field_is_described_once_and_nothing_else_is() -> None:
    made = schema()
    classes = {"JsonFile": made, **made["$defs"]}
    used = set()
    for name, found in classes.items():
        assert found["description"], name
        assert not found["description"].startswith(f"{name}("), name
        for field in found["properties"]:
            used.add(f"{name}.{field}" if f"{name}.{field}" in FIELDS else field)
    assert set(FIELDS) == used
    assert set(CLASSES) <= set(classes)


def values(name: str, field: str) -> set[str]:
    found = schema()["$defs"][name]["properties"][field]
    return set(found.get("items", found)["enum"]) - {""}


def test_closed_choices_are_those_of_the_database() -> None:
    assert values("Dataset", "kind") == set(StatusReport.Kind.values)
    assert values("Dataset", "audience") == set(StatusReport.Audience.values)
    assert values("PartyFacts", "kind") == set(Party.Kind.values)
    assert values("PartyFacts", "decision") == set(RosterEntry.Decision.values)
    assert values("PartyFacts", "standing") == set(Participation.Standing.values)
    assert values("PeriodFacts", "state") == set(ReportingPeriod.State.values)
    assert values("CommitmentFacts", "tracking") == set(Commitment.Tracking.values)
    assert values("CommitmentFacts", "nature") == set(Commitment.Nature.values)
    assert values("ParagraphFacts", "verb_kind") == set(VerbKind.values)
    assert values("IndicatorSeries", "better") == set(Indicator.Direction.values)
    assert values("ActionEntry", "kind") == set(FollowUpAction.Kind.values)
    assert values("ActionEntry", "status") == set(FollowUpAction.Status.values)
    assert values("UpdateEntry", "channel") == set(Channel.values)
    assert values("UpdateEntry", "visibility") == set(Visibility.values)
    assert values("FieldFacts", "kind") == {field.kind for field in UPDATE.passages}
    assert values("FieldFacts", "documents") == set(ReportPart)
    assert set(schema()["properties"]["language"]["enum"]) == set(Language.values)


def test_the_schema_given_is_the_callers_own() -> None:
    schema()["$defs"].clear()
    assert schema()["$defs"]
