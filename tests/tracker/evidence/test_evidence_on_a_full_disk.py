"""Evidence for which there is no room leaves nothing behind, and nothing typed is lost."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from commitments.models import AuditEntry, Commitment, User
from tests.pages.acting import form_of
from tests.tracker.journeys import drafted
from tracker.actions import commands as actions
from tracker.evidence.commands import housekeeping
from tracker.models import Evidence, FollowUpAction, ProgressUpdate

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]
Api = Callable[[Any], APIClient]
UpdateOf = Callable[[str, str], ProgressUpdate]
Fill = Callable[[], None]

CONTENT = b"%PDF-1.7\n" + b"x" * 5000
NO_ROOM = "There was not enough storage to save the file. Try again later."


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture(params=[errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def fill(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Fill:
    """`fill()`: from now on half of a file can be written."""

    def half(self: FileSystemStorage, name: str, content: Any) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = content.read()
        path.write_bytes(whole[: len(whole) // 2])
        raise OSError(request.param, os.strerror(request.param))

    return lambda: monkeypatch.setattr(FileSystemStorage, "_save", half)


def file() -> SimpleUploadedFile:
    return SimpleUploadedFile("law.pdf", CONTENT, content_type="application/pdf")


def kept(files: Path) -> list[Path]:
    return [path for path in files.rglob("*") if path.is_file()]


def action_of(person: User, update: ProgressUpdate) -> FollowUpAction:
    changes = {"title": "Law", "language": "es", "kind": "law", "commitments": ["7.1"]}
    return actions.create(party=update.party, by=person, at=timezone.now(), changes=changes)


def test_over_the_api_it_is_a_problem_and_nothing_has_changed(
    api: Api, authority_slv: User, update_of: UpdateOf, files: Path, fill: Fill
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    action = action_of(authority_slv, update)
    entries = AuditEntry.objects.count()
    fill()
    for address in (f"updates/{update.pk}", f"actions/{action.pk}"):
        answer = api(authority_slv).post(
            f"/api/v1/{address}/evidence/", {"title": "T", "file": file()}, format="multipart"
        )
        assert answer.status_code == 507
        assert answer["Content-Type"] == "application/problem+json"
        assert (answer.json()["code"], answer.json()["detail"]) == ("no_room", NO_ROOM)
    assert kept(files) == []
    assert not Evidence.objects.exists()
    assert AuditEntry.objects.count() == entries
    assert update_of("SLV", "7.1").version == update.version
    assert FollowUpAction.objects.get().version == action.version


def test_on_the_drafts_page_what_was_typed_is_saved_and_shown_with_the_reason(
    client_of: ClientOf, authority_slv: User, update_of: UpdateOf, files: Path, fill: Fill
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    page, client = f"/en/desk/updates/{update.pk}/", client_of(authority_slv)
    typed = form_of(client.get(page)) | {
        "verb": "add_evidence",
        "summary": "Typed before the disk was full",
        "evidence-title": "The law of 2026",
    }
    fill()
    answer = client.post(page, typed | {"evidence-file": file()})
    assert answer.status_code == 507
    shown = answer.content.decode()
    assert NO_ROOM in shown
    assert 'value="The law of 2026"' in shown
    assert update_of("SLV", "7.1").summary == "Typed before the disk was full"
    assert kept(files) == []
    assert not Evidence.objects.exists()


def test_on_an_actions_page_it_is_told_beside_the_form(
    client_of: ClientOf, authority_slv: User, update_of: UpdateOf, files: Path, fill: Fill
) -> None:
    action = action_of(authority_slv, update_of("SLV", "7.1"))
    page, client = f"/en/desk/actions/{action.pk}/", client_of(authority_slv)
    typed = form_of(client.get(page)) | {"verb": "add_evidence", "evidence-title": "The law"}
    fill()
    answer = client.post(page, typed | {"title": "New title", "evidence-file": file()})
    assert NO_ROOM in answer.content.decode()
    assert FollowUpAction.objects.get().title == "New title"
    assert kept(files) == []


def test_what_is_logged_on_behalf_is_not_begun_without_its_document(
    client_of: ClientOf, officer: User, open_period: Any, files: Path, fill: Fill
) -> None:
    client = client_of(officer)
    typed = {
        "party": "SLV",
        "period": open_period.key,
        "commitment": str(Commitment.objects.get(code="7.1").pk),
        "channel": "note_verbale",
        "channel_document": "Note 12/2026",
    }
    fill()
    answer = client.post("/en/review/log/", typed | {"file": file()})
    shown = answer.content.decode()
    assert NO_ROOM in shown
    assert "Note 12/2026" in shown
    assert not ProgressUpdate.objects.filter(logged_by=officer).exists()
    assert kept(files) == []


def test_where_the_upload_itself_finds_no_room_it_is_told(
    client_of: ClientOf,
    authority_slv: User,
    update_of: UpdateOf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def full(*_args: Any, **_options: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(
        "django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk", full
    )
    large = SimpleUploadedFile("law.pdf", CONTENT * 1000)
    client = client_of(authority_slv)
    client.raise_request_exception = False
    page = f"/en/desk/updates/{update_of('SLV', '7.1').pk}/"
    form = {"verb": "add_evidence", "writer": authority_slv.pk, "evidence-file": large}
    answer = client.post(page, form)
    assert answer.status_code == 507
    assert "Our storage is full." in answer.content.decode()
    large.seek(0)
    told = client.post(page, form, headers={"Accept": "application/json"})
    assert (told.status_code, len(told.json()["faults"])) == (507, 1)
    large.seek(0)
    address = f"/api/v1/updates/{update_of('SLV', '7.1').pk}/evidence/"
    problem = client.post(address, {"title": "T", "file": large})
    assert (problem.status_code, problem.json()["code"]) == (507, "no_room")
    assert list(tmp_path.iterdir()) == []


def test_what_is_rolled_back_after_the_file_was_written_leaves_no_file(
    api: Api, authority_slv: User, update_of: UpdateOf, files: Path
) -> None:
    update = update_of("SLV", "7.1")
    address = f"/api/v1/updates/{update.pk}/evidence/"
    for key in ({}, {"Idempotency-Key": "k"}):
        refused = api(authority_slv).post(
            address,
            {"title": "T", "file": file(), "colour": "red"},
            format="multipart",
            headers=key,
        )
        assert refused.status_code == 400
        assert kept(files) == []
    done = api(authority_slv).post(address, {"title": "T", "file": file()}, format="multipart")
    assert done.status_code == 201
    assert len(kept(files)) == 1


def test_a_file_whose_process_died_before_its_row_is_removed_in_time(
    api: Api, authority_slv: User, update_of: UpdateOf, files: Path
) -> None:
    address = f"/api/v1/updates/{update_of('SLV', '7.1').pk}/evidence/"
    api(authority_slv).post(address, {"title": "T", "file": file()}, format="multipart")
    (good,) = kept(files)
    lost = good.with_name("lost.pdf")
    lost.write_bytes(CONTENT)
    now = timezone.now()
    assert housekeeping.clean_up(at=now)["files_without_evidence"] == 0
    later = now + timedelta(days=1, minutes=1)
    assert housekeeping.clean_up(at=later)["files_without_evidence"] == 1
    assert kept(files) == [good]


def test_a_report_in_one_file_leaves_no_half_of_it(
    open_period: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    output = tmp_path / "report.json"
    with pytest.raises(CommandError, match="cannot be written"):
        call_command(
            "make_report",
            kind="council",
            period=open_period.key,
            format="json",
            language="en",
            output=output,
            stdout=StringIO(),
            stderr=StringIO(),
        )
    assert list(tmp_path.iterdir()) == []
