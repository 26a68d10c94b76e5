"""Keys: got for an email and a password, shown once, kept hashed, listed and revoked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisConnectionError
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from commitments.models import AccessToken, AuditEntry, IdempotentRequest, User
from tests.conftest import PASSWORD

ADDRESS = "/api/v1/tokens/"


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


def sign_in(client: Any, email: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(
        ADDRESS, {"email": email, "password": password, **more}, content_type="application/json"
    )


def with_key(key: str) -> Any:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    return client


def test_a_key_is_given_once_and_kept_hashed(client: Client, authority_slv: User) -> None:
    response = sign_in(client, authority_slv.email.upper(), name="my script")
    assert response.status_code == 201
    assert response["Cache-Control"] == "no-store"
    given = response.json()
    token = AccessToken.objects.get(pk=given["id"])
    assert token.key_sha256 == hashlib.sha256(given["key"].encode()).hexdigest()
    assert (token.name, token.prefix) == ("my script", given["key"][:8])
    assert given["expires_at"] == token.expires_at.isoformat().replace("+00:00", "Z")
    listed = with_key(given["key"]).get(ADDRESS)
    assert given["key"] not in listed.content.decode()
    assert AuditEntry.objects.filter(action="token_created", by=authority_slv).exists()


def test_a_key_signs_in(client: Client, authority_slv: User) -> None:
    key = sign_in(client, authority_slv.email).json()["key"]
    me = with_key(key).get("/api/v1/me/").json()
    assert me["email"] == authority_slv.email
    assert [(each["party"], each["capacity"]) for each in me["designations"]] == [
        ("SLV", "authority")
    ]
    assert me["secretariat_role"] is None


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("authority.slv@tests.example", "wrong"),
        ("unknown@tests.example", PASSWORD),
        ("no address at all", PASSWORD),
    ],
)
def test_any_wrong_pair_gets_the_same_answer(
    client: Client, authority_slv: User, email: str, password: str
) -> None:
    response = sign_in(client, email, password)
    assert (response.status_code, response.json()["code"]) == (401, "invalid_credentials")
    assert response["WWW-Authenticate"] == "Token"


def test_the_system_account_cannot_sign_in(client: Client, catalogue: None) -> None:
    system = User.objects.system()
    for password in ("", "!", PASSWORD):
        assert sign_in(client, system.email, password).status_code in (400, 401)


def test_an_inactive_person_cannot(client: Client, nobody: User) -> None:
    key = sign_in(client, nobody.email).json()["key"]
    User.objects.filter(pk=nobody.pk).update(is_active=False)
    assert sign_in(client, nobody.email).status_code == 401
    assert with_key(key).get("/api/v1/me/").status_code == 401


@pytest.mark.parametrize("missing", ["email", "password"])
def test_both_are_needed(client: Client, nobody: User, missing: str) -> None:
    body = {"email": nobody.email, "password": PASSWORD}
    del body[missing]
    response = client.post(ADDRESS, body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == f"/{missing}"


def test_the_answer_is_not_kept(
    client: Client, nobody: User, api: Callable[[Any], APIClient]
) -> None:
    client.force_login(nobody)
    keys = {
        client.post(
            ADDRESS,
            {"email": nobody.email, "password": PASSWORD},
            content_type="application/json",
            headers={"Idempotency-Key": "k"},
        ).json()["key"]
        for _again in range(2)
    }
    assert len(keys) == 2
    assert not IdempotentRequest.objects.exists()


def test_too_many_tries_at_one_account_are_stopped(
    client: Client, nobody: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"tokens": "3/minute"})
    answers = [
        client.post(
            ADDRESS,
            {"email": nobody.email, "password": "wrong"},
            content_type="application/json",
            REMOTE_ADDR=f"192.0.2.{number}",
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        )
        for number in range(4)
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert answers[-1].json()["code"] == "throttled"
    assert int(answers[-1]["Retry-After"]) > 0


def test_while_tries_cannot_be_counted_nobody_signs_in(
    client: Client, nobody: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: Any, **_options: Any) -> Any:
        raise RedisConnectionError

    monkeypatch.setattr(SimpleRateThrottle.cache, "get", gone)
    answer = client.post(
        ADDRESS,
        {"email": nobody.email, "password": PASSWORD},
        content_type="application/json",
    )
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")


def test_your_keys_are_listed_and_revoked_by_you_alone(
    client: Client, authority_slv: User, authority_hnd: User, api: Callable[[Any], APIClient]
) -> None:
    given = sign_in(client, authority_slv.email).json()
    own, other = api(authority_slv), api(authority_hnd)
    assert [each["id"] for each in own.get(ADDRESS).json()["results"]] == [given["id"]]
    assert other.get(ADDRESS).json()["results"] == []
    assert other.delete(f"{ADDRESS}{given['id']}/").status_code == 404
    assert own.delete(f"{ADDRESS}{given['id']}/").status_code == 204
    assert own.delete(f"{ADDRESS}{given['id']}/").status_code == 204
    refused = with_key(given["key"]).get("/api/v1/me/")
    assert (refused.status_code, refused.json()["code"]) == (401, "invalid_token")
    assert AuditEntry.objects.filter(action="token_revoked").count() == 1


def test_a_key_expires(client: Client, nobody: User) -> None:
    given = sign_in(client, nobody.email).json()
    now = timezone.now()
    AccessToken.objects.filter(pk=given["id"]).update(
        created_at=now - timedelta(days=2), expires_at=now - timedelta(days=1)
    )
    assert with_key(given["key"]).get("/api/v1/paragraphs/5/").status_code == 401


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Token rubbish", "invalid_token"),
        ("Token ", "invalid_token"),
        ("Token \udcff\udcfe", "invalid_token"),
        ("Bearer rubbish", "wrong_scheme"),
    ],
)
def test_an_unusable_key_is_told_even_where_none_is_needed(
    client: Client, catalogue: None, header: str, code: str
) -> None:
    response = client.get("/api/v1/paragraphs/5/", HTTP_AUTHORIZATION=header)
    assert (response.status_code, response.json()["code"]) == (401, code)
    assert response["WWW-Authenticate"] == "Token"


def test_another_scheme_is_a_proxys_affair(client: Client, catalogue: None) -> None:
    response = client.get("/api/v1/paragraphs/5/", HTTP_AUTHORIZATION="Basic eDp5")
    assert response.status_code == 200


def test_a_session_needs_its_csrf_token(client: Client, nobody: User) -> None:
    given = sign_in(client, nobody.email).json()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(nobody)
    assert browser.get("/api/v1/me/").status_code == 200
    refused = browser.delete(f"{ADDRESS}{given['id']}/")
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")


@pytest.mark.parametrize("path", ["me/", "tokens/", "audit/"])
def test_a_visitor_is_asked_to_sign_in(client: Client, catalogue: None, path: str) -> None:
    response = client.get(f"/api/v1/{path}")
    assert (response.status_code, response.json()["code"]) == (401, "not_authenticated")


def test_the_audit_log_is_for_administrators(
    client: Client,
    authority_slv: User,
    officer: User,
    administrator: User,
    api: Callable[[Any], APIClient],
) -> None:
    sign_in(client, authority_slv.email)
    for person in (authority_slv, officer):
        assert api(person).get("/api/v1/audit/").status_code == 403
    entries = api(administrator).get(
        "/api/v1/audit/", {"action": "token_created", "by": authority_slv.email}
    )
    assert [each["by"] for each in entries.json()["results"]] == [authority_slv.email]


def test_an_officer_is_told_the_role(officer: User, api: Callable[[Any], APIClient]) -> None:
    me = api(officer).get("/api/v1/me/").json()
    assert (me["secretariat_role"], me["designations"]) == ("officer", [])
