"""An issued report is corrected by another: `rev. n` of its symbol, with what changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from commitments.foundation.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.models import AuditEntry, User
from reporting.dataset.schema import decode
from reporting.models import Failure, StatusReport
from reporting.reports.commands import build, corrections, editorial, lifecycle
from reporting.reports.rules.permissions import verbs_open_to
from tests.reporting.fakes import Queue
from tests.reporting.world import LAST_DAY, say
from tracker.models import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_period", "files", "quick")]

State = StatusReport.State
NOW = timezone.now
WHY = {"en": "One update had been left out.", "es": "Faltaba una actualización."}


def fresh(report: StatusReport) -> StatusReport:
    return StatusReport.objects.get(pk=report.pk)


@pytest.fixture
def issued(officer: User, queue: Queue) -> StatusReport:
    report = lifecycle.request(
        by=officer,
        at=NOW(),
        kind="assembly",
        session="42",
        languages=["en", "es"],
        formats=["json", "html"],
    )
    queue.run()
    editorial.edit(
        report=report, by=officer, at=NOW(), number="5421", foreword={"en": "We report."}
    )
    queue.run()
    return lifecycle.issue(report=report, by=officer, at=NOW())


def correct(report: StatusReport, by: Any, **given: Any) -> StatusReport:
    return corrections.correct(report=report, by=by, at=NOW(), **({"reason": WHY} | given))


def faults_of(report: StatusReport, by: User, **given: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        correct(report, by, **given)
    return {fault.pointer: fault.code for fault in refused.value.faults}


def test_a_correction_says_what_it_corrects_why_and_what_changed(
    issued: StatusReport, officer: User, queue: Queue, closed_period: ReportingPeriod
) -> None:
    """What was submitted before the session, and accepted after it."""
    after = [
        ("submit", "submitted", closed_period.opens_at + timedelta(hours=1)),
        ("accept", "accepted", LAST_DAY + timedelta(days=3)),
    ]
    say(closed_period, "CRI", "7.1", 4, steps=after)
    was = fresh(issued)
    correction = correct(issued, officer, version=issued.version)
    assert (correction.state, correction.revision, correction.symbol) == (
        State.REQUESTED,
        1,
        "AG/doc.5421/12 rev. 1",
    )
    assert (correction.languages, correction.formats) == (issued.languages, issued.formats)
    queue.run()
    made = fresh(correction)
    assert made.state == State.DRAFT
    said = decode(bytes(made.dataset or b"")).editorial
    assert (said.symbol, said.revision, said.classification) == (
        "AG/doc.5421/12 rev. 1",
        1,
        "OEA/Ser.P",
    )
    assert (said.foreword, said.correction_reason) == ({"en": "We report."}, WHY)
    assert said.corrects is not None
    assert said.corrects.symbol == "AG/doc.5421/12"
    assert said.corrects.dataset_sha256 == issued.dataset_sha256
    assert said.changes is not None
    assert said.changes.before == said.corrects
    assert [pair.party for pair in said.changes.asked] == ["CRI"]
    unchanged = fresh(issued)
    assert (unchanged.version, unchanged.dataset_sha256) == (was.version, was.dataset_sha256)
    entry = AuditEntry.objects.get(action="correct_report")
    assert (entry.object_key, entry.detail["correction"]) == (str(issued.pk), correction.pk)


def test_a_correction_is_edited_issued_and_corrected_again(
    issued: StatusReport, officer: User, queue: Queue, closed_period: ReportingPeriod
) -> None:
    correction = correct(issued, officer)
    queue.run()
    editorial.edit(
        report=correction, by=officer, at=NOW(), correction_reason={"en": "A slip.", "es": ""}
    )
    queue.run()
    with pytest.raises(Invalid) as refused:
        editorial.edit(
            report=correction, by=officer, at=NOW(), number="1", correction_reason={"en": ""}
        )
    assert {fault.pointer: fault.code for fault in refused.value.faults} == {
        "/number": "corrects",
        "/correction_reason": "required",
    }
    assert verbs_open_to(fresh(issued), officer) == []
    lifecycle.issue(report=correction, by=officer, at=NOW())
    assert fresh(issued).state == State.ISSUED
    with pytest.raises(Conflict):
        correct(issued, officer)
    second = correct(fresh(correction), officer, formats=["json"], languages=["es"])
    queue.run()
    assert (second.revision, second.symbol) == (2, "AG/doc.5421/12 rev. 2")
    assert (second.languages, second.formats) == (["es"], ["json"])
    said = decode(bytes(fresh(second).dataset or b"")).editorial
    assert said.correction_reason == WHY
    assert said.changes is not None
    assert said.changes.raised == said.changes.lowered == ()


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"reason": {}}, {"/reason": "required"}),
        ({"reason": {"en": "  "}}, {"/reason": "required"}),
        ({"reason": "words"}, {"/reason": "not_an_object"}),
        ({"reason": {"de": "Weil."}}, {"/reason/de": "unknown_language"}),
        ({"reason": {"en": "x" * 5_001}}, {"/reason/en": "too_long"}),
        ({"as_of": LAST_DAY - timedelta(days=1)}, {"/as_of": "too_early"}),
        ({"languages": []}, {"/languages": "empty"}),
        ({"formats": ["odt"]}, {"/formats/0": "invalid_choice"}),
        (
            {"reason": {}, "as_of": NOW() + timedelta(days=1), "languages": ["xx"]},
            {"/reason": "required", "/as_of": "in_future", "/languages/0": "invalid_choice"},
        ),
    ],
)
def test_everything_that_is_wrong_is_named(
    issued: StatusReport, officer: User, given: dict[str, Any], faults: dict[str, str]
) -> None:
    assert faults_of(issued, officer, **given) == faults
    assert StatusReport.objects.count() == 1


def test_only_officers_correct_and_only_what_was_issued_and_once(
    issued: StatusReport, officer: User, authority_slv: User, visitor: Any, queue: Queue
) -> None:
    for person in (authority_slv, visitor):
        with pytest.raises(NotAllowed):
            correct(issued, person, version=0, reason=7)
    with pytest.raises(Stale):
        correct(issued, officer, version=0, reason=7)
    correction = correct(issued, officer)
    with pytest.raises(Conflict):
        correct(issued, officer, reason=7)
    with pytest.raises(Conflict):
        correct(correction, officer, reason=7)
    build.fail(report_id=correction.pk, code=Failure.UNEXPECTED)
    with pytest.raises(Conflict):
        correct(issued, officer)
    lifecycle.retry(report=correction, by=officer, at=NOW())
    queue.run()
    assert fresh(correction).state == State.DRAFT


def test_a_discarded_correction_makes_room_for_another(
    issued: StatusReport, officer: User, queue: Queue
) -> None:
    first = correct(issued, officer)
    queue.run()
    lifecycle.discard(report=first, by=officer, at=NOW())
    assert verbs_open_to(fresh(issued), officer) == ["correct"]
    second = correct(issued, officer)
    assert (second.symbol, second.revision) == (first.symbol, first.revision)
    assert fresh(issued).correction == second
    assert verbs_open_to(fresh(first), officer) == []
    with pytest.raises(Conflict, match="started since"):
        lifecycle.retry(report=first, by=officer, at=NOW())
    queue.run()
    lifecycle.discard(report=second, by=officer, at=NOW())
    lifecycle.retry(report=first, by=officer, at=NOW())
    queue.run()
    assert fresh(issued).correction == first
    lifecycle.issue(report=first, by=officer, at=NOW())
    with pytest.raises(Conflict):
        lifecycle.retry(report=second, by=officer, at=NOW())


def test_a_discarded_draft_leaves_its_symbol_to_another(officer: User, queue: Queue) -> None:
    first, second = (
        lifecycle.request(
            by=officer,
            at=NOW(),
            kind="council",
            period="2012-1",
            languages=["en"],
            formats=["json"],
        )
        for _report in range(2)
    )
    queue.run()
    editorial.edit(report=first, by=officer, at=NOW(), number="7")
    queue.run()
    with pytest.raises(Invalid):
        editorial.edit(report=second, by=officer, at=NOW(), number="7")
    lifecycle.discard(report=first, by=officer, at=NOW())
    editorial.edit(report=second, by=officer, at=NOW(), number="7")
    queue.run()
    with pytest.raises(Conflict, match=r"Another report has the symbol CP/doc\.7"):
        lifecycle.retry(report=first, by=officer, at=NOW())
    assert fresh(first).discarded


def test_a_report_without_a_number_is_corrected_without_one(officer: User, queue: Queue) -> None:
    report = lifecycle.request(
        by=officer, at=NOW(), kind="council", period="2012-1", languages=["en"], formats=["json"]
    )
    queue.run()
    lifecycle.issue(report=report, by=officer, at=NOW())
    correction = correct(report, officer)
    queue.run()
    assert (correction.symbol, correction.revision) == ("", 1)
    numbered = editorial.edit(report=correction, by=officer, at=NOW(), number="7")
    assert numbered.symbol == f"CP/doc.7/{NOW():%y} rev. 1"
