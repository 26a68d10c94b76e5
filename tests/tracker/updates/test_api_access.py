"""Below an update: no address tells a stranger more than the update itself does."""

from __future__ import annotations

from typing import Any

import pytest

from commitments.models import User
from tests.tracker.doors import CONTENT, accepted, at, save, step
from tracker.models import ProgressUpdate

pytestmark = pytest.mark.django_db

VERBS = ("hand_over", "send_back", "submit", "withdraw", "return", "accept", "replace", "reopen")
PARTS = (
    "",
    "revisions/",
    "revisions/1/",
    "decisions/",
    "comments/",
    "evidence/",
)


@pytest.fixture
def secret(api: Any, update_of: Any, authority_slv: User) -> ProgressUpdate:
    """A draft of SLV with evidence and a comment."""
    update: ProgressUpdate = update_of("SLV", "7.1")
    party = api(authority_slv)
    save(party, update)
    party.post(at(update, "evidence/"), {"title": "Gazette", "url": "https://example.org/"})
    party.post(at(update, "comments/"), {"content": "Is this the field for it?"})
    return update


@pytest.mark.parametrize("stranger", ["visitor", "nobody", "authority_hnd", "authority_pc"])
def test_a_draft_is_not_there_for_strangers(
    request: Any, api: Any, secret: ProgressUpdate, stranger: str
) -> None:
    client = api(request.getfixturevalue(stranger))
    piece = secret.evidence.get()
    for part in (*PARTS, f"evidence/{piece.pk}/file/"):
        assert client.get(at(secret, part)).status_code == 404, part
    assert client.patch(at(secret), {}).status_code == 404
    assert client.post(at(secret, "comments/"), {"content": "x"}).status_code == 404
    assert client.post(at(secret, "evidence/"), {"title": "x"}).status_code == 404
    assert client.delete(at(secret, f"evidence/{piece.pk}/")).status_code == 404
    for verb in VERBS:
        assert client.post(at(secret, f"{verb}/"), {}).status_code == 404, verb


@pytest.mark.parametrize(
    ("reader", "status"),
    [
        ("visitor", 404),
        ("nobody", 404),
        ("authority_hnd", 404),
        ("contributor_slv", 200),
        ("authority_slv", 200),
        ("officer", 200),
        ("administrator", 200),
    ],
)
def test_decisions_and_comments_are_between_the_party_and_the_secretariat(
    request: Any,
    api: Any,
    secret: ProgressUpdate,
    authority_slv: User,
    officer: User,
    reader: str,
    status: int,
) -> None:
    accepted(api(authority_slv), api(officer), secret)
    client = api(request.getfixturevalue(reader))
    assert client.get(at(secret)).status_code == 200
    for part in ("decisions/", "comments/"):
        answer = client.get(at(secret, part))
        assert answer.status_code == status
        if status == 200:
            assert answer.json()["results"]
    said = client.post(at(secret, "comments/"), {"content": "And now?"})
    assert said.status_code == (201 if status == 200 else 404)


def test_strangers_read_the_published_revision_alone(
    api: Any, secret: ProgressUpdate, authority_slv: User, officer: User, visitor: Any
) -> None:
    party, secretariat = api(authority_slv), api(officer)
    accepted(party, secretariat, secret)
    step(secretariat, secret, "reopen", reason="It asked to.")
    save(party, secret, summary="Not for you yet.")
    step(party, secret, "submit")
    numbers = {
        person: [
            row["number"] for row in api(person).get(at(secret, "revisions/")).json()["results"]
        ]
        for person in (visitor, authority_slv, officer)
    }
    assert numbers == {visitor: [1], authority_slv: [1, 2], officer: [1, 2]}
    assert api(visitor).get(at(secret, "revisions/2/")).status_code == 404
    shown = api(visitor).get(at(secret, "revisions/1/")).json()
    assert shown["summary"] == CONTENT["summary"]
    assert shown["submitted_by"] is None
    assert api(officer).get(at(secret, "revisions/2/")).json()["submitted_by"]


def test_a_revision_shows_strangers_only_what_is_open_of_its_evidence_and_actions(
    api: Any, secret: ProgressUpdate, authority_slv: User, officer: User, visitor: Any
) -> None:
    party = api(authority_slv)
    party.post(
        at(secret, "evidence/"),
        {"title": "Internal", "url": "https://example.org/2", "visibility": "party"},
    )
    party.post(
        "/api/v1/actions/",
        {
            "party": "SLV",
            "commitments": ["7.1"],
            "title": "Plan",
            "language": "en",
            "kind": "policy",
        },
    )
    accepted(party, api(officer), secret)
    for person, evidence, actions in [
        (visitor, ["Gazette"], []),
        (authority_slv, ["Gazette", "Internal"], ["Plan"]),
        (officer, ["Gazette", "Internal"], ["Plan"]),
    ]:
        body = api(person).get(at(secret, "revisions/1/")).json()
        assert [piece["title"] for piece in body["evidence"]] == evidence
        assert [action["title"] for action in body["actions"]] == actions


def test_the_steps_are_told_as_they_were_taken(
    api: Any, secret: ProgressUpdate, authority_slv: User, officer: User
) -> None:
    accepted(api(authority_slv), api(officer), secret)
    steps = api(officer).get(at(secret, "decisions/")).json()["results"]
    assert (steps[0]["verb"], steps[0]["from_state"], steps[0]["to_state"]) == (
        "save",
        "expected",
        "draft",
    )
    assert (steps[-1]["verb"], steps[-1]["to_state"], steps[-1]["revision"]) == (
        "accept",
        "accepted",
        1,
    )
    assert steps[-1]["by"] == str(officer)


def test_comments_name_a_field_of_the_update(
    api: Any, secret: ProgressUpdate, authority_slv: User
) -> None:
    address = at(secret, "comments/")
    said = api(authority_slv).post(address, {"content": "Is 2 right?", "passage": "level"})
    assert (said.status_code, said.json()["passage"]) == (201, "level")
    assert api(authority_slv).post(address, {"content": "x", "passage": "y"}).status_code == 400
    assert api(authority_slv).post(address, {"content": " "}).status_code == 400
