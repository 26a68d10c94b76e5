"""Whatever a client sends to the tracker's doors, it gets a problem that says why; never a 500."""

from __future__ import annotations

from typing import Any

import pytest
from zeal import zeal_ignore

from commitments.models import User
from tests.tracker.doors import ACTIONS, CONTENT, UPDATES, at, save
from tracker.models import ProgressUpdate

pytestmark = pytest.mark.django_db

BODIES = [
    b"{",
    b"null",
    b"[]",
    b'"x"',
    b"5",
    b"[" * 5000,
    b'{"a":' * 2000 + b"1" + b"}" * 2000,
    b"\xff\xfe",
    b'{"summary": "\xed\xa0\x80"}',
    b'{"summary": "\\ud800"}',
    b'{"summary": "\\u0000"}',
    b'{"level": NaN}',
    b'{"level": 1e999}',
]
VALUES: list[Any] = [
    None,
    True,
    -1,
    5,
    10**30,
    1.5,
    "",
    "2026-13-45",
    "9999-12-31T23:59:59+00:00",
    "\x00",
    "x" * 200_000,
    [],
    [None],
    [{"theme": "police"}],
    [{"theme": ["police"], "text": 5}],
    {},
    {"a": {"b": []}},
]
FIELDS = [*CONTENT, "no_change", "embargo_until", "visibility", "channel", "channel_document"]
KEYS = ["period", "party", "commitment", "instrument"]


@pytest.fixture
def draft(api: Any, update_of: Any, authority_slv: User) -> ProgressUpdate:
    update: ProgressUpdate = update_of("SLV", "7.1")
    save(api(authority_slv), update)
    return update


def assert_told(answer: Any) -> None:
    """The answer is no failure of ours; a refusal says what and why."""
    assert answer.status_code < 500, answer.content
    if answer.status_code >= 400:
        problem = answer.json()
        assert answer["Content-Type"] == "application/problem+json"
        assert problem["detail"]
        assert problem["code"]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_bodies_that_are_no_object(
    api: Any, draft: ProgressUpdate, authority_slv: User, officer: User, body: bytes
) -> None:
    party, secretariat = api(authority_slv), api(officer)
    for client, method, address in [
        (party, "patch", at(draft)),
        (party, "post", UPDATES),
        (party, "post", f"{UPDATES}bulk/"),
        (party, "post", at(draft, "comments/")),
        (party, "post", at(draft, "evidence/")),
        (party, "post", ACTIONS),
        (party, "post", "/api/v1/milestones/"),
        (secretariat, "post", "/api/v1/periods/"),
        (secretariat, "patch", "/api/v1/periods/2026-2/"),
        (secretariat, "patch", "/api/v1/periods/2026-2/roster/SLV/"),
    ]:
        answer = getattr(client, method)(
            address, data=body, content_type="application/json", headers={"If-Match": "*"}
        )
        assert 400 <= answer.status_code < 500, (address, answer.content)
        assert_told(answer)


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_values_of_any_kind_in_any_field(
    api: Any, draft: ProgressUpdate, authority_slv: User, officer: User, value: Any
) -> None:
    party, secretariat = api(authority_slv), api(officer)
    anyhow = {"If-Match": "*"}
    for field in FIELDS:
        assert_told(party.patch(at(draft), {field: value}, headers=anyhow))
    for key in KEYS:
        row = {"period": "2026-2", "party": "SLV", "commitment": "7.2", key: value}
        assert_told(party.post(UPDATES, row))
        assert_told(party.post(f"{UPDATES}bulk/", {"updates": [row | {"summary": value}]}))
    for field in ("version", "submit", "channel"):
        row = {"period": "2026-2", "party": "SLV", "commitment": "7.3", field: value}
        # Two verbs on one update in one call are meant.
        with zeal_ignore():
            assert_told(party.post(f"{UPDATES}bulk/", {"updates": [row]}))
    for field in ("content", "passage"):
        assert_told(party.post(at(draft, "comments/"), {"content": "x", field: value}))
    for field in ("title", "url", "file", "dated_on", "visibility"):
        link = {"title": "x", "url": "https://example.org/", field: value}
        assert_told(party.post(at(draft, "evidence/"), link))
    for field in ("title", "commitments", "cost", "percent", "starts_on", "currency", "party"):
        action = {"party": "SLV", "title": "x", "commitments": ["7.1"], "language": "en"}
        assert_told(party.post(ACTIONS, action | {"kind": "law", field: value}))
    for field in ("action", "due_on", "title"):
        assert_told(party.post("/api/v1/milestones/", {"action": 1, field: value}))
    assert_told(secretariat.post(at(draft, "return/"), {"comment": value}, headers=anyhow))
    assert_told(secretariat.post(at(draft, "reopen/"), {"reason": value}, headers=anyhow))


@pytest.mark.parametrize(
    "address",
    [
        "updates/99999999999999999999999/",
        "updates/99999999999999999999999/submit/",
        "updates/0/",
        "updates/-1/",
        "updates/%00/",
        "updates/?party=%00",
        "updates/?party=%ff",
        "updates/?cursor=%00",
        "updates/?paragraph=99999999999999999999",
        "updates/?period=" + "x" * 3000,
        "updates/?page_size=99999999999999999999",
        "actions/99999999999999999999999/",
        "actions/?due_from=2026-99-99",
        "actions/?paragraph=p-1",
        "milestones/?action=99999999999999999999999",
        "milestones/?action=x",
        "periods/%00/",
        "periods/?cycle=99999999999999999999999",
        "periods/?cycle=x",
        "matrix/?period=2026-2&by=%00",
    ],
)
def test_addresses_that_lead_nowhere(
    api: Any, open_period: Any, officer: User, address: str
) -> None:
    answer = api(officer).get(f"/api/v1/{address}")
    assert_told(answer)
    assert answer.status_code in (200, 400, 404, 405)


@pytest.mark.parametrize("tag", ['"x"', "W/", '""', '"1', "-1", "99999999999999999999", "é"])
def test_an_if_match_that_names_no_version_is_stale(
    api: Any, draft: ProgressUpdate, authority_slv: User, tag: str
) -> None:
    answer = api(authority_slv).patch(at(draft), {}, headers={"If-Match": tag})
    assert answer.status_code == 412


def test_other_methods_are_refused(api: Any, draft: ProgressUpdate, authority_slv: User) -> None:
    client = api(authority_slv)
    for method, address in [
        ("put", at(draft)),
        ("delete", at(draft)),
        ("get", at(draft, "submit/")),
        ("put", at(draft, "revisions/1/")),
        ("delete", at(draft, "decisions/")),
        ("delete", ACTIONS),
    ]:
        answer = getattr(client, method)(address)
        assert answer.status_code == 405
        assert_told(answer)
