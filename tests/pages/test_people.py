"""People and accounts on the pages: invited, suspended, handed over; one's own account."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisConnectionError
from rest_framework.throttling import SimpleRateThrottle

from commitments.models import AccessToken, AuditEntry, Designation, User
from tests.conftest import PASSWORD, designate, person
from tests.letters import carry_out
from tests.pages.acting import form_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]
NEW_PASSWORD = "nine green bottles hang"
SIGN_IN = "/en/sign-in/"


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def letters(monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]) -> list[Any]:
    """The letters, delivered as soon as they are queued."""
    monkeypatch.setattr("celery.current_app.send_task", carry_out)
    return mailoutbox


def link_in(letter: Any) -> str:
    found = re.search(r"/\w\w/account/password/\S+", letter.body)
    assert found
    return found[0]


def sign_in(client: Client, email: str, password: str = PASSWORD, to: str = SIGN_IN) -> Any:
    return client.post(to, {"username": email, "password": password})


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


# Administrators ------------------------------------------------------------------------------


def test_somebody_is_invited_chooses_a_password_and_drafts(
    client_of: ClientOf,
    administrator: User,
    letters: list[Any],
    django_capture_on_commit_callbacks: Any,
    open_period: Any,
) -> None:
    admin = client_of(administrator)
    page = admin.get("/en/people/invite/?party=SLV&capacity=authority")
    typed = {"email": "Ana@foreign.example", "full_name": "Ana Pérez", "document": "Note 7"}
    with django_capture_on_commit_callbacks(execute=True):
        sent = admin.post("/en/people/invite/", form_of(page) | typed)
    assert sent.status_code == 302
    assert "Invited" in words(admin.get(sent.headers["Location"]))

    assert admin.get("/en/focal-points/SLV/").context["row"].vacant
    ana = Client()
    link = link_in(letters[0])
    assert link.startswith("/es/")
    welcome = ana.get(link)
    assert "no-store" in welcome.headers["Cache-Control"]
    weak = ana.post(link, {"password": "short", "again": "short"})
    assert weak.status_code == 200
    assert weak.context["form"].errors["password"]
    differ = ana.post(link, {"password": NEW_PASSWORD, "again": NEW_PASSWORD + "."})
    assert differ.context["form"].errors["again"]
    done = ana.post(link, {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert done.headers["Location"] == "/es/desk/"
    desk = ana.get("/es/desk/")
    assert desk.context["party"].code == "SLV"
    assert not admin.get("/en/focal-points/SLV/").context["row"].vacant
    assert Client().get(link).status_code == 410
    assert sign_in(Client(), "ana@foreign.example", NEW_PASSWORD).status_code == 302


def test_an_invitation_that_will_not_do_keeps_what_was_typed(
    client_of: ClientOf, administrator: User, nobody: User
) -> None:
    admin = client_of(administrator)
    page = admin.get("/en/people/invite/?party=SLV")
    typed = {"email": nobody.email, "full_name": "Twin", "document": ""}
    refused = admin.post("/en/people/invite/", form_of(page) | typed)
    assert refused.status_code == 200
    assert refused.context["form"].errors["document"]
    again = admin.post("/en/people/invite/", form_of(page) | typed | {"document": "Note"})
    assert "There is already an account with this e-mail address" in words(again)
    assert 'value="Twin"' in words(again)


def test_an_account_is_suspended_and_restored(
    client_of: ClientOf, administrator: User, nobody: User
) -> None:
    admin, other = client_of(administrator), client_of(nobody)
    page = f"/en/people/{nobody.pk}/"
    assert other.get("/en/desk/").status_code == 200
    admin.post(page, {"verb": "suspend", "why-reason": "Left the ministry"})
    assert other.get("/en/desk/").status_code == 302

    told = words(sign_in(Client(), nobody.email))
    assert "This account is suspended" in told
    wrong = words(sign_in(Client(), nobody.email, "wrong password"))
    assert "suspended" not in wrong
    entry = AuditEntry.objects.get(action="person.suspended")
    assert entry.detail["reason"] == "Left the ministry"

    admin.post(page, {"verb": "restore"})
    assert other.get("/en/desk/").status_code == 302
    assert sign_in(Client(), nobody.email).status_code == 302


def test_ones_own_account_is_not_suspended(client_of: ClientOf, administrator: User) -> None:
    admin = client_of(administrator)
    page = f"/en/people/{administrator.pk}/"
    assert 'value="suspend"' not in words(admin.get(page))
    admin.post(page, {"verb": "suspend", "why-reason": ""})
    administrator.refresh_from_db()
    assert administrator.is_active


def test_an_officer_reads_and_changes_nothing(
    client_of: ClientOf, officer: User, authority_slv: User
) -> None:
    client = client_of(officer)
    page = f"/en/people/{authority_slv.pk}/"
    assert 'name="verb"' not in words(client.get(page))
    for verb in ("suspend", "restore", "withdraw", "invite_again", "designate", "end"):
        assert client.post(page, {"verb": verb}).status_code == 403, verb


def test_the_list_is_filtered_by_its_address(
    client_of: ClientOf, officer: User, authority_slv: User, authority_hnd: User, nobody: User
) -> None:
    person("gone@tests.example", is_active=False)
    client = client_of(officer)

    def found(query: str) -> set[str]:
        shown = client.get(f"/en/people/{query}")
        assert shown.status_code == 200
        return {one.email for one in shown.context["page"]}

    assert found("?party=SLV") == {authority_slv.email}
    assert found("?role=secretariat&q=OFFICER@") == {officer.email}
    assert found("?state=suspended") == {"gone@tests.example"}
    assert {authority_slv.email, authority_hnd.email} <= found("?role=authority")
    assert nobody.email not in found("?role=authority")
    assert found("?state=nonsense&page=99&q=nobody%00@tests") == {nobody.email}


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    client_of: ClientOf, officer: User, authority_slv: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        designate(person(f"many.{number}@tests.example"), "SLV", "contributor")
    client = client_of(officer)
    with django_assert_max_num_queries(8):
        client.get("/en/people/")
    with django_assert_max_num_queries(8):
        client.get("/en/focal-points/")


# Parties -------------------------------------------------------------------------------------


def test_a_vacancy_shows_and_a_designation_is_handed_over(
    client_of: ClientOf,
    administrator: User,
    authority_slv: User,
    contributor_slv: User,
    update_of: Any,
    letters: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    admin, today = client_of(administrator), timezone.now().date()
    held = authority_slv.designations.get()
    rows = {row.party.code: row for row in admin.get("/en/focal-points/").context["rows"]}
    assert rows["HND"].vacant
    assert not rows["SLV"].vacant

    address = f"/en/designations/{held.pk}/hand-over/"
    page = admin.get(address)
    waiting = dict(page.context["open_work"])
    assert sum(waiting.values()) > 0
    typed = {
        "email": "ana@foreign.example",
        "full_name": "Ana",
        "document": "Note 9",
        "valid_from": (today + timedelta(days=3)).isoformat(),
    }
    with django_capture_on_commit_callbacks(execute=True):
        done = admin.post(address, form_of(page) | typed)
    assert done.headers["Location"] == "/en/focal-points/SLV/"
    held.refresh_from_db()
    assert held.valid_to == today + timedelta(days=3)
    assert {letter.to[0] for letter in letters} == {"ana@foreign.example", authority_slv.email}
    assert all("El Salvador" in letter.body for letter in letters)
    shown = admin.get("/en/focal-points/SLV/").context["row"]
    assert [one.user.email for one in shown.to_come] == ["ana@foreign.example"]

    ending = {"verb": "end", "designation": held.pk, "end-valid_to": today.isoformat()}
    assert admin.post(f"/en/people/{authority_slv.pk}/", ending).status_code == 302
    vacant = admin.get("/en/focal-points/?vacant=1").context["rows"]
    assert "SLV" in {row.party.code for row in vacant}
    assert "Vacant" in words(admin.get("/en/focal-points/SLV/"))


def test_only_administrators_hand_over(
    client_of: ClientOf, officer: User, authority_slv: User
) -> None:
    held = authority_slv.designations.get()
    assert client_of(officer).get(f"/en/designations/{held.pk}/hand-over/").status_code == 403


def test_a_person_is_designated_on_their_page(
    client_of: ClientOf, administrator: User, nobody: User
) -> None:
    admin, page = client_of(administrator), f"/en/people/{nobody.pk}/"
    typed = {"new-party": "HND", "new-capacity": "contributor", "new-valid_from": "2026-01-01"}
    refused = admin.post(page, typed | {"verb": "designate"})
    assert refused.context["forms"]["designate"].errors["document"]
    admin.post(page, typed | {"verb": "designate", "new-document": "Note", "new-acting": "on"})
    made = Designation.objects.get(user=nobody)
    assert (made.party.code, made.capacity, made.acting) == ("HND", "contributor", True)


# One's own account ---------------------------------------------------------------------------


def test_the_own_account_changes_name_language_and_password(
    client_of: ClientOf, nobody: User
) -> None:
    client, elsewhere = client_of(nobody), client_of(nobody)
    moved = client.post("/en/account/", {"verb": "own", "full_name": "Neo", "language": "fr"})
    assert moved.headers["Location"] == "/fr/account/"
    nobody.refresh_from_db()
    assert (nobody.full_name, nobody.language) == ("Neo", "fr")

    new = {"password-password": NEW_PASSWORD, "password-again": NEW_PASSWORD, "verb": "password"}
    wrong = client.post("/en/account/", new | {"password-old": "wrong"})
    assert wrong.context["forms"]["password"].errors["old"]
    assert client.post("/en/account/", new | {"password-old": PASSWORD}).status_code == 302
    assert client.get("/en/account/").status_code == 200
    assert elsewhere.get("/en/account/").status_code == 302


def test_a_key_is_shown_once_and_revoked_by_its_owner(
    client_of: ClientOf, nobody: User, authority_slv: User
) -> None:
    client = client_of(nobody)
    made = client.post("/en/account/", {"verb": "key", "key-name": "my script"})
    key = made.context["new_key"].key
    assert key in words(made)
    assert key not in words(client.get("/en/account/"))
    api = {"Authorization": f"Token {key}"}
    assert Client().get("/api/v1/me/", headers=api).status_code == 200
    token = AccessToken.objects.get(user=nobody)
    revoke = {"verb": "revoke", "token": token.pk}
    assert client_of(authority_slv).post("/en/account/", revoke).status_code == 404
    client.post("/en/account/", revoke)
    assert Client().get("/api/v1/me/", headers=api).status_code == 401


# Doors ---------------------------------------------------------------------------------------


def test_the_answer_to_a_forgotten_password_tells_nobody_who_has_an_account(
    nobody: User, letters: list[Any]
) -> None:
    client = Client()
    known = client.post("/en/account/forgotten/", {"email": nobody.email})
    unknown = client.post("/en/account/forgotten/", {"email": "unknown@tests.example"})
    assert len(letters) == 1
    assert words(known).replace(nobody.email, "…") == words(unknown).replace(
        "unknown@tests.example", "…"
    )
    link = link_in(letters[0])
    done = client.post(link, {"password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert done.status_code == 302
    assert client.get("/en/account/").status_code == 200
    assert sign_in(Client(), nobody.email).status_code == 200
    assert sign_in(Client(), nobody.email, NEW_PASSWORD).status_code == 302


def test_too_many_tries_are_stopped_and_good_ones_do_not_count(
    nobody: User, letters: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"tokens": "3/minute"})
    for _again in range(4):
        assert sign_in(Client(), nobody.email).status_code == 302
    for _again in range(3):
        assert "Too many" not in words(sign_in(Client(), nobody.email, "wrong"))
    assert "Too many" in words(sign_in(Client(), nobody.email))
    cache.clear()
    for _again in range(4):
        last = Client().post("/en/account/forgotten/", {"email": nobody.email})
    assert "Too many" in words(last)
    assert len(letters) == 1


def test_while_tries_cannot_be_counted_nobody_signs_in(
    nobody: User, letters: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: Any, **_options: Any) -> Any:
        raise RedisConnectionError

    monkeypatch.setattr(SimpleRateThrottle.cache, "get", gone)
    assert "not possible right now" in words(sign_in(Client(), nobody.email))
    Client().post("/en/account/forgotten/", {"email": nobody.email})
    assert letters == []


def test_who_had_a_session_is_told_that_it_has_ended(client_of: ClientOf, nobody: User) -> None:
    client = client_of(nobody)
    client.session.flush()
    client.cookies[settings.SESSION_COOKIE_NAME] = "gone"
    sent = client.get("/en/desk/?party=SLV")
    told = client.get(sent.headers["Location"])
    assert "Your session has ended" in words(told)
    assert 'value="/en/desk/?party=SLV"' in words(told)
    stranger = Client()
    sent = stranger.get("/en/desk/")
    assert "Your session has ended" not in words(stranger.get(sent.headers["Location"]))
