"""Each declared field of an update is taken, refused and described; a field more would be too."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from commitments.foundation.errors import Conflict
from commitments.models import User
from tests.tracker.doors import at, codes, save
from tests.tracker.each_field import TEXTS, TYPED, VALUES, each
from tests.tracker.journeys import CONTENT, NOTE, put
from tracker.fields import UPDATE, ContentField, Kind, ReportPart
from tracker.models import CONTENT_FIELDS, NARRATIVE_FIELDS, ProgressUpdate, Revision, State
from tracker.updates import commands as workflow
from tracker.updates.serializers.fields import UPDATE_FIELDS, SaveSerializer

pytestmark = pytest.mark.django_db
UpdateOf = Callable[[str, str], ProgressUpdate]
SCHEMA = "/api/v1/schema/"

ILL_TYPED: dict[Kind, Any] = {
    Kind.LEVEL: "two",
    Kind.YES_NO: "yes",
    Kind.TEXT: 3,
    Kind.COOPERATION: "Training.",
    Kind.CHOICE: "latin",
    Kind.MOMENT: "soon",
}


# The declaration and the lists that come of it -------------------------------------------------


def test_the_columns_of_both_tables_are_the_declared_fields() -> None:
    for model in (ProgressUpdate, Revision):
        columns = [column.name for column in model._meta.concrete_fields]
        assert [name for name in columns if name in UPDATE.names] == list(UPDATE.names)
    assert UPDATE.names == CONTENT_FIELDS
    assert tuple(field.name for field in UPDATE if field.narrative) == NARRATIVE_FIELDS


def test_what_is_narrative_is_searched_compared_carried_and_in_every_document() -> None:
    for field in UPDATE.narratives:
        assert field.searched, field.name
        assert (field.compared, field.begun, field.carried) == (True, True, True), field.name
        assert field.documents == frozenset(ReportPart), field.name
    reason = UPDATE["not_applicable_reason"]
    assert (bool(reason.searched), reason.compared, reason.begun) == (True, True, True)
    assert reason.documents == frozenset(ReportPart)


def test_everything_but_language_and_readers_shows_that_a_party_has_begun() -> None:
    quiet = {field.name for field in UPDATE if not field.begun}
    assert quiet == {"language", "visibility", "embargo_until"}


def test_the_api_writes_and_reads_the_declared_fields() -> None:
    assert set(SaveSerializer().fields) == {*UPDATE.names, "channel", "channel_document"}
    assert set(UPDATE.names) < set(UPDATE_FIELDS)


def test_the_searched_words_of_a_revision_are_those_declared() -> None:
    """The database computes them; a migration wrote the expression, and this reads it back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_attribute a"
            " ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
            " WHERE a.attrelid = 'tracker_revision'::regclass AND a.attname = 'words'"
        )
        ((expression,),) = cursor.fetchall()
    first, second = expression.split("'A'")
    for field in UPDATE:
        if field.name == "language":
            continue  # by it the words are taken apart
        found = [weight for weight, words in (("A", first), ("B", second)) if field.name in words]
        assert found == ([field.searched] if field.searched else []), field.name


def test_every_field_has_a_label_in_every_language() -> None:
    for field in UPDATE:
        said = []
        for language in ("en", "es", "fr", "pt"):
            with override(language):
                said.append(str(field.label))
        assert all(said)
        assert len(set(said)) > 1, field.name


# Writing ---------------------------------------------------------------------------------------


@each(*UPDATE)
def test_what_is_ill_typed_is_refused_with_its_pointer(
    api: Any, update_of: UpdateOf, authority_slv: User, field: ContentField
) -> None:
    client = api(authority_slv)
    refused = save(client, update_of("SLV", "7.1"), **{field.name: ILL_TYPED[field.kind]})
    assert (refused.status_code, list(codes(refused))) == (400, [f"/{field.name}"])


@each(*TEXTS)
def test_a_text_is_trimmed_bounded_and_read_again(
    api: Any, update_of: UpdateOf, authority_slv: User, field: ContentField
) -> None:
    client, update = api(authority_slv), update_of("SLV", "7.1")
    assert save(client, update, **{field.name: f" {TYPED}\r\nY más. "}).status_code == 200
    assert client.get(at(update)).json()[field.name] == f"{TYPED}\nY más."
    (row,) = client.get(f"/api/v1/updates/?party=SLV&fields=id,{field.name}&commitment=7.1").json()[
        "results"
    ]
    assert row[field.name] == f"{TYPED}\nY más."
    refused = save(client, update, **{field.name: "x" * 100_001})
    assert codes(refused) == {f"/{field.name}": "too_long"}


@each(*UPDATE)
def test_the_description_of_the_api_names_it(field: ContentField) -> None:
    found = json.loads(Client().get(SCHEMA).content)
    schemas = found["components"]["schemas"]
    for name in ("Update", "PatchedSaveRequest", "NewUpdateRequest", "BulkRowRequest", "Revision"):
        assert field.name in schemas[name]["properties"], name


@each(*(field for field in UPDATE if field.example))
def test_the_description_of_the_api_shows_its_example(field: ContentField) -> None:
    assert field.example in Client().get(SCHEMA).content.decode()


@each(*(field for field in UPDATE if field.begun))
def test_an_officer_does_not_write_over_a_party_that_has_begun_with_it_alone(
    api: Any, update_of: UpdateOf, officer: User, field: ContentField
) -> None:
    update = put(update_of("SLV", "7.1"), State.NOT_REPORTED, **{field.name: VALUES[field.kind]})
    assert "save" not in api(officer).get(at(update)).json()["may"]
    with pytest.raises(Conflict) as refused:
        workflow.save(update=update, changes=CONTENT, by=officer, at=timezone.now(), **NOTE)
    assert refused.value.code == "party_began"


@each(*(field for field in UPDATE if not field.begun))
def test_what_says_nothing_yet_keeps_no_officer_from_logging(
    api: Any, update_of: UpdateOf, officer: User, field: ContentField
) -> None:
    said: dict[str, Any] = {
        "language": "es",
        "visibility": "member_states",
        "embargo_until": timezone.now(),
    }
    update = put(update_of("SLV", "7.1"), State.NOT_REPORTED, **{field.name: said[field.name]})
    assert "save" in api(officer).get(at(update)).json()["may"]
