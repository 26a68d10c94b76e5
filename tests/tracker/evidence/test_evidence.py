"""Evidence: links and files, what may be attached, by whom, and what stays."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from commitments.foundation.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.foundation.models.audit import AuditEntry
from tests.tracker.journeys import accepted, drafted, logged, submitted
from tracker.actions import commands as actions
from tracker.evidence.commands import attachments as evidence
from tracker.evidence.rules import safe_name
from tracker.models import Evidence, FollowUpAction, ProgressUpdate, State
from tracker.updates import commands as workflow

pytestmark = pytest.mark.django_db
UpdateOf = Callable[..., ProgressUpdate]
PDF = b"%PDF-1.7\nwords"
LINK: dict[str, Any] = {"title": "The law", "url": "https://example.org/law"}


def faults(refused: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {fault.pointer: fault.code for fault in refused.value.faults}


def attach(update: ProgressUpdate, by: Any, **fields: Any) -> Evidence:
    return evidence.attach(update=update, by=by, at=timezone.now(), **({"title": "T"} | fields))


def document(*names: str, mimetype: str = "") -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return kept.getvalue()


def test_a_link_is_attached_and_counts_as_a_change(
    contributor_slv: Any, update_of: UpdateOf
) -> None:
    update = drafted(update_of("SLV", "7.1"), contributor_slv)
    found = attach(update, contributor_slv, dated_on="2026-05-01", version=2, **LINK)
    assert (found.url, str(found.dated_on)) == (LINK["url"], "2026-05-01")
    assert update_of("SLV", "7.1").version == 3
    assert AuditEntry.objects.get(action="attach_evidence").by == contributor_slv
    with pytest.raises(Stale):
        attach(update, contributor_slv, version=2, **LINK)


def test_attaching_to_what_is_expected_begins_it(contributor_slv: Any, update_of: UpdateOf) -> None:
    attach(update_of("SLV", "7.1"), contributor_slv, **LINK)
    assert update_of("SLV", "7.1").state == State.DRAFT


def test_a_file_is_kept_under_a_random_name_with_its_checksum(
    contributor_slv: Any, update_of: UpdateOf
) -> None:
    file = ContentFile(PDF, name="../../etc/Ley de prevención.pdf")
    found = attach(update_of("SLV", "7.1"), contributor_slv, file=file)
    assert found.file_name == "Ley de prevención.pdf"
    assert found.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (found.size, found.content_type) == (len(PDF), "application/pdf")
    assert str(found.file.name).startswith("evidence/")
    assert "Ley" not in str(found.file.name)
    with found.file.open() as kept:
        assert kept.read() == PDF


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("a.PNG", b"\x89PNG\r\n\x1a\n..."),
        ("a.jpeg", b"\xff\xd8\xff\xe0"),
        ("a.txt", "Año\r\n".encode()),
        ("a.csv", "Año;1\n".encode("latin-1")),
        ("a.docx", document("[Content_Types].xml", "word/document.xml")),
        ("a.xlsx", document("[Content_Types].xml", "xl/workbook.xml")),
        ("a.odt", document(mimetype="application/vnd.oasis.opendocument.text")),
    ],
)
def test_documents_may_be_kept(
    name: str, content: bytes, contributor_slv: Any, update_of: UpdateOf
) -> None:
    found = attach(update_of("SLV", "7.1"), contributor_slv, file=ContentFile(content, name=name))
    assert found.size == len(content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ\x90"),
        ("a.pdf", b"MZ\x90"),
        ("a.pdf", b""),
        ("a", PDF),
        ("pdf", PDF),
        ("a.html", b"<!doctype html>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.txt", b"  <script>alert(1)</script>"),
        ("a.csv", b"<?xml version='1.0'?><svg/>"),
        ("a.txt", b"\x00\x01"),
        ("a.txt", b""),
        ("a.docx", b"PK\x03\x04 not a document"),
        ("a.docx", document("[Content_Types].xml", "xl/workbook.xml")),
        ("a.docx", document("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("a.odt", document(mimetype="application/zip")),
        ("a.docm", document("[Content_Types].xml", "word/document.xml")),
    ],
)
def test_what_is_not_what_it_says_may_not(
    name: str, content: bytes, contributor_slv: Any, update_of: UpdateOf
) -> None:
    with pytest.raises(Invalid) as refused:
        attach(update_of("SLV", "7.1"), contributor_slv, file=ContentFile(content, name=name))
    assert faults(refused) == {"/file": "kind_not_allowed"}
    assert not Evidence.objects.exists()


def test_a_file_has_its_limit(contributor_slv: Any, update_of: UpdateOf, settings: Any) -> None:
    settings.EVIDENCE_MAX_BYTES = len(PDF)
    update = drafted(update_of("SLV", "7.1"), contributor_slv)
    attach(update, contributor_slv, file=ContentFile(PDF, name="a.pdf"))
    with pytest.raises(Invalid) as refused:
        attach(update, contributor_slv, file=ContentFile(PDF + b".", name="a.pdf"))
    assert faults(refused) == {"/file": "too_large"}


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://example.org/x",
        "//example.org",
        "example.org",
        "http://",
        5,
        "https://example.org/" + "x" * 1000,
        "https://example.org/\x00",
    ],
)
def test_a_link_is_of_the_web(url: Any, contributor_slv: Any, update_of: UpdateOf) -> None:
    with pytest.raises(Invalid) as refused:
        attach(update_of("SLV", "7.1"), contributor_slv, url=url)
    assert set(faults(refused)) == {"/url"}


def test_a_link_or_a_file_and_faults_all_at_once(contributor_slv: Any, update_of: UpdateOf) -> None:
    update = drafted(update_of("SLV", "7.1"), contributor_slv)
    for both in ({}, LINK | {"file": ContentFile(PDF, name="a.pdf")}):
        with pytest.raises(Invalid) as refused:
            attach(update, contributor_slv, **both)
        assert faults(refused) == {"/url": "link_or_file"}
    with pytest.raises(Invalid) as refused:
        attach(update, contributor_slv, title=" ", url="x", dated_on="2026-02-30", visibility="all")
    assert set(faults(refused)) == {"/title", "/url", "/dated_on", "/visibility"}


def test_only_who_may_save_may_attach(
    authority_slv: Any,
    contributor_slv: Any,
    authority_hnd: Any,
    officer: Any,
    visitor: Any,
    update_of: UpdateOf,
) -> None:
    update = drafted(update_of("SLV", "7.1"), contributor_slv)
    for stranger in (authority_hnd, visitor):
        with pytest.raises(NotAllowed):
            attach(update, stranger, **LINK)
    with pytest.raises(Conflict):
        attach(update, officer, **LINK)
    update = submitted(update, authority_slv)
    with pytest.raises(Conflict):
        attach(update, authority_slv, **LINK)


def test_an_officer_attaches_to_what_was_logged(officer: Any, update_of: UpdateOf) -> None:
    with pytest.raises(Conflict) as refused:
        attach(update_of("SLV", "7.1"), officer, **LINK)
    assert refused.value.code == "not_logged"
    update = logged(update_of("SLV", "7.1"), officer)
    attach(update, officer, **LINK)
    assert update_of("SLV", "7.1").on_behalf


def test_a_party_that_attaches_makes_it_its_own(
    officer: Any, contributor_slv: Any, update_of: UpdateOf
) -> None:
    attach(logged(update_of("SLV", "7.1"), officer), contributor_slv, **LINK)
    assert not update_of("SLV", "7.1").on_behalf


def test_what_a_revision_froze_stays_readable_when_it_is_taken_off(
    authority_slv: Any, officer: Any, visitor: Any, update_of: UpdateOf
) -> None:
    update = drafted(update_of("SLV", "7.1"), authority_slv)
    shown = attach(update, authority_slv, **LINK)
    hidden = attach(update, authority_slv, visibility="party", **LINK)
    update = accepted(update, authority_slv, officer)
    assert list(Evidence.objects.visible_to(visitor)) == [shown]
    update = workflow.reopen(update=update, by=officer, at=timezone.now(), reason="x")
    late = attach(update, authority_slv, **LINK)
    evidence.remove(evidence=shown, by=authority_slv, at=timezone.now())
    assert list(Evidence.objects.visible_to(visitor)) == [shown]
    assert set(Evidence.objects.visible_to(authority_slv)) == {shown, hidden, late}
    update = submitted(update, authority_slv)
    workflow.accept(update=update, by=officer, at=timezone.now())
    assert list(Evidence.objects.visible_to(visitor)) == [late]
    assert set(Evidence.objects.visible_to(authority_slv)) == {hidden, late}
    assert set(Evidence.objects.visible_to(officer)) == {hidden, late}


def test_it_is_taken_off_once(authority_slv: Any, update_of: UpdateOf) -> None:
    found = attach(update_of("SLV", "7.1"), authority_slv, **LINK)
    evidence.remove(evidence=found, by=authority_slv, at=timezone.now())
    assert not Evidence.objects.visible_to(authority_slv).exists()
    with pytest.raises(Conflict):
        evidence.remove(evidence=found, by=authority_slv, at=timezone.now())


def test_evidence_of_an_action_is_its_partys(
    authority_slv: Any, authority_hnd: Any, officer: Any, visitor: Any, update_of: UpdateOf
) -> None:
    action = actions.create(
        party=update_of("SLV", "7.1").party,
        by=authority_slv,
        at=timezone.now(),
        changes={
            "title": "Law",
            "language": "es",
            "kind": "law",
            "commitments": ["7.1"],
            "visibility": "public",
        },
    )
    found = evidence.attach(action=action, by=authority_slv, at=timezone.now(), **LINK)
    assert FollowUpAction.objects.get(pk=action.pk).version == 2
    assert list(Evidence.objects.visible_to(visitor)) == [found]
    for other in (authority_hnd, officer):
        with pytest.raises(NotAllowed):
            evidence.attach(action=action, by=other, at=timezone.now(), **LINK)
        with pytest.raises(NotAllowed):
            evidence.remove(evidence=found, by=other, at=timezone.now())
    evidence.remove(evidence=found, by=authority_slv, at=timezone.now())
    assert not Evidence.objects.visible_to(visitor).exists()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("/etc/passwd", "passwd"),
        ("C:\\x\\a.pdf", "a.pdf"),
        ('a"\r\n:b.pdf', "ab.pdf"),
        ("...", ""),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
    ],
)
def test_a_files_own_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe
