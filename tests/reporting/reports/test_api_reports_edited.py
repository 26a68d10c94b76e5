"""Over the API: a draft is edited, an issued report corrected, two of them compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from commitments.models import User
from reporting.models import StatusReport
from reporting.reports.commands import lifecycle
from tests.reporting.fakes import Queue
from tests.reporting.world import make_period, say
from tracker.models import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_period", "files", "quick")]

URL = "/api/v1/reports/"
Api = Callable[[Any], APIClient]


def made(officer: User, queue: Queue, **asked: Any) -> StatusReport:
    asked = {"kind": "council", "period": "2012-1", "languages": ["en"]} | asked
    report = lifecycle.request(by=officer, at=timezone.now(), formats=["json"], **asked)
    queue.run()
    return StatusReport.objects.get(pk=report.pk)


@pytest.fixture
def draft(officer: User, queue: Queue) -> StatusReport:
    return made(officer, queue)


@pytest.fixture
def issued(draft: StatusReport, officer: User) -> StatusReport:
    return lifecycle.issue(report=draft, by=officer, at=timezone.now())


def read(answer: Any) -> bytes:
    """Return the file, read to its end as the client would."""
    return b"".join(answer.streaming_content)


def at(report: StatusReport, rest: str = "") -> str:
    return f"{URL}{report.pk}/{rest}"


def faults(response: Any) -> dict[str, str]:
    assert response.status_code == 400, response.content
    return {fault["pointer"]: fault["code"] for fault in response.json()["errors"]}


# Editing -------------------------------------------------------------------------------------


def test_a_draft_is_edited_and_made_anew_step_by_step(
    api: Api, officer: User, draft: StatusReport, queue: Queue
) -> None:
    client = api(officer)
    tag = client.get(at(draft))["ETag"]
    body = {"number": "5421", "foreword": {"en": "We report."}}
    response = client.patch(at(draft), body, headers={"If-Match": tag})
    assert response.status_code == 200, response.content
    edited = response.json()
    assert (edited["state"], edited["files"], edited["may"]) == ("building", [], [])
    assert edited["symbol"] == f"CP/doc.5421/{timezone.now():%y}"
    assert edited["classification"] == "OEA/Ser.G"
    assert edited["foreword"] == {"en": "We report."}
    assert edited["steps"] == [
        {"step": "dataset", "state": "done"},
        {"step": "en.json", "state": "waiting"},
    ]
    stale = client.patch(at(draft), body, headers={"If-Match": tag})
    assert stale.status_code == 412
    queue.run()
    again = client.get(at(draft)).json()
    assert (again["state"], again["may"]) == ("draft", ["edit", "issue", "discard"])
    assert {step["state"] for step in again["steps"]} == {"done"}
    (file,) = again["files"]
    assert b'"symbol":"CP/doc.5421/' in read(client.get(file["url"]))


def test_refusals_of_an_edit_come_in_their_order(
    api: Api,
    visitor: Any,
    authority_slv: User,
    officer: User,
    draft: StatusReport,
    queue: Queue,
) -> None:
    wrong = {"colour": "red", "number": "x", "foreword": None}
    assert api(visitor).patch(at(draft), wrong).status_code == 404
    client = api(officer)
    assert faults(client.patch(at(draft), wrong, headers={"If-Match": "*"})) == {
        "/colour": "unknown_field",
        "/number": "invalid",
        "/foreword": "null",
    }
    lifecycle.issue(report=draft, by=officer, at=timezone.now())
    assert api(visitor).patch(at(draft), wrong).status_code == 401
    assert api(authority_slv).patch(at(draft), wrong).status_code == 403
    assert client.patch(at(draft), wrong).status_code == 428
    assert client.patch(at(draft), wrong, headers={"If-Match": '"1"'}).status_code == 412
    assert client.patch(at(draft), wrong, headers={"If-Match": "*"}).status_code == 409


# Correcting ----------------------------------------------------------------------------------


def test_an_issued_report_is_corrected_and_says_so(
    api: Api, officer: User, visitor: Any, issued: StatusReport, queue: Queue
) -> None:
    client = api(officer)
    tag = client.get(at(issued))["ETag"]
    body = {"reason": {"en": "A slip."}}
    response = client.post(at(issued, "correct/"), body, headers={"If-Match": tag})
    assert response.status_code == 202, response.content
    correction = response.json()
    assert response["Location"].endswith(f"{URL}{correction['id']}/")
    assert (correction["state"], correction["corrects"], correction["revision"]) == (
        "requested",
        issued.pk,
        1,
    )
    assert correction["correction_reason"] == {"en": "A slip."}
    assert client.get(at(issued)).json()["corrected_by"] == correction["id"]
    assert client.get(at(issued)).json()["may"] == []
    assert api(visitor).get(at(issued)).json()["corrected_by"] is None
    again = client.post(at(issued, "correct/"), body)
    assert again.status_code == 409

    queue.run()
    assert client.post(f"{response['Location']}issue/", {}).status_code == 200
    told = api(visitor).get(at(issued)).json()
    assert (told["state"], told["corrected_by"]) == ("issued", correction["id"])
    for url in (told["files"][0]["url"], f"{response['Location']}files/en.json"):
        answer = api(visitor).get(url)
        assert answer.status_code == 200
        assert read(answer)
    assert "-rev1-en.json" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, {"/reason": "required"}),
        ({"reason": "words"}, {"/reason": "not_an_object"}),
        ({"reason": {"de": "Weil."}}, {"/reason/de": "unknown_language"}),
        ({"reason": {"en": "A."}, "as_of": "soon"}, {"/as_of": "invalid"}),
        ({"reason": {"en": "A."}, "as_of": "2999-01-01T00:00:00Z"}, {"/as_of": "in_future"}),
        ({"reason": {"en": "A."}, "as_of": "2011-01-01T00:00:00Z"}, {"/as_of": "too_early"}),
        ({"reason": {"en": "A."}, "languages": "en"}, {"/languages": "not_a_list"}),
        ({"reason": {"en": "A."}, "formats": [7]}, {"/formats/0": "invalid"}),
        (
            {"formats": ["odt"], "colour": "red"},
            {"/reason": "required", "/formats/0": "invalid_choice", "/colour": "unknown_field"},
        ),
    ],
)
def test_what_is_wrong_with_a_correction_is_named(
    api: Api,
    officer: User,
    issued: StatusReport,
    body: dict[str, Any],
    expected: dict[str, str],
) -> None:
    assert faults(api(officer).post(at(issued, "correct/"), body)) == expected
    assert StatusReport.objects.count() == 1


# Comparing -----------------------------------------------------------------------------------


def compare(client: APIClient, before: Any, after: Any, language: str = "en") -> Any:
    return client.get(f"{URL}compare/?before={before}&after={after}&language={language}")


def test_two_reports_are_compared_with_names(
    api: Api,
    officer: User,
    visitor: Any,
    queue: Queue,
    issued: StatusReport,
) -> None:
    later = make_period("2012-2", to_session=43)
    say(later, "SLV", "7.1", 4)
    say(later, "GTM", "7.1", 1)
    second = made(officer, queue, period="2012-2")
    found = compare(api(officer), issued.pk, second.pk, "es")
    assert found.status_code == 200, found.content
    body = found.json()
    assert (body["before"]["id"], body["after"]["id"]) == (issued.pk, second.pk)
    assert body["before"]["counts"]["due"] == 3
    assert body["after"]["counts"]["reported"] == 2
    (raised,) = body["raised"]
    assert (raised["party"], raised["party_name"], raised["before"], raised["now"]) == (
        "SLV",
        "El Salvador",
        3,
        4,
    )
    assert raised["commitment_title"]
    assert [pair["party_name"] for pair in body["reported"]] == ["Guatemala"]
    backwards = compare(api(officer), second.pk, issued.pk).json()
    assert [move["now"] for move in backwards["lowered"]] == [3]

    assert faults(compare(api(visitor), issued.pk, second.pk)) == {"?after": "unknown_key"}


def test_what_cannot_be_compared_is_named(
    api: Api, officer: User, queue: Queue, issued: StatusReport
) -> None:
    client = api(officer)
    theirs = made(officer, queue, audience="member_states")
    building = lifecycle.request(by=officer, at=timezone.now(), kind="council", period="2012-1")
    assert faults(compare(client, issued.pk, theirs.pk)) == {"?after": "incomparable"}
    assert faults(compare(client, "x", 10**30)) == {
        "?before": "unknown_key",
        "?after": "unknown_key",
    }
    assert faults(compare(client, building.pk, issued.pk)) == {"?before": "unknown_key"}
    assert faults(client.get(f"{URL}compare/")) == {"?before": "required", "?after": "required"}
    assert faults(client.get(f"{URL}compare/?before=1&after=2&at=3")) == {
        "?at": "unknown_parameter"
    }


def test_a_report_of_the_open_period_is_compared_too(
    api: Api, officer: User, queue: Queue, issued: StatusReport, open_period: ReportingPeriod
) -> None:
    now = made(officer, queue, period=open_period.key)
    body = compare(api(officer), issued.pk, now.pk).json()
    assert body["after"]["counts"]["due"] > 1000
    assert timezone.now() - timedelta(minutes=10) < now.as_of
