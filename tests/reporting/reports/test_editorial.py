"""A draft gets its number, foreword and cover note by hand; its facts stay as they are."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from commitments.foundation.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.models import AuditEntry, User
from reporting.dataset.schema import Dataset, decode, sha256
from reporting.models import FormerFile, StatusReport
from reporting.reports.commands import build, editorial, lifecycle
from tests.reporting.fakes import Queue, rendered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_period", "files", "quick")]

State = StatusReport.State
NOW = timezone.now


def fresh(report: StatusReport) -> StatusReport:
    return StatusReport.objects.get(pk=report.pk)


def dataset_of(report: StatusReport) -> Dataset:
    return decode(bytes(fresh(report).dataset or b""))


def made(officer: User, queue: Queue, **asked: Any) -> StatusReport:
    asked = {"kind": "assembly", "session": "42", "languages": ["en", "es"]} | asked
    report = lifecycle.request(by=officer, at=NOW(), formats=["json"], **asked)
    queue.run()
    return fresh(report)


@pytest.fixture
def draft(officer: User, queue: Queue) -> StatusReport:
    return made(officer, queue)


def faults_of(report: StatusReport, officer: User, **changes: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        editorial.edit(report=report, by=officer, at=NOW(), **changes)
    return {fault.pointer: fault.code for fault in refused.value.faults}


def test_the_texts_enter_the_dataset_and_the_files_are_made_anew(
    draft: StatusReport, officer: User, queue: Queue, files: Path
) -> None:
    before, was = dataset_of(draft), {file.sha256 for file in draft.files.all()}
    edited = editorial.edit(
        report=draft,
        by=officer,
        at=NOW(),
        version=draft.version,
        number="5421",
        foreword={"es": "  Este informe…\r\nse presenta. ", "en": ""},
        cover_note={"en": "For the agenda."},
    )
    assert (edited.state, edited.built_at) == (State.BUILDING, None)
    assert not edited.files.exists()
    now = dataset_of(draft)
    assert dataclasses.replace(now, editorial=before.editorial) == before
    assert dataclasses.asdict(now.editorial) == dataclasses.asdict(before.editorial) | {
        "classification": "OEA/Ser.P",
        "symbol": "AG/doc.5421/12",
        "foreword": {"es": "Este informe…\nse presenta."},
        "cover_note": {"en": "For the agenda."},
    }
    queue.run()
    again = fresh(draft)
    assert again.state == State.DRAFT
    assert again.dataset_sha256 == sha256(bytes(again.dataset or b"")) != draft.dataset_sha256
    assert was.isdisjoint(file.sha256 for file in again.files.all())
    assert set(FormerFile.objects.values_list("sha256", flat=True)) == was
    assert len(list((files / "reports").iterdir())) == 4
    entry = AuditEntry.objects.get(action="edit_report")
    assert (entry.by, entry.detail["changed"]) == (
        officer,
        ["classification", "cover_note", "foreword", "number", "symbol"],
    )


def test_languages_that_are_not_named_keep_their_texts(
    draft: StatusReport, officer: User, queue: Queue
) -> None:
    for texts in ({"en": "One."}, {"fr": "Deux."}, {"en": ""}):
        editorial.edit(report=draft, by=officer, at=NOW(), foreword=texts)
        queue.run()
    assert fresh(draft).foreword == dataset_of(draft).editorial.foreword == {"fr": "Deux."}


def test_what_changes_nothing_makes_nothing_anew(
    draft: StatusReport, officer: User, queue: Queue
) -> None:
    editorial.edit(report=draft, by=officer, at=NOW(), number="7", foreword={"en": "One."})
    queue.run()
    before = fresh(draft)
    same = {"en": "One. ", "es": ""}
    after = editorial.edit(report=draft, by=officer, at=NOW(), number="7", foreword=same)
    assert (after.state, after.version) == (State.DRAFT, before.version)
    assert queue.sent == []
    assert AuditEntry.objects.filter(action="edit_report").count() == 1


def test_a_number_is_taken_back(draft: StatusReport, officer: User, queue: Queue) -> None:
    for number in ("5421", ""):
        editorial.edit(report=draft, by=officer, at=NOW(), number=number)
        queue.run()
    now = fresh(draft)
    assert (now.number, now.classification, now.symbol) == ("", "", "")
    assert dataset_of(draft).editorial.symbol == ""


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"number": "five"}, {"/number": "invalid"}),
        ({"number": "5421/12"}, {"/number": "invalid"}),
        ({"number": "05421"}, {"/number": "invalid"}),
        ({"number": "٥"}, {"/number": "invalid"}),
        ({"number": 5421}, {"/number": "wrong_type"}),
        ({"foreword": "words"}, {"/foreword": "not_an_object"}),
        ({"foreword": {"de": "Wörter"}}, {"/foreword/de": "unknown_language"}),
        ({"foreword": {"es": None}}, {"/foreword/es": "wrong_type"}),
        ({"foreword": {"es": "a\x07b"}}, {"/foreword/es": "bad_character"}),
        ({"foreword": {"es": "a\ud800b"}}, {"/foreword/es": "bad_character"}),
        ({"cover_note": {"en": "x" * 5_001}}, {"/cover_note/en": "too_long"}),
        ({"correction_reason": {"en": "No."}}, {"/correction_reason": "not_applicable"}),
        (
            {"number": "-", "foreword": {"en": "\x00", "pt": 7}},
            {"/number": "invalid", "/foreword/en": "bad_character", "/foreword/pt": "wrong_type"},
        ),
    ],
)
def test_everything_that_is_wrong_is_named_and_nothing_changes(
    draft: StatusReport, officer: User, changes: dict[str, Any], faults: dict[str, str]
) -> None:
    assert faults_of(draft, officer, **changes) == faults
    after = fresh(draft)
    assert (after.state, after.version, after.files.count()) == (State.DRAFT, draft.version, 4)


def test_no_two_reports_have_one_symbol(draft: StatusReport, officer: User, queue: Queue) -> None:
    editorial.edit(report=draft, by=officer, at=NOW(), number="5421")
    queue.run()
    other = made(officer, queue)
    assert faults_of(other, officer, number="5421") == {"/number": "taken"}
    council = made(officer, queue, kind="council", session="", period="2012-1")
    editorial.edit(report=council, by=officer, at=NOW(), number="5421")
    assert fresh(council).symbol == f"CP/doc.5421/{NOW():%y}"


def test_a_symbol_taken_at_the_same_moment_is_refused_too(
    draft: StatusReport, officer: User, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    editorial.edit(report=draft, by=officer, at=NOW(), number="5421")
    queue.run()
    other = made(officer, queue)
    monkeypatch.setattr("reporting.reports.rules.symbols.fault_of", lambda *_args, **_given: None)
    assert faults_of(other, officer, number="5421") == {"/number": "taken"}
    assert fresh(other).state == State.DRAFT


def test_only_officers_edit_and_only_what_they_read_and_only_drafts(
    draft: StatusReport, officer: User, authority_slv: User, visitor: Any
) -> None:
    for person in (authority_slv, visitor):
        with pytest.raises(NotAllowed):
            editorial.edit(report=draft, by=person, at=NOW(), number="x", version=0)
    with pytest.raises(Stale):
        editorial.edit(report=draft, by=officer, at=NOW(), number="x", version=0)
    issued = lifecycle.issue(report=draft, by=officer, at=NOW())
    with pytest.raises(Conflict):
        editorial.edit(report=issued, by=officer, at=NOW(), number="x")


def test_a_file_of_the_old_dataset_is_not_kept_after_an_edit(
    officer: User, queue: Queue, monkeypatch: pytest.MonkeyPatch, files: Path
) -> None:
    """A worker that was slow, or a task that came twice."""
    report = made(officer, queue)
    gone = fresh(report).files.get(language="en", stage="final")
    gone.file.delete(save=False)
    gone.delete()
    StatusReport.objects.filter(pk=report.pk).update(state=State.BUILDING)

    def edited_meanwhile(**given: Any) -> bytes:
        """Render, while another worker makes the same file and an officer edits the draft."""
        monkeypatch.setattr("reporting.reports.commands.build.render", rendered)
        assert build.make_file(report_id=report.pk, language="en", format="json", at=NOW())
        editorial.edit(report=report, by=officer, at=NOW(), number="5421")
        return rendered(**given)

    monkeypatch.setattr("reporting.reports.commands.build.render", edited_meanwhile)
    assert not build.make_file(report_id=report.pk, language="en", format="json", at=NOW())
    queue.run()
    after = fresh(report)
    assert after.state == State.DRAFT
    for file in after.files.all():
        assert b'"symbol":"AG/doc.5421/12"' in file.file.read()
        file.file.close()
    assert len(list((files / "reports").iterdir())) == 4
