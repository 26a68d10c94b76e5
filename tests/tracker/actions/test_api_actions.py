"""Follow-up actions and milestones through the API."""

from __future__ import annotations

from typing import Any

import pytest

from commitments.models import User
from tests.tracker.doors import ACTIONS, codes

pytestmark = pytest.mark.django_db

MILESTONES = "/api/v1/milestones/"
ACTION: dict[str, Any] = {
    "party": "SLV",
    "commitments": ["7.1", "ag-dec-66/7.2"],
    "title": "National plan",
    "language": "en",
    "kind": "policy",
    "cost": "1250000.50",
    "currency": "USD",
    "starts_on": "2026-01-01",
    "due_on": "2027-12-31",
}


@pytest.fixture
def action(api: Any, open_period: Any, authority_slv: User) -> str:
    """The address of an action that its party keeps to itself."""
    made = api(authority_slv).post(ACTIONS, ACTION)
    assert made.status_code == 201, made.content
    return str(made["Location"])


def test_an_action_comes_back_as_it_was_sent(api: Any, action: str, contributor_slv: User) -> None:
    body = api(contributor_slv).get(action).json()
    assert body["commitments"] == ["7.1", "7.2"]
    assert {name: body[name] for name in ACTION if name != "commitments"} == {
        name: value for name, value in ACTION.items() if name != "commitments"
    }
    assert (body["status"], body["percent"], body["visibility"]) == ("planned", 0, "party")
    assert (body["may"], body["version"], body["overdue"]) == (["change"], 1, False)


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        ("party", {"authority_slv", "officer"}),
        ("member_states", {"authority_slv", "authority_hnd", "officer"}),
        ("public", {"authority_slv", "authority_hnd", "officer", "nobody", "visitor"}),
    ],
)
def test_an_action_is_read_as_its_visibility_says(
    request: Any, api: Any, action: str, authority_slv: User, visibility: str, readers: set[str]
) -> None:
    party = api(authority_slv)
    changed = party.patch(action, {"visibility": visibility}, headers={"If-Match": "*"})
    assert changed.status_code == 200
    step = party.post(f"{action}milestones/", {"title": "Bill", "due_on": "2026-06-01"})
    assert step.status_code == 201, step.content
    for name in ("authority_slv", "authority_hnd", "officer", "nobody", "visitor"):
        client = api(request.getfixturevalue(name))
        there = name in readers
        expected = 200 if there else 404
        for address in (action, f"{action}milestones/", f"{action}evidence/", step["Location"]):
            assert client.get(address).status_code == expected, (name, address)
        for listed in (ACTIONS, MILESTONES):
            assert len(client.get(listed).json()["results"]) == there, (name, listed)


def test_changing_needs_the_party_and_the_version(
    api: Any, action: str, authority_slv: User, officer: User, authority_hnd: User, visitor: Any
) -> None:
    party = api(authority_slv)
    party.patch(action, {"visibility": "public"}, headers={"If-Match": "*"})
    bad = {"percent": 101}
    assert api(visitor).patch(action, bad).status_code == 401
    assert api(authority_hnd).patch(action, bad).status_code == 403
    assert api(officer).patch(action, bad).status_code == 403
    assert party.patch(action, bad).status_code == 428
    assert party.patch(action, bad, headers={"If-Match": '"1"'}).status_code == 412
    tag = party.get(action)["ETag"]
    assert codes(party.patch(action, bad, headers={"If-Match": tag})) == {
        "/percent": "out_of_range"
    }
    changed = party.patch(action, {"percent": 40}, headers={"If-Match": tag})
    assert (changed.status_code, changed.json()["percent"]) == (200, 40)
    assert changed["ETag"] == party.get(action)["ETag"] != tag


def test_only_for_ones_own_party(
    api: Any, open_period: Any, authority_slv: User, authority_hnd: User, visitor: Any
) -> None:
    assert api(visitor).post(ACTIONS, ACTION).status_code == 401
    assert api(authority_hnd).post(ACTIONS, ACTION).status_code == 403
    nobody = api(authority_slv).post(ACTIONS, ACTION | {"party": "XXX"})
    assert codes(nobody) == {"/party": "unknown_key"}
    refused = api(authority_slv).post(
        ACTIONS,
        {"party": "SLV", "title": "", "commitments": ["99.9"], "cost": "x", "colour": "red"},
    )
    assert set(codes(refused)) == {
        "/title",
        "/commitments/0",
        "/cost",
        "/colour",
        "/language",
        "/kind",
    }


def test_milestones_are_added_reached_and_taken_out(
    api: Any, action: str, authority_slv: User, authority_hnd: User, officer: User
) -> None:
    party = api(authority_slv)
    number = party.get(action).json()["id"]
    made = party.post(MILESTONES, {"action": number, "title": "Bill", "due_on": "2026-06-01"})
    assert made.status_code == 201, made.content
    address = made["Location"]
    assert api(authority_hnd).patch(address, {"title": "x"}).status_code == 404
    assert api(officer).patch(address, {"title": "x"}).status_code == 403
    future = party.patch(address, {"reached_on": "2099-01-01"})
    assert codes(future) == {"/reached_on": "in_future"}
    assert party.patch(address, {"reached_on": "2026-05-01"}).json()["reached_on"] == "2026-05-01"
    assert [row["id"] for row in party.get(action).json()["milestones"]] == [made.json()["id"]]
    found = party.get(MILESTONES, {"party": "SLV", "reached": "true", "action": number})
    assert len(found.json()["results"]) == 1
    assert party.get(MILESTONES, {"reached": "false"}).json()["results"] == []
    assert party.delete(address, headers={"If-Match": '"1"'}).status_code == 412
    assert party.delete(address).status_code == 204
    assert party.get(address).status_code == 404


def test_a_hidden_action_is_named_no_better_than_one_there_is_not(
    api: Any, action: str, authority_slv: User, authority_hnd: User
) -> None:
    number = api(authority_slv).get(action).json()["id"]
    for pk in (number, 10**6):
        asked = api(authority_hnd).get(MILESTONES, {"action": pk})
        assert (asked.status_code, set(codes(asked))) == (400, {"?action"})
        sent = api(authority_hnd).post(
            MILESTONES, {"action": pk, "title": "x", "due_on": "2026-06-01"}
        )
        assert codes(sent) == {"/action": "unknown_key"}


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"party": "SLV"}, 1),
        ({"party": "HND"}, 0),
        ({"commitment": "7.1,7.2"}, 1),
        ({"paragraph": "7"}, 1),
        ({"paragraph": "8"}, 0),
        ({"instrument": "ag-dec-66"}, 1),
        ({"kind": "policy"}, 1),
        ({"status": "done"}, 0),
        ({"due_before": "2028-01-01"}, 1),
        ({"due_from": "2028-01-01"}, 0),
    ],
)
def test_actions_are_found_by_what_they_serve(
    api: Any, action: str, authority_slv: User, asked: dict[str, str], count: int
) -> None:
    found = api(authority_slv).get(ACTIONS, asked)
    assert found.status_code == 200, found.content
    assert len(found.json()["results"]) == count
