"""Whatever a client sends, the answer is a problem that says which and why; never a 500."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from rest_framework.test import APIClient

from commitments.models import User

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.commitments.foundation.rest.endpoints"),
]

JSON = "application/json"


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """Return the body, which must be this problem."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail", "code"} <= set(body)
    assert (body["status"], body["code"]) == (status, code)
    assert body["type"].endswith(f":{code}")
    return body


@pytest.fixture
def somebody(nobody: User, api: Callable[[Any], APIClient]) -> APIClient:
    return api(nobody)


@pytest.fixture
def speaker(authority_slv: User, api: Callable[[Any], APIClient]) -> APIClient:
    return api(authority_slv)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b'{"key": ', "line 1, column 9"),
        (b'{"key": "x"\n"count": 1}', "line 2, column 1"),
        (b"", ""),
        (b'{"key": "\xff"}', "line 1"),
        (b'{"key": "\\ud800"}', "line 1"),
        (b'{"key": NaN}', "line 1"),
        (b"[" * 100_000, "line 1"),
    ],
)
def test_malformed_json_is_refused_with_its_place(
    somebody: APIClient, body: bytes, where: str
) -> None:
    response = somebody.post("/api/v1/things/", body, content_type=JSON)
    if body:
        assert where in problem(response, 400, "malformed_json")["detail"]
    else:
        problem(response, 400, "invalid")


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"key": "x", "colour": "red"}, "/colour", "unknown_field"),
        ({"key": "x", "a/b~c": 1}, "/a~1b~0c", "unknown_field"),
        ({"key": "x", "version": 9}, "/version", "read_only"),
        ({}, "/key", "required"),
        ({"key": None}, "/key", "null"),
        ({"key": 5}, "/key", "invalid"),
        ({"key": ["x"]}, "/key", "invalid"),
        ({"key": "a\x00b"}, "/key", "nul"),
        ({"key": "x" * 61}, "/key", "max_length"),
        ({"key": "x", "count": "3"}, "/count", "invalid"),
        ({"key": "x", "count": True}, "/count", "invalid"),
        ({"key": "x", "count": 3.0}, "/count", "invalid"),
        ({"key": "x", "count": 2**63}, "/count", "max_value"),
        ({"key": "x", "flag": "true"}, "/flag", "invalid"),
        ([], "", "invalid"),
        ("words", "", "invalid"),
        (7, "", "invalid"),
    ],
)
def test_each_fault_of_the_content_is_named(
    somebody: APIClient, body: Any, pointer: str, code: str
) -> None:
    body = problem(somebody.post("/api/v1/things/", body, format="json"), 400, "invalid")
    assert (pointer, code) in [(each["pointer"], each["code"]) for each in body["errors"]]


def test_null_is_no_content(somebody: APIClient) -> None:
    response = somebody.post("/api/v1/things/", b"null", content_type=JSON)
    assert problem(response, 400, "invalid")["errors"][0]["code"] == "null"


def test_all_faults_are_named_at_once(somebody: APIClient) -> None:
    response = somebody.post(
        "/api/v1/things/", {"count": "x", "flag": 1, "colour": "red"}, format="json"
    )
    errors = problem(response, 400, "invalid")["errors"]
    assert {each["pointer"] for each in errors} == {"/key", "/count", "/flag", "/colour"}


def test_a_number_no_database_holds_is_no_fault_of_ours(somebody: APIClient) -> None:
    huge = b'{"key": "x", "count": ' + b"9" * 400 + b"}"
    response = somebody.post("/api/v1/things/", huge, content_type=JSON)
    assert response.status_code == 400


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/xml", "application/json; charset=latin-1", ""]
)
def test_another_content_type_is_refused(somebody: APIClient, content_type: str) -> None:
    response = somebody.generic("POST", "/api/v1/things/", "{}", content_type=content_type)
    problem(response, 415, "unsupported_media_type")


def test_a_body_too_large_is_refused(somebody: APIClient, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = somebody.post("/api/v1/things/", {"key": "x" * 200}, format="json")
    problem(response, 413, "too_large")


def test_another_method_is_refused(somebody: APIClient) -> None:
    problem(somebody.put("/api/v1/things/", {}, format="json"), 405, "method_not_allowed")
    assert somebody.options("/api/v1/things/")["Allow"] == "POST, OPTIONS"


def test_another_format_is_refused(somebody: APIClient) -> None:
    problem(somebody.get("/api/v1/thing/", headers={"Accept": "text/csv"}), 406, "not_acceptable")
    assert somebody.get("/api/v1/file/", headers={"Accept": "image/png"}).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/nothing/", "/api/v1/thing/%00/", "/api/v1/things/%ff/"])
def test_an_address_that_leads_nowhere_is_a_problem(client: Client, path: str) -> None:
    problem(client.get(path), 404, "not_found")


def test_nul_in_an_address_leads_nowhere(client: Client) -> None:
    problem(client.get("/api/v1/raises/a%00b/"), 404, "not_found")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("colour=red", "unknown_parameter"),
        ("format=xml", "unknown_parameter"),
        ("language=de", "unknown_language"),
        ("language=", "unknown_language"),
        ("language=en&language=fr", "repeated"),
        ("fields=%00", "nul"),
        ("x%00=1", "unknown_parameter"),
    ],
)
def test_each_unusable_parameter_is_named(client: Client, query: str, code: str) -> None:
    body = problem(client.get(f"/api/v1/thing/?{query}"), 400, "invalid")
    assert [each["code"] for each in body["errors"]] == [code]
    assert body["errors"][0]["pointer"].startswith("?")


def test_parameters_of_a_call_with_effects_are_checked_before_it(somebody: APIClient) -> None:
    problem(somebody.post("/api/v1/things/?x=1", {"key": "x"}, format="json"), 400, "invalid")


def test_messages_come_in_the_language_asked_for(client: Client) -> None:
    with translation.override("es"):
        expected = translation.gettext("Not found")
    response = client.get("/api/v1/nothing/", headers={"Accept-Language": "es"})
    assert problem(response, 404, "not_found")["title"] == expected
    assert response["Content-Language"] == "es"


def test_the_domain_says_no(client: Client) -> None:
    problem(client.get("/api/v1/raises/invalid/"), 400, "no_good")
    problem(client.get("/api/v1/raises/data/"), 400, "out_of_range")


def test_a_fault_of_ours_is_not_hidden(client: Client) -> None:
    with pytest.raises(RuntimeError):
        client.get("/api/v1/raises/fault/")


def test_checks_come_in_order(
    visitor: Any, somebody: APIClient, speaker: APIClient, api: Callable[[Any], APIClient]
) -> None:
    def patch(by: APIClient, **headers: str) -> Any:
        return by.patch("/api/v1/thing/", {"colour": "red"}, headers=headers, format="json")

    refused = patch(api(visitor))
    problem(refused, 401, "not_authenticated")
    assert refused["WWW-Authenticate"] == "Token"
    problem(patch(somebody), 403, "not_allowed")
    problem(patch(speaker), 428, "if_match_required")
    problem(patch(speaker, **{"If-Match": '"2.abc"'}), 412, "stale")
    problem(patch(speaker, **{"If-Match": "rubbish"}), 412, "stale")
    problem(patch(speaker, **{"If-Match": '"3.abc"'}), 400, "invalid")


@pytest.mark.parametrize("header", ['"3"', 'W/"3"', '"3.0123abcd"', 'W/"3.0123abcd"', "3", "*"])
def test_if_match_takes_our_tags_weak_ones_and_any(speaker: APIClient, header: str) -> None:
    response = speaker.patch(
        "/api/v1/thing/", {"key": "y"}, headers={"If-Match": header}, format="json"
    )
    assert response.status_code == 200
    assert response["ETag"].startswith('"4.')


def test_a_tag_once_read_answers_304(client: Client) -> None:
    first = client.get("/api/v1/thing/")
    tag = first["ETag"]
    assert tag.startswith('"3.')
    for header in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get("/api/v1/thing/", headers={"If-None-Match": header})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    changed = client.get("/api/v1/thing/", headers={"If-None-Match": '"3.other"'})
    assert changed.status_code == 200
    assert client.get("/api/v1/file/", headers={"If-None-Match": '"abc"'}).status_code == 304


def test_caches_are_told_whom_an_answer_is_for(client: Client, somebody: APIClient) -> None:
    public = client.get("/api/v1/thing/")
    assert public["Cache-Control"] == "public, no-cache"
    assert {"Accept-Language", "Authorization", "Cookie"} <= {
        name.strip() for name in public["Vary"].split(",")
    }
    assert somebody.get("/api/v1/thing/")["Cache-Control"] == "private, no-cache"
