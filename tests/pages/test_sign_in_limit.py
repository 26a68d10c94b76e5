"""One limit to the tries with a password, whichever doors they are made at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from commitments.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "nine green bottles hang"
LIMIT = 3

# Each tries a password of a person's, and answers what came of it.
Door = Callable[[User, str], str]


@pytest.fixture(autouse=True)
def few_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"tokens": f"{LIMIT}/minute"})


def by_the_sign_in_page(user: User, password: str) -> str:
    answer = Client().post("/en/sign-in/", {"username": user.email, "password": password})
    if answer.status_code == 302:
        return "in"
    words = answer.content.decode()
    if "Too many attempts. Wait a minute, then try again." in words:
        return "too many"
    assert "Please enter a correct" in words
    return "wrong"


def by_the_api(user: User, password: str) -> str:
    answer = APIClient().post("/api/v1/tokens/", {"email": user.email, "password": password})
    if answer.status_code == 429:
        assert answer.json()["code"] == "throttled"
        assert int(answer["Retry-After"]) > 0
    return {201: "in", 401: "wrong", 429: "too many"}[answer.status_code]


def by_ones_account(user: User, password: str) -> str:
    client = Client()
    client.force_login(user)
    form = {"password-old": password, "password-password": NEW, "password-again": NEW}
    answer = client.post("/en/account/", {"verb": "password"} | form)
    if answer.status_code == 302:
        return "in"
    words = answer.content.decode()
    return "too many" if "Too many attempts." in words else "wrong"


def by_ones_account_in_the_api(user: User, password: str) -> str:
    client = APIClient()
    client.force_authenticate(user)
    answer = client.post("/api/v1/me/password/", {"old": password, "new": NEW})
    return {204: "in", 400: "wrong", 429: "too many"}[answer.status_code]


DOORS = (by_the_sign_in_page, by_the_api, by_ones_account, by_ones_account_in_the_api)


@pytest.mark.parametrize("last", DOORS)
@pytest.mark.parametrize("first", DOORS)
def test_after_too_many_wrong_ones_the_right_one_is_refused_at_every_door(
    nobody: User, first: Door, last: Door
) -> None:
    assert [first(nobody, "wrong") for _try in range(LIMIT)] == ["wrong"] * LIMIT
    assert last(nobody, PASSWORD) == "too many"


def test_tries_at_different_doors_are_counted_together(nobody: User) -> None:
    tried = [
        by_the_api(nobody, "1"),
        by_the_sign_in_page(nobody, "2"),
        by_ones_account(nobody, "3"),
    ]
    assert tried == ["wrong"] * LIMIT
    assert [door(nobody, PASSWORD) for door in DOORS] == ["too many"] * len(DOORS)


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_the_administration_has_no_door_of_its_own(administrator: User, language: str) -> None:
    address, sign_in = f"/{language}/admin/login/", f"/{language}/sign-in/"
    pair = {"username": administrator.email, "password": PASSWORD}
    visitor = Client()
    for answer in (visitor.get(address), visitor.post(address, pair)):
        assert answer.status_code == 302
        assert answer["Location"] == f"{sign_in}?next=/{language}/admin/"
    assert "_auth_user_id" not in visitor.session


def test_an_administrator_gets_in_by_the_one_door(administrator: User) -> None:
    client = Client()
    asked = client.get("/en/admin/commitments/user/", follow=True)
    assert asked.redirect_chain[-1][0] == "/en/sign-in/?next=/en/admin/commitments/user/"
    pair = {"username": administrator.email, "password": PASSWORD}
    entered = client.post(asked.redirect_chain[-1][0], pair, follow=True)
    assert entered.status_code == 200
    assert entered.redirect_chain[-1][0] == "/en/admin/commitments/user/"
    assert client.get("/en/admin/login/")["Location"] == "/en/admin/"
    assert client.get("/en/admin/password_change/")["Location"] == "/en/account/"


def test_who_may_not_enter_is_told_so(client_of: Callable[[Any], Client], officer: User) -> None:
    answer = client_of(officer).get("/en/admin/", follow=True)
    assert answer.status_code == 403
    assert "Only an administrator of the secretariat may enter here." in answer.content.decode()
