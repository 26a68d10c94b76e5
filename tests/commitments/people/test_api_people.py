"""What the pages do with people and accounts, the API does too."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from rest_framework.test import APIClient

from commitments.models import User
from tests.conftest import PASSWORD
from tests.letters import carry_out

pytestmark = pytest.mark.django_db
Api = Callable[[Any], APIClient]
NEW_PASSWORD = "nine green bottles hang"
DESIGNATION = {"capacity": "authority", "document": "Note 7", "valid_from": "2026-01-01"}
ANA = {"email": "Ana@foreign.example", "full_name": "Ana Pérez", "language": "es"}


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]) -> list[Any]:
    """The letters, delivered as soon as they are queued; and no tries counted yet."""
    cache.clear()

    monkeypatch.setattr("celery.current_app.send_task", carry_out)
    return mailoutbox


def link_in(letter: Any) -> str:
    found = re.search(r"/account/password/([^/]+)/", letter.body)
    assert found
    return found[1]


def post(client: Any, path: str, **body: Any) -> Any:
    return client.post(f"/api/v1/{path}", body, format="json")


def test_somebody_is_invited_and_sets_a_password(
    api: Api, administrator: User, letters: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    admin = api(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        made = post(admin, "people/", **ANA, designation=DESIGNATION | {"party": "SLV"})
    assert made.status_code == 201, made.json()
    ana = made.json()
    assert (ana["state"], ana["designations"][0]["party"]) == ("invited", "SLV")
    assert admin.get(made["Location"]).json()["email"] == "ana@foreign.example"
    listed = admin.get("/api/v1/people/", {"state": "invited", "party": "SLV"}).json()["results"]
    assert [one["id"] for one in listed] == [ana["id"]]

    visitor = APIClient()
    link = link_in(letters[0])
    weak = post(visitor, "passwords/", link=link, password="short")
    assert weak.json()["errors"][0]["pointer"] == "/password"
    assert post(visitor, "passwords/", link=link, password=NEW_PASSWORD).status_code == 204
    spent = post(visitor, "passwords/", link=link, password=NEW_PASSWORD)
    assert (spent.status_code, spent.json()["code"]) == (409, "link_spent")
    key = post(visitor, "tokens/", email=ANA["email"], password=NEW_PASSWORD)
    assert key.status_code == 201


def test_an_invitation_names_its_faults(api: Api, administrator: User, nobody: User) -> None:
    asked = post(api(administrator), "people/", **ANA | {"email": nobody.email})
    assert {(one["pointer"], one["code"]) for one in asked.json()["errors"]} == {
        ("/email", "exists"),
        ("/party", "required"),
    }
    body = {**ANA, "designation": DESIGNATION | {"party": "XXX"}, "colour": "red"}
    asked = post(api(administrator), "people/", **body)
    assert {one["pointer"] for one in asked.json()["errors"]} == {
        "/designation/party",
        "/colour",
    }


def test_invited_again_withdrawn_suspended_restored(
    api: Api, administrator: User, nobody: User
) -> None:
    admin = api(administrator)
    new = post(admin, "people/", **ANA, secretariat_role="officer").json()["id"]
    assert post(admin, f"people/{new}/invite_again/").json()["state"] == "invited"
    assert post(admin, f"people/{new}/withdraw/").json()["state"] == "closed"
    again = post(admin, f"people/{new}/withdraw/")
    assert (again.status_code, again.json()["code"]) == (409, "not_invited")
    suspended = post(admin, f"people/{nobody.pk}/suspend/", reason="Left")
    assert suspended.json()["state"] == "suspended"
    assert post(admin, f"people/{nobody.pk}/restore/").json()["state"] == "active"
    own = post(admin, f"people/{administrator.pk}/suspend/")
    assert (own.status_code, own.json()["code"]) == (409, "own_account")


def test_designated_handed_over_and_ended(api: Api, administrator: User, nobody: User) -> None:
    admin = api(administrator)
    made = post(admin, f"people/{nobody.pk}/designations/", **DESIGNATION, party="HND")
    assert made.status_code == 201
    old = made.json()["designations"][0]["id"]
    passed = post(
        admin,
        f"designations/{old}/hand_over/",
        **DESIGNATION | {"valid_from": "2026-06-01", "acting": True},
        **ANA,
    )
    assert passed.status_code == 201, passed.json()
    assert (passed.json()["valid_from"], passed.json()["acting"]) == ("2026-06-01", True)
    ended = admin.get(f"/api/v1/people/{nobody.pk}/").json()["designations"][0]
    assert ended["valid_to"] == "2026-06-01"
    new = passed.json()["id"]
    assert post(admin, f"designations/{new}/end/", valid_to="2026-07-01").status_code == 200
    early = post(admin, f"designations/{new}/end/", valid_to="2026-01-01")
    assert early.json()["errors"][0]["pointer"] == "/valid_to"


def test_ones_own_name_language_and_password(api: Api, nobody: User) -> None:
    own = api(nobody)
    changed = own.patch("/api/v1/me/", {"full_name": "Neo", "language": "pt"}, format="json")
    assert (changed.json()["full_name"], changed.json()["language"]) == ("Neo", "pt")
    refused = own.patch("/api/v1/me/", {"email": "other@tests.example"}, format="json")
    assert refused.json()["errors"][0]["code"] == "unknown_field"
    assert post(own, "me/password/", old="wrong", new=NEW_PASSWORD).status_code == 400
    assert post(own, "me/password/", old=PASSWORD, new=NEW_PASSWORD).status_code == 204
    assert Client().login(username=nobody.email, password=NEW_PASSWORD)


def test_a_forgotten_password_is_asked_for(nobody: User, letters: list[Any]) -> None:
    client = APIClient()
    known = post(client, "passwords/forgotten/", email=nobody.email)
    unknown = post(client, "passwords/forgotten/", email="unknown@tests.example")
    assert known.status_code == unknown.status_code == 202
    assert known.content == unknown.content
    assert [letter.to for letter in letters] == [[nobody.email]]
