"""A body is limited before anything reads it: at every address, whoever sends it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import Resolver404, resolve

from commitments.models import AccessToken, User
from tests.access.addresses import ARGUMENTS
from tests.access.routes import routes
from tests.conftest import PASSWORD
from tracker.models import Evidence, ProgressUpdate

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]
UpdateOf = Callable[[str, str], ProgressUpdate]

HUGE = 150_000_000
FORM = "multipart/form-data; boundary=b"
PDF = b"%PDF-1.7\n"


class Unread(io.RawIOBase):
    """A body that nobody may read."""

    def read(self, _size: int = -1) -> bytes:
        raise AssertionError("the body was read")

    readline = read  # type: ignore[assignment]


def addresses() -> Iterator[str]:
    """Yield every address that a view answers, those of the administration too."""
    for template, _pattern in routes():
        filled = re.sub(r"<(\w+)>", lambda found: str(ARGUMENTS.get(found[1], 1)), template)
        address = "/" + filled
        with suppress(Resolver404):
            resolve(address)
            yield address


def send(client: Client, address: str, content_type: str = FORM, **environ: Any) -> Any:
    """Post a body of which only the headers may be looked at."""
    body: dict[str, Any] = {
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(HUGE),
        "wsgi.input": Unread(),
    }
    return client.generic("POST", address, **(body | environ))


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were written to the temporary folder."""
    written: list[str] = []
    new_file = TemporaryFileUploadHandler.new_file

    def noted(self: Any, *args: Any, **options: Any) -> None:
        new_file(self, *args, **options)
        written.append(self.file_name)

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", noted)
    return written


@pytest.mark.long
@pytest.mark.parametrize("who", ["visitor", "authority_slv", "administrator"])
def test_a_body_too_long_is_read_at_no_address(
    client_of: ClientOf, request: pytest.FixtureRequest, settings: Any, who: str
) -> None:
    client = client_of(request.getfixturevalue(who))
    # Where there is a cookie, a form is read for its token.
    client.handler.enforce_csrf_checks = True
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    asked = list(addresses())
    assert len(asked) > 150
    kinds = (FORM, "application/x-www-form-urlencoded", "application/json")
    answers = {
        (address, kind): send(client, address, kind).status_code
        for address in asked
        for kind in kinds
    }
    assert {asked: code for asked, code in answers.items() if code != 413} == {}


@pytest.mark.long
def test_no_visitors_file_is_written_to_the_disk(on_disk: list[str], catalogue: None) -> None:
    client = Client()
    file = b"x" * 3_000_000
    for address in addresses():
        client.post(address, {"file": SimpleUploadedFile("a.pdf", file), "title": "T"})
    assert on_disk == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "What was sent is larger than the 5242880 bytes this address takes."),
        ("es", "Lo enviado supera los 5242880 bytes que admite esta dirección."),
        ("fr", "Le contenu envoyé dépasse les 5242880 octets que cette adresse accepte."),
        ("pt", "O conteúdo enviado excede os 5242880 bytes que este endereço aceita."),
    ],
)
def test_the_refusal_is_a_page_or_a_problem_in_the_readers_language(
    catalogue: None, language: str, words: str
) -> None:
    page = send(Client(), f"/{language}/sign-in/")
    assert page.status_code == 413
    assert page["Content-Type"].startswith("text/html")
    assert words in page.content.decode()
    problem = send(Client(), f"/api/v1/tokens/?language={language}", "application/json")
    assert problem["Content-Type"] == "application/problem+json"
    assert (problem.json()["code"], problem.json()["detail"]) == ("too_large", words)


def test_a_body_that_does_not_say_its_length_is_not_read(catalogue: None) -> None:
    for address in ("/en/sign-in/", "/api/v1/tokens/"):
        chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
        answer = send(Client(), address, **chunked)
        assert answer.status_code == 411
    assert answer.json()["code"] == "length_required"


def test_who_is_not_signed_in_sends_no_evidence(
    catalogue: None, update_of: UpdateOf, on_disk: list[str]
) -> None:
    pk = update_of("SLV", "7.1").pk
    within = {"CONTENT_LENGTH": "10000000"}
    page = send(Client(), f"/en/desk/updates/{pk}/", **within)
    assert (page.status_code, page["Location"]) == (
        302,
        f"/en/sign-in/?next=/en/desk/updates/{pk}/",
    )
    script = send(Client(), f"/en/desk/updates/{pk}/", HTTP_ACCEPT="application/json", **within)
    assert (script.status_code, script.json()) == (401, {"code": "signed_out"})
    for headers in ({}, {"HTTP_IDEMPOTENCY_KEY": "k"}, {"HTTP_AUTHORIZATION": "Token nobodys"}):
        answer = send(Client(), f"/api/v1/updates/{pk}/evidence/", **within, **headers)
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
    assert on_disk == []


def test_who_is_signed_in_sends_evidence_by_page_by_session_and_by_key(
    client_of: ClientOf, authority_slv: User, update_of: UpdateOf, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000
    update = update_of("SLV", "7.1")
    address = f"/api/v1/updates/{update.pk}/evidence/"

    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile("a.pdf", PDF + b"x" * 3_000_000)

    browser = client_of(authority_slv)
    form = {"verb": "add_evidence", "version": "1", "evidence-title": "By the page"}
    page = browser.post(f"/en/desk/updates/{update.pk}/", form | {"evidence-file": file()})
    assert page.status_code == 302
    session = browser.post(address, {"title": "By the session", "file": file()})
    assert session.status_code == 201, session.content
    pair = {"email": authority_slv.email, "password": PASSWORD}
    key = Client().post("/api/v1/tokens/", pair, content_type="application/json").json()["key"]
    by_key = Client().post(
        address,
        {"title": "By the key", "file": file()},
        headers={"Authorization": f"Token {key}", "Idempotency-Key": "k"},
    )
    assert by_key.status_code == 201, by_key.content
    assert AccessToken.objects.get().last_used_at is not None
    assert Evidence.objects.filter(size=len(PDF) + 3_000_000).count() == 3


def test_a_script_is_told_what_to_show_beside_the_file(
    client_of: ClientOf, authority_slv: User, update_of: UpdateOf
) -> None:
    address = f"/en/desk/updates/{update_of('SLV', '7.1').pk}/"
    answer = send(client_of(authority_slv), address, HTTP_ACCEPT="application/json")
    assert answer.status_code == 413
    (fault,) = answer.json()["faults"]
    assert "larger than" in fault


def test_anybody_has_a_file_checked_and_nothing_is_kept_of_it(
    catalogue: None, on_disk: list[str]
) -> None:
    file = SimpleUploadedFile("report.pdf", PDF + b"x" * 8_000_000)
    page = Client().post("/en/reports/check/", {"file": file})
    assert page.status_code == 302
    file.seek(0)
    answer = Client().post("/api/v1/reports/check/", {"file": file})
    assert answer.status_code == 200
    assert answer.json()["sha256"] in page["Location"]
    assert on_disk == []
