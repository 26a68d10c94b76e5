"""Anyone can check a file: by its SHA-256, by its dataset's, or by the file itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from rest_framework.test import APIClient

from commitments.models import User
from reporting.models import ReportFile, StatusReport
from reporting.reports.commands import corrections, editorial, lifecycle
from tests.reporting.fakes import Queue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_period", "files", "quick")]

URL = "/api/v1/reports/check/"
Api = Callable[[Any], APIClient]
NOW = timezone.now


def made(officer: User, queue: Queue, **asked: Any) -> StatusReport:
    asked = {"kind": "council", "period": "2012-1", "languages": ["en", "fr"]} | asked
    report = lifecycle.request(by=officer, at=NOW(), formats=["json"], **asked)
    queue.run()
    return StatusReport.objects.get(pk=report.pk)


@pytest.fixture
def draft(officer: User, queue: Queue) -> StatusReport:
    return made(officer, queue)


@pytest.fixture
def issued(draft: StatusReport, officer: User) -> StatusReport:
    return lifecycle.issue(report=draft, by=officer, at=NOW())


def file_of(report: StatusReport, stage: str) -> ReportFile:
    return report.files.get(stage=stage, language="fr")


def told(client: APIClient, checksum: str) -> tuple[bool, str, int | None]:
    response = client.get(URL, {"sha256": checksum})
    assert response.status_code == 200, response.content
    body = response.json()
    return body["found"], body["standing"], body["report"] and body["report"]["id"]


def test_a_file_is_found_by_its_checksum_or_its_datasets(
    api: Api, visitor: Any, issued: StatusReport
) -> None:
    client = api(visitor)
    file = file_of(issued, "final")
    body = client.get(URL, {"sha256": file.sha256}).json()
    assert (body["found"], body["standing"], body["language"], body["format"]) == (
        True,
        "issued",
        "fr",
        "json",
    )
    assert body["detail"] == "This is what was issued, unchanged."
    assert body["report"]["id"] == issued.pk
    assert told(client, issued.dataset_sha256) == (True, "issued", issued.pk)
    assert told(client, f" {file.sha256[:32].upper()} {file.sha256[32:]}\n") == (
        True,
        "issued",
        issued.pk,
    )


def test_a_file_is_checked_by_sending_it_and_not_kept(
    api: Api, visitor: Any, issued: StatusReport, files: Any
) -> None:
    client = api(visitor)
    kept = set((files / "reports").iterdir())
    with file_of(issued, "final").file.open("rb") as opened:
        content = opened.read()
    for sent, found in ((content, True), (content + b" ", False)):
        upload = SimpleUploadedFile("renamed.bin", sent)
        response = client.post(URL, {"file": upload}, format="multipart")
        assert response.status_code == 200, response.content
        assert response.json()["found"] is found
    assert response.json()["detail"] == (
        "No report that you may see has a file with this checksum."
    )
    assert set((files / "reports").iterdir()) == kept


def test_a_draft_says_that_it_is_one_to_who_may_see_it(
    api: Api, visitor: Any, officer: User, draft: StatusReport
) -> None:
    checksum = file_of(draft, "draft").sha256
    assert told(api(officer), checksum) == (True, "draft", draft.pk)
    assert told(api(officer), draft.dataset_sha256) == (True, "draft", draft.pk)
    assert told(api(visitor), checksum) == (False, "", None)
    lifecycle.issue(report=draft, by=officer, at=NOW())
    assert told(api(visitor), checksum) == (True, "draft", draft.pk)
    body = api(visitor).get(URL, {"sha256": checksum}).json()
    assert "has since been issued" in body["detail"]


def test_a_draft_that_was_edited_is_still_known(
    api: Api, officer: User, draft: StatusReport, queue: Queue
) -> None:
    checksum, dataset = file_of(draft, "final").sha256, draft.dataset_sha256
    editorial.edit(report=draft, by=officer, at=NOW(), number="7")
    queue.run()
    for former in (checksum, dataset):
        assert told(api(officer), former) == (True, "former_draft", draft.pk)


def test_what_was_corrected_says_so_once_the_correction_is_issued(
    api: Api, visitor: Any, officer: User, issued: StatusReport, queue: Queue
) -> None:
    checksum = file_of(issued, "final").sha256
    correction = corrections.correct(report=issued, by=officer, at=NOW(), reason={"en": "A slip."})
    queue.run()
    assert told(api(visitor), checksum) == (True, "issued", issued.pk)
    lifecycle.issue(report=correction, by=officer, at=NOW())
    assert told(api(visitor), checksum) == (True, "corrected", issued.pk)
    assert told(api(visitor), issued.dataset_sha256) == (True, "corrected", issued.pk)


def test_of_two_reports_with_one_file_the_issued_one_is_told(
    api: Api, officer: User, queue: Queue, draft: StatusReport
) -> None:
    twin = made(officer, queue)
    assert file_of(twin, "final").sha256 == file_of(draft, "final").sha256
    lifecycle.issue(report=twin, by=officer, at=NOW())
    assert told(api(officer), file_of(draft, "final").sha256) == (True, "issued", twin.pk)


def test_what_is_for_member_states_is_not_told_to_others(
    api: Api, visitor: Any, officer: User, authority_slv: User, queue: Queue
) -> None:
    report = made(officer, queue, audience="member_states")
    lifecycle.issue(report=report, by=officer, at=NOW())
    checksum = file_of(report, "final").sha256
    assert told(api(visitor), checksum) == (False, "", None)
    assert told(api(authority_slv), checksum) == (True, "issued", report.pk)


def test_what_is_no_checksum_is_refused(api: Api, visitor: Any) -> None:
    client = api(visitor)
    for query, pointer in (
        ("?sha256=abc", "?sha256"),
        ("?sha256=" + "g" * 64, "?sha256"),
        ("", "?sha256"),
        (f"?sha256={'a' * 64}&of=x", "?of"),
    ):
        response = client.get(URL + query)
        assert response.status_code == 400, query
        assert [fault["pointer"] for fault in response.json()["errors"]] == [pointer]
    for body in ({}, {"file": "words"}, {"file": "", "name": "x"}):
        response = client.post(URL, body, format="multipart")
        assert response.status_code == 400
        assert "/file" in [fault["pointer"] for fault in response.json()["errors"]]


def test_a_file_that_is_too_large_is_refused(api: Api, visitor: Any, settings: Any) -> None:
    settings.EVIDENCE_MAX_BYTES = 1000
    upload = SimpleUploadedFile("large.pdf", b"x" * 100_000)
    response = api(visitor).post(URL, {"file": upload}, format="multipart")
    assert (response.status_code, response.json()["code"]) == (413, "too_large")
