"""The list of updates: filters that leak nothing, pages, 304, and a bounded number of queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from commitments.models import User
from tests.tracker.doors import CONTENT, UPDATES, accepted, at, codes, save, step
from tracker.models import Evidence, FollowUpAction

pytestmark = pytest.mark.django_db


def ids(response: Any) -> set[int]:
    assert response.status_code == 200, response.content
    return {row["id"] for row in response.json()["results"]}


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"party": "SLV"}, 52),
        ({"party": "slv,HND"}, 104),
        ({"party": "SLV", "commitment": "7.1"}, 1),
        ({"commitment": "7.1"}, 32),
        ({"party": "SLV", "period": "2026-2", "instrument": "ag-dec-66"}, 52),
        ({"party": "SLV", "state": "expected"}, 52),
        ({"party": "SLV", "state": "draft"}, 0),
        ({"party": "SLV", "solicited": "false"}, 0),
        ({"party": "SLV", "late": "false"}, 52),
        ({"party": "SLV", "late": "true"}, 0),
        ({"party": "SLV", "sample": "false"}, 52),
    ],
)
def test_filters_are_by_natural_key(
    api: Any, open_period: Any, officer: User, asked: dict[str, str], count: int
) -> None:
    assert len(ids(api(officer).get(UPDATES, {"page_size": 500} | asked))) == count


def test_a_paragraph_or_a_theme_stands_for_its_commitments(
    api: Any, open_period: Any, officer: User
) -> None:
    for asked in ({"paragraph": "7"}, {"theme": "police"}):
        found = api(officer).get(UPDATES, {"party": "SLV", **asked}).json()["results"]
        assert 0 < len(found) < 52
        if "paragraph" in asked:
            assert {row["paragraph"] for row in found} == {"7"}


@pytest.mark.parametrize(
    "asked",
    [
        {"party": "XXX"},
        {"period": "1999-1"},
        {"commitment": "99.9"},
        {"paragraph": "99"},
        {"instrument": "other"},
        {"state": "lost"},
        {"late": "perhaps"},
        {"colour": "red"},
        {"page_size": "501"},
        {"ordering": "summary"},
        {"cursor": "x"},
        {"fields": "id,colour"},
    ],
)
def test_what_cannot_be_asked_is_named(
    api: Any, open_period: Any, visitor: Any, asked: dict[str, str]
) -> None:
    refused = api(visitor).get(UPDATES, asked)
    assert refused.status_code == 400
    assert set(codes(refused)) == {f"?{name}" for name in asked}


def test_the_state_filter_does_not_tell_where_the_paper_is(
    api: Any,
    update_of: Any,
    authority_slv: User,
    authority_hnd: User,
    officer: User,
    visitor: Any,
) -> None:
    update = accepted(api(authority_slv), api(officer), update_of("SLV", "7.1"))
    step(api(officer), update, "reopen", reason="It asked to.")
    for stranger in (visitor, authority_hnd):
        asked = {"party": "SLV"}
        assert ids(api(stranger).get(UPDATES, asked | {"state": "draft"})) == set()
        assert ids(api(stranger).get(UPDATES, asked | {"state": "accepted"})) == {update.pk}
    for insider in (authority_slv, officer):
        asked = {"party": "SLV"}
        assert ids(api(insider).get(UPDATES, asked | {"state": "draft"})) == {update.pk}
        assert ids(api(insider).get(UPDATES, asked | {"state": "accepted"})) == set()


def test_pages_hold_together_and_fields_can_be_chosen(
    api: Any, open_period: Any, officer: User
) -> None:
    seen: list[int] = []
    address: str | None = f"{UPDATES}?party=SLV&page_size=20&fields=id,state"
    while address:
        page = api(officer).get(address).json()
        assert all(set(row) == {"id", "state"} for row in page["results"])
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == 52
    assert seen == sorted(seen)


def test_an_unchanged_page_is_304_until_something_on_it_changes(
    api: Any, update_of: Any, authority_slv: User
) -> None:
    party = api(authority_slv)
    update = update_of("SLV", "7.1")
    asked = {"party": "SLV", "commitment": "7.1"}

    def tag() -> str:
        return str(party.get(UPDATES, asked)["ETag"])

    first = tag()
    unchanged = party.get(UPDATES, asked, headers={"If-None-Match": first})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["ETag"] == first
    save(party, update)
    second = tag()
    assert second != first
    made = party.post(
        "/api/v1/actions/",
        {
            "party": "SLV",
            "commitments": ["7.1"],
            "title": "A law",
            "language": "en",
            "kind": "law",
        },
    )
    assert made.status_code == 201, made.content
    third = tag()
    assert third != second
    party.post(at(update, "evidence/"), {"title": "Gazette", "url": "https://example.org/1"})
    assert tag() != third


def test_a_page_shows_evidence_and_actions_as_their_own_rules_say(
    api: Any, update_of: Any, authority_slv: User, authority_hnd: User, officer: User, visitor: Any
) -> None:
    update = update_of("SLV", "7.1")
    party = api(authority_slv)
    save(party, update)
    for visibility in ("public", "member_states", "party"):
        party.post(
            at(update, "evidence/"),
            {"title": visibility, "url": "https://example.org/", "visibility": visibility},
        )
        party.post(
            "/api/v1/actions/",
            {
                "party": "SLV",
                "commitments": ["7.1"],
                "title": visibility,
                "language": "en",
                "kind": "law",
                "visibility": visibility,
            },
        )
    step(party, update, "submit")
    step(api(officer), update, "accept")
    party.post(at(update, "evidence/"), {"title": "late", "url": "https://example.org/"})
    step(api(officer), update, "reopen", reason="It asked to.")
    party.post(at(update, "evidence/"), {"title": "later", "url": "https://example.org/"})
    for person in (visitor, authority_hnd, authority_slv, officer):
        (row,) = api(person).get(UPDATES, {"party": "SLV", "commitment": "7.1"}).json()["results"]
        shown = Evidence.objects.visible_to(person).filter(update=update)
        assert {piece["id"] for piece in row["evidence"]} == {piece.pk for piece in shown}
        actions = FollowUpAction.objects.visible_to(person)
        assert {action["id"] for action in row["actions"]} == {one.pk for one in actions}
    assert [piece["title"] for piece in _row(api(visitor))["evidence"]] == ["public"]
    assert len(_row(api(authority_hnd))["evidence"]) == 2
    assert len(_row(party)["evidence"]) == 4


def _row(client: Any) -> Any:
    (row,) = client.get(UPDATES, {"party": "SLV", "commitment": "7.1"}).json()["results"]
    return row


@pytest.mark.parametrize("size", [5, 52])
def test_the_number_of_queries_does_not_grow_with_the_page(
    api: Any,
    open_period: Any,
    authority_slv: User,
    officer: User,
    django_assert_max_num_queries: Any,
    size: int,
) -> None:
    for person in (authority_slv, officer):
        client = api(person)
        client.get(UPDATES, {"party": "SLV"})
        with django_assert_max_num_queries(8):
            found = client.get(UPDATES, {"party": "SLV", "page_size": size})
        assert len(found.json()["results"]) == size


def test_content_is_the_same_in_the_list_and_alone(
    api: Any, update_of: Any, authority_slv: User
) -> None:
    update = update_of("SLV", "7.1")
    party = api(authority_slv)
    save(party, update, **CONTENT)
    assert _row(party) == party.get(at(update)).json()


def test_pages_are_walked_backwards_and_downwards(
    api: Any, open_period: Any, officer: User
) -> None:
    client = api(officer)
    first = client.get(f"{UPDATES}?party=SLV&page_size=20&fields=id").json()
    second = client.get(first["next"]).json()
    assert first["previous"] is None
    assert client.get(second["previous"]).json()["results"] == first["results"]
    down = client.get(f"{UPDATES}?party=SLV&page_size=52&fields=id&ordering=-id").json()
    found = [row["id"] for row in down["results"]]
    assert found == sorted(found, reverse=True)
    assert found[-20:][::-1] == [row["id"] for row in first["results"]]
    assert client.get(first["next"] + "&ordering=-id").status_code == 400


def test_an_embargo_ends_while_the_same_page_is_asked_for(
    api: Any, update_of: Any, authority_slv: User, officer: User, visitor: Any
) -> None:
    until = timezone.now() + timedelta(days=1)
    update = accepted(
        api(authority_slv), api(officer), update_of("SLV", "7.1"), embargo_until=until.isoformat()
    )
    asked = {"party": "SLV", "period": "2026-2"}
    assert ids(api(visitor).get(UPDATES, asked)) == set()
    with time_machine.travel(until + timedelta(hours=1)):
        assert ids(api(visitor).get(UPDATES, asked)) == {update.pk}


def test_the_same_question_is_answered_for_each_reader(
    api: Any, update_of: Any, authority_slv: User, authority_hnd: User, officer: User, visitor: Any
) -> None:
    save(api(authority_slv), update_of("SLV", "7.1"))
    asked = {"party": "SLV", "commitment": "7.1"}
    for _again in range(2):
        counts = [
            len(ids(api(person).get(UPDATES, asked)))
            for person in (visitor, authority_slv, authority_hnd, officer)
        ]
        assert counts == [0, 1, 0, 1]
