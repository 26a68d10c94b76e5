"""Many updates in one call."""

from __future__ import annotations

from typing import Any

import pytest
from zeal import zeal_ignore

from commitments.models import User
from tests.tracker.doors import CONTENT, UPDATES, at, codes, save, step
from tracker.models import ProgressUpdate

pytestmark = pytest.mark.django_db

BULK = f"{UPDATES}bulk/"
KEYS = {"period": "2026-2", "party": "SLV", "commitment": "7.1"}


def send(client: Any, *rows: Any) -> list[dict[str, Any]]:
    # Each row is a verb of its own, so the same statements honestly come again.
    with zeal_ignore():
        answer = client.post(BULK, {"updates": list(rows)})
    assert answer.status_code == 200, answer.content
    results: list[dict[str, Any]] = answer.json()["results"]
    assert [result["index"] for result in results] == list(range(len(rows)))
    return results


def test_each_row_is_answered_for_itself(api: Any, update_of: Any, authority_slv: User) -> None:
    rows = [
        KEYS | CONTENT,
        KEYS | CONTENT | {"commitment": "7.2", "submit": True},
        KEYS | {"commitment": "7.3", "summary": "x", "submit": True},
        KEYS | {"party": "HND", "summary": "Not ours."},
        KEYS | {"commitment": "8.1", "level": 9, "colour": "red"},
        KEYS | {"commitment": "99.1", "period": "1999-1"},
        "not an object",
        KEYS | {"commitment": "8.2", "submit": "yes", "version": "1", "summary": "x"},
    ]
    results = send(api(authority_slv), *rows)
    assert [result["status"] for result in results] == [200, 200, 400, 403, 400, 400, 400, 400]
    assert _pointers(results[2]) == {"/language", "/level"}
    assert _pointers(results[4]) == {"/level", "/colour"}
    assert _pointers(results[5]) == {"/commitment", "/period"}
    assert _pointers(results[7]) == {"/submit", "/version"}
    states = {code: update_of("SLV", code).state for code in ("7.1", "7.2", "7.3", "8.1", "8.2")}
    assert states == {
        "7.1": "draft",
        "7.2": "submitted",
        "7.3": "expected",
        "8.1": "expected",
        "8.2": "expected",
    }
    assert results[0]["id"] == update_of("SLV", "7.1").pk
    assert (results[0]["version"], results[1]["version"]) == (2, 3)


def _pointers(result: dict[str, Any]) -> set[str]:
    return {fault["pointer"] for fault in result["problem"]["errors"]}


def test_what_has_been_begun_is_not_overwritten_unseen(
    api: Any, update_of: Any, authority_slv: User
) -> None:
    update = update_of("SLV", "7.1")
    client = api(authority_slv)
    save(client, update)
    (unseen,) = send(client, KEYS | {"summary": "Another."})
    assert (unseen["status"], unseen["problem"]["code"]) == (412, "stale")
    (seen,) = send(client, KEYS | {"summary": "Another.", "version": 2})
    assert (seen["status"], seen["version"]) == (200, 3)
    assert client.get(at(update)).json()["summary"] == "Another."


def test_what_was_not_asked_for_is_volunteered(
    api: Any, open_period: Any, authority_pc: User
) -> None:
    row = {"period": "2026-2", "party": "PC", "summary": "The Council met."}
    codes_ = ["7.1", "7.2", "8.1", "1.1"]
    results = send(api(authority_pc), *(row | {"commitment": code} for code in codes_))
    assert {result["status"] for result in results} <= {201, 400}
    made = ProgressUpdate.objects.filter(party__code="PC", solicited=False)
    assert made.count() == sum(result["status"] == 201 for result in results)


def test_an_officer_logs_what_came_by_note(
    api: Any, update_of: Any, officer: User, other_officer: User
) -> None:
    source = {"channel": "note_verbale", "channel_document": "Note 12/2026"}
    first, second = send(api(officer), KEYS | CONTENT | source | {"submit": True}, KEYS | CONTENT)
    assert first["status"] == 200
    assert second["status"] in (403, 409, 412)
    assert step(api(other_officer), update_of("SLV", "7.1"), "accept").status_code == 200


@pytest.mark.parametrize(
    "body",
    [[], {}, {"updates": {}}, {"updates": []}, {"updates": [{}] * 1001}, {"updates": [], "x": 1}],
)
def test_a_call_that_is_none_is_refused_whole(
    api: Any, open_period: Any, authority_slv: User, visitor: Any, body: Any
) -> None:
    assert api(visitor).post(BULK, body).status_code == 401
    refused = api(authority_slv).post(BULK, body)
    assert refused.status_code == 400
    assert codes(refused)


def test_the_same_call_twice_has_the_effect_of_one(
    api: Any, update_of: Any, authority_slv: User
) -> None:
    client = api(authority_slv)
    answers = [
        client.post(BULK, {"updates": [KEYS | CONTENT]}, headers={"Idempotency-Key": "k1"})
        for _time in range(2)
    ]
    assert answers[0].content == answers[1].content
    assert answers[1]["Idempotency-Replayed"] == "true"
    assert update_of("SLV", "7.1").version == 2
