"""Evidence through the API: links and files, and who downloads them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.models import User
from tests.tracker.doors import ACTIONS, accepted, at, codes, save, step
from tracker.models import ProgressUpdate

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def draft(api: Any, update_of: Any, authority_slv: User) -> ProgressUpdate:
    update: ProgressUpdate = update_of("SLV", "7.1")
    save(api(authority_slv), update)
    return update


def upload(client: Any, address: str, name: str = "Ley 12.pdf", **fields: str) -> Any:
    file = SimpleUploadedFile(name, PDF, content_type="text/html")
    return client.post(address, {"title": "Law 12", "file": file} | fields, format="multipart")


def status_of(client: Any, address: str) -> int:
    """Ask for a file, and read it to its end, which closes it."""
    answer = client.get(address)
    list(answer)
    return int(answer.status_code)


def test_a_file_downloads_as_it_was_and_never_in_place(
    api: Any, draft: ProgressUpdate, authority_slv: User, officer: User, visitor: Any
) -> None:
    made = upload(api(authority_slv), at(draft, "evidence/"))
    assert made.status_code == 201, made.content
    body = made.json()
    assert (body["file_name"], body["size"]) == ("Ley 12.pdf", len(PDF))
    assert api(visitor).get(body["file"]).status_code == 404
    accepted(api(authority_slv), api(officer), draft)
    file = api(visitor).get(body["file"])
    assert file.status_code == 200
    assert b"".join(file.streaming_content) == PDF
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"].startswith("attachment")
    assert file["X-Content-Type-Options"] == "nosniff"
    (shown,) = api(visitor).get(at(draft)).json()["evidence"]
    assert (shown["id"], shown["file"]) == (body["id"], body["file"])


def test_a_file_of_the_party_alone_is_not_there_for_others(
    api: Any,
    draft: ProgressUpdate,
    authority_slv: User,
    authority_hnd: User,
    officer: User,
    visitor: Any,
) -> None:
    address = upload(api(authority_slv), at(draft, "evidence/"), visibility="party").json()["file"]
    accepted(api(authority_slv), api(officer), draft)
    for stranger in (visitor, authority_hnd):
        assert status_of(api(stranger), address) == 404
        assert api(stranger).get(at(draft, "evidence/")).json()["results"] == []
    assert status_of(api(officer), address) == 200


def test_what_was_published_stays_until_something_else_is(
    api: Any, draft: ProgressUpdate, authority_slv: User, officer: User, visitor: Any
) -> None:
    party = api(authority_slv)
    address = upload(party, at(draft, "evidence/")).json()["file"]
    accepted(party, api(officer), draft)
    step(api(officer), draft, "reopen", reason="It asked to.")
    assert party.delete(address.removesuffix("file/")).status_code == 204
    assert party.get(at(draft, "evidence/")).json()["results"] == []
    assert party.get(at(draft)).json()["evidence"] == []
    assert len(api(visitor).get(at(draft, "evidence/")).json()["results"]) == 1
    assert status_of(api(visitor), address) == 200
    step(party, draft, "submit")
    step(api(officer), draft, "accept")
    assert status_of(api(visitor), address) == 404
    assert api(visitor).get(at(draft)).json()["evidence"] == []


def test_only_who_may_save_attaches(
    api: Any, draft: ProgressUpdate, authority_slv: User, authority_hnd: User, officer: User
) -> None:
    link = {"title": "Gazette", "url": "https://example.org/"}
    address = at(draft, "evidence/")
    assert api(officer).post(address, link).status_code == 409
    accepted(api(authority_slv), api(officer), draft)
    assert api(authority_hnd).post(address, link).status_code == 403
    assert api(authority_slv).post(address, link).status_code == 409


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, {"/title"}),
        ({"title": "x"}, {"/url"}),
        ({"title": "x", "url": "javascript:alert(1)"}, {"/url"}),
        ({"title": "x", "url": 5}, {"/url"}),
        ({"title": "x", "url": "https://example.org/", "file": "y"}, {"/file"}),
        ({"title": "x", "url": "https://example.org/", "colour": "red"}, {"/colour"}),
        ({"title": "x", "url": "https://example.org/", "dated_on": "soon"}, {"/dated_on"}),
        ({"title": "x", "url": "https://example.org/", "visibility": "all"}, {"/visibility"}),
    ],
)
def test_what_will_not_do_is_named(
    api: Any, draft: ProgressUpdate, authority_slv: User, body: dict[str, Any], pointers: set[str]
) -> None:
    refused = api(authority_slv).post(at(draft, "evidence/"), body)
    assert refused.status_code == 400
    assert set(codes(refused)) == pointers


def test_a_file_must_be_what_its_name_says(
    api: Any, draft: ProgressUpdate, authority_slv: User
) -> None:
    refused = upload(api(authority_slv), at(draft, "evidence/"), name="law.png")
    assert (refused.status_code, codes(refused)) == (400, {"/file": "kind_not_allowed"})


def test_the_body_must_be_of_a_type_the_address_takes(
    api: Any, draft: ProgressUpdate, authority_slv: User
) -> None:
    client = api(authority_slv)
    xml = client.post(at(draft, "evidence/"), b"<a/>", content_type="application/xml")
    assert xml.status_code == 415
    broken = client.post(
        at(draft, "evidence/"), b"--x\r\nbroken", content_type="multipart/form-data"
    )
    assert broken.status_code == 400


def test_an_action_has_evidence_of_its_own(
    api: Any, open_period: Any, authority_slv: User, authority_hnd: User, visitor: Any
) -> None:
    party = api(authority_slv)
    action = party.post(
        ACTIONS,
        {
            "party": "SLV",
            "commitments": ["7.1"],
            "title": "Plan",
            "language": "en",
            "kind": "policy",
            "visibility": "public",
        },
    )
    address = f"{action['Location']}evidence/"
    public = upload(party, address).json()
    hidden = upload(party, address, visibility="party").json()
    assert status_of(api(visitor), public["file"]) == 200
    assert api(visitor).get(hidden["file"]).status_code == 404
    assert len(api(visitor).get(address).json()["results"]) == 1
    assert api(authority_hnd).delete(f"{address}{public['id']}/").status_code == 403
    assert party.delete(f"{address}{public['id']}/").status_code == 204
    assert api(visitor).get(address).json()["results"] == []
