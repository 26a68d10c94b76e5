"""The declared fields of actions, milestones, evidence and comments are at each of their doors."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from html import escape
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client

from commitments.models import User
from reporting.dataset.schema import ActionEntry, EvidenceEntry
from tests.pages.acting import read
from tests.tracker.doors import ACTIONS, at, codes
from tests.tracker.each_field import each
from tracker.fields import ACTION, COMMENT, EVIDENCE, MILESTONE, ContentField, Fields, Kind
from tracker.fields.cleaning import column_of
from tracker.models import Comment, Evidence, FollowUpAction, Milestone, ProgressUpdate

pytestmark = pytest.mark.django_db
NOUNS: list[tuple[Fields, type[models.Model]]] = [
    (ACTION, FollowUpAction),
    (MILESTONE, Milestone),
    (EVIDENCE, Evidence),
    (COMMENT, Comment),
]
LAW: dict[str, Any] = {"title": "A law", "language": "en", "kind": "law", "commitments": ["7.1"]}
ILL_TYPED: dict[Kind, Any] = {
    Kind.LINE: 3,
    Kind.TEXT: 3,
    Kind.CHOICE: "nothing of the kind",
    Kind.WHOLE_NUMBER: 101,
    Kind.DAY: "soon",
    Kind.AMOUNT: "much",
    Kind.CURRENCY: "dollars",
    Kind.COMMITMENTS: ["0.0"],
    Kind.LINK: "javascript:alert(1)",
    Kind.FILE: "a file",
    Kind.PASSAGE: "preface",
}


@pytest.fixture
def action(api: Any, authority_slv: User, open_period: Any) -> Any:
    """An action of El Salvador, as the API gives it."""
    made = api(authority_slv).post(ACTIONS, {"party": "SLV"} | LAW)
    assert made.status_code == 201, made.content
    return made.json()


def test_each_declared_field_is_a_column_that_holds_as_much_as_is_taken() -> None:
    for fields, model in NOUNS:
        for field in fields:
            if field.kind == Kind.COMMITMENTS:
                continue
            column = column_of(field, model)
            longest = getattr(column, "max_length", None)
            if field.kind == Kind.LINE:
                assert longest == (field.longest or 300), (model, field.name)
            if field.longest is not None:
                assert longest == field.longest, (model, field.name)


def test_the_words_that_are_searched_are_those_declared() -> None:
    for fields, table in ((ACTION, "tracker_followupaction"), (EVIDENCE, "tracker_evidence")):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_attribute a"
                " ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
                " WHERE a.attrelid = %s::regclass AND a.attname = 'words'",
                [table],
            )
            ((expression,),) = cursor.fetchall()
        first, second = expression.split("'A'")
        for weight, words in (("A", first), ("B", second)):
            for field in fields:
                found = field.name in words and field.name != "language"
                assert found == (field.searched == weight), (table, field.name)


def test_reports_hold_every_field_that_others_may_read() -> None:
    """Who may read it decides whether it is there; a file is told by its name and checksum."""
    assert set(ACTION.names) - {f.name for f in dataclasses.fields(ActionEntry)} == {"visibility"}
    assert set(EVIDENCE.names) - {f.name for f in dataclasses.fields(EvidenceEntry)} == {
        "file",
        "visibility",
    }


@each(*ACTION)
def test_an_action_is_refused_for_each_field_that_will_not_do(
    api: Any, authority_slv: User, open_period: Any, field: ContentField
) -> None:
    sent = {"party": "SLV"} | LAW | {field.name: ILL_TYPED[field.kind]}
    refused = api(authority_slv).post(ACTIONS, sent)
    assert refused.status_code == 400
    assert [pointer.split("/")[1] for pointer in codes(refused)] == [field.name]


@each(*(field for field in ACTION if field.required))
def test_an_action_is_not_made_without_what_it_needs(
    api: Any, authority_slv: User, open_period: Any, field: ContentField
) -> None:
    sent = {name: value for name, value in LAW.items() if name != field.name}
    refused = api(authority_slv).post(ACTIONS, {"party": "SLV"} | sent)
    assert codes(refused) == {f"/{field.name}": "required"}


@each(*MILESTONE)
def test_a_milestone_is_refused_for_each_field_that_will_not_do(
    api: Any, authority_slv: User, action: Any, field: ContentField
) -> None:
    sent = {"title": "A step", "due_on": "2027-01-31", field.name: ILL_TYPED[field.kind]}
    refused = api(authority_slv).post(f"{ACTIONS}{action['id']}/milestones/", sent)
    assert list(codes(refused)) == [f"/{field.name}"]


@each(*EVIDENCE)
def test_evidence_is_refused_for_each_field_that_will_not_do(
    api: Any, authority_slv: User, action: Any, field: ContentField
) -> None:
    sent = {"title": "A gazette", "url": "https://example.org/", field.name: ILL_TYPED[field.kind]}
    refused = api(authority_slv).post(f"{ACTIONS}{action['id']}/evidence/", sent)
    assert list(codes(refused)) == [f"/{field.name}"]


@each(*COMMENT)
def test_a_comment_is_refused_for_each_field_that_will_not_do(
    api: Any,
    authority_slv: User,
    update_of: Callable[[str, str], ProgressUpdate],
    field: ContentField,
) -> None:
    sent = {"content": "Which decree?", field.name: ILL_TYPED[field.kind]}
    refused = api(authority_slv).post(at(update_of("SLV", "7.1"), "comments/"), sent)
    assert list(codes(refused)) == [f"/{field.name}"]


def test_the_api_gives_every_field(api: Any, authority_slv: User, action: Any) -> None:
    client = api(authority_slv)
    assert set(ACTION.names) < set(action)
    address = f"{ACTIONS}{action['id']}/"
    step = client.post(f"{address}milestones/", {"title": "A step", "due_on": "2027-01-31"})
    assert set(MILESTONE.names) < set(step.json())
    piece = client.post(f"{address}evidence/", {"title": "A", "url": "https://example.org/"})
    assert set(EVIDENCE.names) < set(piece.json())


def test_the_forms_ask_for_every_field_under_its_label(
    client_of: Callable[[Any], Client], authority_slv: User, action: Any
) -> None:
    page = read(client_of(authority_slv), "desk-action", action["id"])
    for fields, prefix in ((ACTION, ""), (MILESTONE, "milestone-"), (EVIDENCE, "evidence-")):
        for field in fields:
            assert f'name="{prefix}{field.name}"' in page, field.name
            assert escape(str(field.label)) in page, field.name


def test_the_log_tells_which_fields_of_an_action_were_changed_by_their_labels(
    api: Any,
    client_of: Callable[[Any], Client],
    authority_slv: User,
    administrator: User,
    action: Any,
) -> None:
    address = f"{ACTIONS}{action['id']}/"
    tag = api(authority_slv).get(address)["ETag"]
    changed = {"due_on": "2027-01-31", "percent": 10}
    api(authority_slv).patch(address, changed, headers={"If-Match": tag})
    page = read(client_of(administrator), "audit", "person", authority_slv.pk)
    assert "Fields: Due on, Percent completed" in page


def test_the_description_of_the_api_names_every_field() -> None:
    schemas = Client().get("/api/v1/schema/").json()["components"]["schemas"]
    for fields, names in (
        (ACTION, ("Action", "NewActionRequest", "PatchedChangeActionRequest")),
        (MILESTONE, ("Milestone", "AddMilestoneRequest", "PatchedChangeMilestoneRequest")),
        (EVIDENCE, ("Evidence", "NewEvidenceRequest")),
        (COMMENT, ("Comment", "SayRequest")),
    ):
        for name in names:
            assert set(fields.names) <= set(schemas[name]["properties"]), name
        needed = set(schemas[names[1]].get("required", ()))
        assert set(fields.required) <= needed, names[1]
