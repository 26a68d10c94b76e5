"""Reports over the API: who may ask, follow, issue and download."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from jsonschema import Draft202012Validator
from rest_framework.test import APIClient

from commitments.models import User
from reporting.dataset.schema import encode, sha256
from reporting.documents import render
from reporting.models import Failure, StatusReport
from reporting.reports.commands import build, lifecycle
from reporting.reports.rules import report_request
from tests.reporting.fakes import Queue
from tracker.models import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_period", "files", "quick")]

URL = "/api/v1/reports/"
BODY = {"kind": "assembly", "session": 42, "languages": ["en"], "formats": ["json", "pdf"]}
Api = Callable[[Any], APIClient]


@pytest.fixture
def draft(officer: User, queue: Queue) -> StatusReport:
    report = lifecycle.request(
        by=officer,
        at=timezone.now(),
        kind="council",
        period="2012-1",
        languages=["en"],
        formats=["json", "pdf"],
    )
    queue.run()
    return StatusReport.objects.get(pk=report.pk)


@pytest.fixture
def issued(draft: StatusReport, officer: User) -> StatusReport:
    return lifecycle.issue(report=draft, by=officer, at=timezone.now())


def at(report: StatusReport, rest: str = "") -> str:
    return f"{URL}{report.pk}/{rest}"


def download(client: APIClient, url: str) -> Any:
    """Return the answer, read to its end as the client would."""
    response: Any = client.get(url)
    response.read = b"".join(response.streaming_content) if response.streaming else b""
    return response


# Asking --------------------------------------------------------------------------------------


def test_asking_answers_at_once_and_says_where_to_follow(
    api: Api, officer: User, queue: Queue
) -> None:
    client = api(officer)
    response = client.post(URL, BODY)
    assert response.status_code == 202
    body = response.json()
    assert response["Location"].endswith(f"{URL}{body['id']}/")
    assert {name: body[name] for name in ("kind", "session", "state", "progress", "files")} == {
        "kind": "assembly",
        "session": "42",
        "state": "requested",
        "progress": 0,
        "files": [],
    }
    queue.run()
    followed = client.get(response["Location"]).json()
    assert (followed["state"], followed["progress"]) == ("draft", 100)
    assert followed["may"] == ["edit", "issue", "discard"]
    assert len(followed["dataset_sha256"]) == 64
    assert [(f["language"], f["format"]) for f in followed["files"]] == [
        ("en", "json"),
        ("en", "pdf"),
    ]
    for file in followed["files"]:
        content = download(client, file["url"]).read
        assert (len(content), hashlib.sha256(content).hexdigest()) == (
            file["size"],
            file["sha256"],
        )


def test_a_session_is_a_number_or_a_word(api: Api, officer: User, queue: Queue) -> None:
    for session in (42, "42"):
        assert api(officer).post(URL, BODY | {"session": session}).status_code == 202


def test_an_idempotency_key_makes_one_report(api: Api, officer: User, queue: Queue) -> None:
    client = api(officer)
    first, again = (
        client.post(URL, BODY, headers={"Idempotency-Key": "once"}) for _time in range(2)
    )
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.content == again.content
    assert again["Location"] == first["Location"]
    assert StatusReport.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("visitor", 401), ("nobody", 403), ("contributor_slv", 403), ("authority_slv", 403)],
)
def test_only_officers_ask(api: Api, request: pytest.FixtureRequest, who: str, status: int) -> None:
    client = api(request.getfixturevalue(who))
    assert client.post(URL, BODY).status_code == status
    assert client.post(URL, {"kind": 7}).status_code == status


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"kind": "novel"}, "/kind", "invalid_choice"),
        ({"kind": 7}, "/kind", "invalid"),
        ({"session": 99}, "/session", "unknown"),
        ({"session": True}, "/session", "invalid"),
        ({"session": 10**30}, "/session", "invalid"),
        ({"session": "4" * 30}, "/session", "max_length"),
        ({"session": None}, "/session", "null"),
        ({"sesion": 42}, "/sesion", "unknown_field"),
        ({"period": "2012-1"}, "/period", "not_applicable"),
        ({"languages": "en"}, "/languages", "not_a_list"),
        ({"languages": ["xx"]}, "/languages/0", "invalid_choice"),
        ({"languages": []}, "/languages", "empty"),
        ({"formats": ["pdf"] * 21}, "/formats", "max_length"),
        ({"formats": [["pdf"]]}, "/formats/0", "invalid"),
        ({"audience": "secretariat"}, "/audience", "invalid_choice"),
        ({"as_of": "soon"}, "/as_of", "invalid"),
        ({"as_of": 2012}, "/as_of", "invalid"),
        ({"as_of": "2999-01-01T00:00:00Z"}, "/as_of", "in_future"),
        ({"as_of": "0001-01-01T00:00:00+14:00"}, "/as_of", "overflow"),
        ({"as_of": "0001-01-01T00:00:00Z"}, "/session", "nothing_to_report"),
        ({"instrument": "ag-dec-1"}, "/instrument", "unknown"),
        ({"instrument": "a\x00b"}, "/instrument", "nul"),
    ],
)
def test_what_is_wrong_is_named(
    api: Api, officer: User, changes: dict[str, Any], pointer: str, code: str
) -> None:
    response = api(officer).post(URL, BODY | changes)
    assert response.status_code == 400, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert (pointer, code) in [(e["pointer"], e["code"]) for e in response.json()["errors"]]
    assert not StatusReport.objects.exists()


@pytest.mark.parametrize("body", [[], "report", 42, None])
def test_a_body_that_is_no_object_is_refused(api: Api, officer: User, body: Any) -> None:
    assert api(officer).post(URL, body, format="json").status_code == 400


# Reading -------------------------------------------------------------------------------------


def test_a_draft_is_there_for_the_secretariat_alone(
    api: Api, draft: StatusReport, request: pytest.FixtureRequest
) -> None:
    for who, status in (("officer", 200), ("administrator", 200), ("authority_slv", 404)):
        client = api(request.getfixturevalue(who))
        assert client.get(at(draft)).status_code == status
        assert download(client, at(draft, "files/en.pdf")).status_code == status
        assert len(client.get(URL).json()["results"]) == (status == 200)
    visitor = api(request.getfixturevalue("visitor"))
    for rest in ("", "files/en.json", "files/en.pdf"):
        assert visitor.get(at(draft, rest)).status_code == 404
    assert visitor.post(at(draft, "issue/"), {}).status_code == 404
    assert visitor.post(at(draft, "retry/"), {}).status_code == 404
    assert visitor.get(URL).json()["results"] == []


def test_what_is_issued_is_there_for_its_audience(
    api: Api, officer: User, authority_slv: User, visitor: Any, queue: Queue
) -> None:
    report = lifecycle.request(
        by=officer,
        at=timezone.now(),
        kind="council",
        period="2012-1",
        formats=["json"],
        audience="member_states",
    )
    queue.run()
    lifecycle.issue(report=report, by=officer, at=timezone.now())
    for rest in ("", "files/en.json"):
        assert download(api(authority_slv), at(report, rest)).status_code == 200
        assert download(api(visitor), at(report, rest)).status_code == 404


def test_an_issued_file_downloads_with_its_checksum(
    api: Api, visitor: Any, issued: StatusReport
) -> None:
    client = api(visitor)
    response = download(client, at(issued, "files/en.pdf"))
    file = issued.files.get(format="pdf", stage="final")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        'attachment; filename="ag-dec-66-council-2012-1-en.pdf"'
    )
    assert response["ETag"] == f'"{file.sha256}"'
    assert int(response["Content-Length"]) == file.size
    assert response["X-Content-Type-Options"] == "nosniff"
    known = client.get(at(issued, "files/en.pdf"), headers={"If-None-Match": response["ETag"]})
    assert (known.status_code, known.content) == (304, b"")


@pytest.mark.parametrize(
    "rest", ["files/en.docx", "files/es.pdf", "files/en.exe", "files/..%2Fx.pdf", "files/en"]
)
def test_a_file_that_was_not_made_is_not_there(
    api: Api, officer: User, issued: StatusReport, rest: str
) -> None:
    assert api(officer).get(at(issued, rest)).status_code == 404


def test_a_number_no_report_has_is_not_there(api: Api, officer: User) -> None:
    for number in ("0", "999999", "9" * 30):
        assert api(officer).get(f"{URL}{number}/").status_code == 404


def test_reports_are_found_by_natural_keys(
    api: Api, officer: User, queue: Queue, draft: StatusReport
) -> None:
    client = api(officer)
    client.post(URL, BODY)
    client.post(URL, {"kind": "party", "party": "SLV", "period": "2012-1"})
    client.post(URL, {"kind": "paragraph", "paragraph": 7, "period": "2012-1"})

    def kinds(query: str) -> list[str]:
        response = client.get(f"{URL}?{query}")
        assert response.status_code == 200, response.content
        return [row["kind"] for row in response.json()["results"]]

    assert kinds("") == ["paragraph", "party", "assembly", "council"]
    assert kinds("session=42") == ["assembly"]
    assert kinds("party=slv&period=2012-1") == ["party"]
    assert kinds("paragraph=7") == ["paragraph"]
    assert kinds("state=draft") == ["council"]
    assert kinds("instrument=ag-dec-66&kind=assembly&audience=public") == ["assembly"]
    for wrong in ("session=99", "party=XXX", "state=lost", "colour=red", "paragraph=99"):
        assert client.get(f"{URL}?{wrong}").status_code == 400, wrong


def test_the_list_takes_the_same_queries_whatever_its_length(
    api: Api, officer: User, queue: Queue, draft: StatusReport
) -> None:
    from django.db import connection

    client = api(officer)
    client.get(URL)
    with CaptureQueriesContext(connection) as one:
        client.get(URL)
    for _number in range(3):
        client.post(URL, BODY)
    queue.run()
    with CaptureQueriesContext(connection) as four:
        assert len(client.get(URL).json()["results"]) == 4
    assert len(one) == len(four)


def test_the_schema_of_the_json_file_is_there_for_all(
    api: Api, officer: User, visitor: Any, closed_period: ReportingPeriod
) -> None:
    """And a real file is valid against it."""
    response = api(visitor).get(f"{URL}schema/")
    assert response.status_code == 200
    dataset = build.assembled(
        report_request.check(at=timezone.now(), kind="council", period="2012-1").subject
    )
    made = render(
        dataset=dataset, language="es", format="json", sha256=sha256(encode(dataset)), draft=True
    )
    assert list(Draft202012Validator(response.json()).iter_errors(json.loads(made))) == []


# Issuing -------------------------------------------------------------------------------------


def test_an_officer_issues_what_was_read(
    api: Api, officer: User, visitor: Any, draft: StatusReport
) -> None:
    client = api(officer)
    tag = client.get(at(draft))["ETag"]
    response = client.post(at(draft, "issue/"), {}, headers={"If-Match": tag})
    assert response.status_code == 200, response.content
    assert (response.json()["state"], response.json()["may"]) == ("issued", ["correct"])
    assert api(visitor).get(at(draft)).status_code == 200
    again = client.post(at(draft, "issue/"), {}, headers={"If-Match": response["ETag"]})
    assert (again.status_code, again.json()["code"]) == (409, "conflict")
    stale = client.post(at(draft, "issue/"), {}, headers={"If-Match": tag})
    assert stale.status_code == 412


def test_refusals_come_in_their_order(
    api: Api, authority_slv: User, officer: User, visitor: Any, issued: StatusReport
) -> None:
    stale = {"If-Match": '"1"'}
    wrong = {"colour": "red"}
    url = at(issued, "issue/")
    assert api(visitor).post(url, wrong, headers=stale).status_code == 401
    assert api(authority_slv).post(url, wrong, headers=stale).status_code == 403
    assert api(officer).post(url, wrong, headers=stale).status_code == 412
    assert api(officer).post(url, wrong, headers={"If-Match": "*"}).status_code == 409


def test_unknown_fields_issue_nothing(api: Api, officer: User, draft: StatusReport) -> None:
    response = api(officer).post(at(draft, "issue/"), {"symbol": "X"}, headers={"If-Match": "*"})
    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == "/symbol"
    assert StatusReport.objects.get(pk=draft.pk).state == StatusReport.State.DRAFT


def test_a_failed_report_says_why_and_is_tried_again(api: Api, officer: User, queue: Queue) -> None:
    client = api(officer)
    url = client.post(URL, BODY)["Location"]
    report = StatusReport.objects.get()
    build.fail(report_id=report.pk, code=Failure.DISK_FULL, step="en.pdf", detail="Errno 28")
    failed = client.get(url).json()
    assert (failed["state"], failed["may"]) == ("failed", ["retry", "discard"])
    assert failed["failure"] == (
        "There was not enough disk space to write it. Free up space, then try again. (en.pdf)"
    )
    assert (failed["failure_code"], failed["failure_step"], failed["failure_detail"]) == (
        "disk_full",
        "en.pdf",
        "Errno 28",
    )
    response = client.post(f"{url}retry/", {})
    assert response.status_code == 200, response.content
    assert response.json()["state"] == "requested"
    queue.run()
    assert client.get(url).json()["state"] == "draft"
    assert client.post(f"{url}retry/", {}).status_code == 409


def test_a_draft_is_discarded_and_taken_up_again(
    api: Api, officer: User, draft: StatusReport
) -> None:
    client = api(officer)
    assert client.post(at(draft, "discard/"), {}, headers={"If-Match": '"0"'}).status_code == 412
    put_away = client.post(at(draft, "discard/"), {}, headers={"If-Match": "*"})
    assert put_away.status_code == 200, put_away.content
    said = put_away.json()
    assert (said["state"], said["failure_code"]) == ("failed", "discarded")
    assert said["failure"] == "The secretariat discarded it. It can be resumed."
    assert said["may"] == ["retry"]
    assert client.post(at(draft, "discard/"), {}).status_code == 409
    assert client.post(at(draft, "retry/"), {}).json()["state"] == "building"


def test_a_report_can_be_asked_for_while_a_period_is_open(
    api: Api, officer: User, queue: Queue, open_period: ReportingPeriod
) -> None:
    response = api(officer).post(
        URL, {"kind": "council", "period": open_period.key, "formats": ["json"]}
    )
    assert response.status_code == 202
    as_of = response.json()["as_of"]
    assert as_of < (timezone.now() + timedelta(seconds=1)).isoformat()
