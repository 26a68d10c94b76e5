"""The life of a report, from being asked for to being issued."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from commitments.foundation.errors import Conflict, Invalid, NotAllowed, Stale
from commitments.models import AuditEntry, User
from reporting import tasks
from reporting.dataset.schema import decode, sha256
from reporting.models import Failure, ReportFile, Stage, StatusReport
from reporting.reports.commands import build, lifecycle
from reporting.reports.commands import files as report_files
from reporting.reports.queries import progress
from reporting.reports.rules.permissions import verbs_open_to
from tests.reporting.fakes import Queue, rendered
from tests.reporting.world import LAST_DAY, say
from tracker.models import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_period", "files", "quick")]

State = StatusReport.State


def order(by: User | None, **asked: Any) -> StatusReport:
    asked = {"kind": "assembly", "session": "42", "languages": ["en"]} | asked
    return lifecycle.request(by=by, at=timezone.now(), **asked)


def fresh(report: StatusReport) -> StatusReport:
    return StatusReport.objects.get(pk=report.pk)


def faults_of(**asked: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        order(None, **asked)
    return {fault.pointer: fault.code for fault in refused.value.faults}


# Asking --------------------------------------------------------------------------------------


def test_asking_makes_a_report_and_queues_its_dataset(officer: User, queue: Queue) -> None:
    report = order(officer)
    assert (report.state, report.audience, progress.percent_made(report)) == (
        State.REQUESTED,
        "public",
        0,
    )
    assert report.as_of == LAST_DAY
    assert queue.sent == [("reporting.tasks.assemble_report", {"report_id": report.pk})]
    entry = AuditEntry.objects.get(object_type="report", object_key=str(report.pk))
    assert (entry.action, entry.by) == ("request_report", officer)


@pytest.mark.parametrize("who", ["authority_slv", "nobody", "visitor"])
def test_only_officers_have_reports_made(request: pytest.FixtureRequest, who: str) -> None:
    with pytest.raises(NotAllowed):
        order(request.getfixturevalue(who))
    assert not StatusReport.objects.exists()


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        ({"kind": "novel"}, {"/kind": "invalid_choice"}),
        ({"session": "99"}, {"/session": "unknown"}),
        ({"session": "special"}, {"/session": "unknown"}),
        ({"session": ""}, {"/session": "required"}),
        ({"session": "42", "period": "2012-1"}, {"/period": "not_applicable"}),
        ({"instrument": "ag-dec-1"}, {"/instrument": "unknown"}),
        ({"audience": "friends"}, {"/audience": "invalid_choice"}),
        ({"languages": ["en", "xx"]}, {"/languages/1": "invalid_choice"}),
        ({"formats": []}, {"/formats": "empty"}),
        (
            {"session": "99", "formats": ["odt"]},
            {"/session": "unknown", "/formats/0": "invalid_choice"},
        ),
        ({"session": "43"}, {"/session": "nothing_to_report"}),
        ({"kind": "council", "session": ""}, {"/period": "required"}),
        (
            {"kind": "party", "session": "", "party": "XXX", "period": "1999-1"},
            {"/party": "unknown", "/period": "unknown"},
        ),
        (
            {"kind": "paragraph", "session": "", "paragraph": "18", "period": "2012-1"},
            {"/paragraph": "unknown"},
        ),
        (
            {"kind": "paragraph", "session": "", "paragraph": "p1", "period": "2012-1"},
            {"/paragraph": "unknown"},
        ),
    ],
)
def test_it_names_everything_that_is_wrong_with_what_is_asked(
    asked: dict[str, Any], faults: dict[str, str]
) -> None:
    assert faults_of(**asked) == faults


def test_nobody_can_ask_how_things_will_stand(officer: User) -> None:
    """Or an embargo would be over before its day."""
    ahead = timezone.now() + timedelta(days=1)
    assert faults_of(as_of=ahead) == {"/as_of": "in_future"}


def test_an_open_period_is_reported_as_it_stands(
    officer: User, queue: Queue, open_period: ReportingPeriod
) -> None:
    before = timezone.now().replace(microsecond=0)
    report = order(officer, kind="council", session="", period=open_period.key)
    assert before <= report.as_of <= timezone.now()


# Making --------------------------------------------------------------------------------------


def test_a_report_is_assembled_once_and_rendered_file_by_file(officer: User, queue: Queue) -> None:
    report = order(officer, formats=["json", "pdf"], languages=["en", "es"])
    queue.run(most=1)
    report = fresh(report)
    assert (report.state, progress.percent_made(report)) == (State.BUILDING, 20)
    seen = []
    while queue.sent:
        queue.run(most=1)
        seen.append(progress.percent_made(fresh(report)))
    assert seen == [40, 60, 80, 100]
    report = fresh(report)
    assert (report.state, report.failure) == (State.DRAFT, "")
    assert report.built_at is not None
    dataset = decode(bytes(report.dataset or b""))
    assert report.dataset_sha256 == sha256(bytes(report.dataset or b""))
    assert dataset.counts.due == 3
    made = {(f.stage, f.language, f.format): f for f in report.files.all()}
    assert set(made) == {
        (s, lang, f) for s in Stage for lang in ("en", "es") for f in ("json", "pdf")
    }
    for (stage, language, format_), file in made.items():
        content = rendered(
            dataset=dataset, language=language, format=format_, draft=stage == Stage.DRAFT
        )
        assert file.file.read() == content
        assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        file.file.close()


def test_every_step_may_run_twice(officer: User, queue: Queue, files: Path) -> None:
    report = order(officer, formats=["json", "pdf"])
    queue.sent *= 2
    queue.run(most=2)
    assert len(queue.sent) == 4
    queue.run()
    assert fresh(report).state == State.DRAFT
    assert ReportFile.objects.filter(report=report).count() == 4
    assert len(list((files / "reports").iterdir())) == 4
    version = fresh(report).version
    build.build(report_id=report.pk, at=timezone.now())
    assert (queue.sent, fresh(report).version) == ([], version)


def test_two_workers_on_one_file_leave_one(
    officer: User, queue: Queue, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = order(officer, formats=["json"])
    queue.run(most=1)
    key: dict[str, Any] = {"report_id": report.pk, "language": "en", "format": "json"}

    def overtaken(**given: Any) -> bytes:
        """Render, while another worker makes the same file."""
        monkeypatch.setattr("reporting.reports.commands.build.render", rendered)
        assert build.make_file(**key, at=timezone.now())
        return rendered(**given)

    monkeypatch.setattr("reporting.reports.commands.build.render", overtaken)
    assert build.make_file(**key, at=timezone.now()) is False
    assert fresh(report).state == State.DRAFT
    assert len(list((files / "reports").iterdir())) == 2
    assert all(file.file.size == file.size for file in fresh(report).files.all())


def test_what_is_said_later_does_not_change_a_dataset(
    officer: User, queue: Queue, closed_period: ReportingPeriod
) -> None:
    report = order(officer, formats=["json"])
    queue.run(most=1)
    checksum = fresh(report).dataset_sha256
    say(closed_period, "CRI", "7.1", 4)
    queue.run()
    assert fresh(report).dataset_sha256 == checksum
    assert order(officer, formats=["json"]).pk != report.pk


def test_a_report_of_sample_data_is_marked(
    officer: User, queue: Queue, closed_period: ReportingPeriod
) -> None:
    say(closed_period, "CRI", "7.1", 4, sample=True)
    report = order(officer, formats=["json"])
    queue.run()
    assert fresh(report).sample is True


# Failing -------------------------------------------------------------------------------------


def broken(**_given: Any) -> bytes:
    raise MemoryError("no room for page 400")


def test_a_report_that_cannot_be_made_says_why_and_is_tried_again(
    officer: User, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = order(officer, formats=["json", "pdf"])
    queue.run(most=2)
    monkeypatch.setattr("reporting.reports.commands.build.render", broken)
    queue.run()
    failed = fresh(report)
    assert failed.state == State.FAILED
    assert (failed.failure_code, failed.failure_step) == (Failure.OUT_OF_MEMORY, "en.pdf")
    assert failed.failure.startswith("It took more memory than a worker may use.")
    assert failed.failure_detail == "MemoryError: no room for page 400"
    assert verbs_open_to(failed, officer) == ["retry", "discard"]
    kept = set(failed.files.all())
    assert len(kept) == 2

    monkeypatch.setattr("reporting.reports.commands.build.render", rendered)
    with pytest.raises(Stale):
        lifecycle.retry(report=failed, by=officer, at=timezone.now(), version=failed.version - 1)
    lifecycle.retry(report=failed, by=officer, at=timezone.now(), version=failed.version)
    queue.run()
    made = fresh(report)
    assert (made.state, made.failure_code, made.failure_detail) == (State.DRAFT, "", "")
    assert made.dataset_sha256 == failed.dataset_sha256
    assert kept < set(made.files.all())
    with pytest.raises(Conflict):
        lifecycle.retry(report=made, by=officer, at=timezone.now())


def test_a_discarded_draft_is_taken_up_again_as_it_was(officer: User, queue: Queue) -> None:
    report = order(officer, formats=["json"])
    queue.run()
    made = fresh(report)
    files = set(made.files.all())
    lifecycle.discard(report=made, by=officer, at=timezone.now(), version=made.version)
    put_away = fresh(report)
    assert (put_away.state, put_away.failure_code) == (State.FAILED, Failure.DISCARDED)
    assert put_away.state_in_words == "Discarded"
    assert verbs_open_to(put_away, officer) == ["retry"]
    with pytest.raises(Conflict):
        lifecycle.discard(report=put_away, by=officer, at=timezone.now())
    with pytest.raises(Conflict):
        lifecycle.issue(report=put_away, by=officer, at=timezone.now())

    lifecycle.retry(report=put_away, by=officer, at=timezone.now(), version=put_away.version)
    queue.run()
    again = fresh(report)
    assert (again.state, again.failure_code) == (State.DRAFT, "")
    assert again.dataset_sha256 == made.dataset_sha256
    assert set(again.files.all()) == files


def test_what_is_issued_is_never_discarded(officer: User, queue: Queue) -> None:
    report = order(officer, formats=["json"])
    queue.run()
    lifecycle.issue(report=report, by=officer, at=timezone.now())
    with pytest.raises(Conflict):
        lifecycle.discard(report=report, by=officer, at=timezone.now())
    assert fresh(report).state == State.ISSUED


def test_only_officers_discard(officer: User, authority_slv: User, queue: Queue) -> None:
    report = order(officer, formats=["json"])
    queue.run()
    with pytest.raises(NotAllowed):
        lifecycle.discard(report=report, by=authority_slv, at=timezone.now())
    assert fresh(report).state == State.DRAFT


def test_only_officers_try_again(officer: User, authority_slv: User, queue: Queue) -> None:
    report = order(officer)
    build.fail(report_id=report.pk)
    with pytest.raises(NotAllowed):
        lifecycle.retry(report=report, by=authority_slv, at=timezone.now())


def test_a_file_that_kills_its_workers_is_given_up(officer: User, queue: Queue) -> None:
    report = order(officer, formats=["json"])
    queue.run(most=1)
    name, kwargs = queue.sent[0]
    # What a worker leaves behind each time that it is killed.
    cache.set(tasks.starts_key(name, kwargs), tasks.MOST_STARTS)
    queue.run()
    failed = fresh(report)
    assert failed.state == State.FAILED
    assert failed.failure_code == Failure.WORKERS_DIED
    assert f"stopped {tasks.MOST_STARTS} times" in failed.failure_detail


# Resuming ------------------------------------------------------------------------------------


def test_a_report_that_waits_is_taken_up_again(officer: User, queue: Queue) -> None:
    report = order(officer, formats=["json", "pdf"])
    queue.run(most=2)
    queue.sent.clear()
    now = timezone.now()
    assert build.resume(at=now) == []
    assert build.resume(at=now + 2 * build.PATIENCE) == [str(report.pk)]
    queue.run()
    assert fresh(report).state == State.DRAFT
    assert build.resume(at=now + 2 * build.PATIENCE) == []


def test_files_that_no_report_has_are_removed_in_time(officer: User, queue: Queue) -> None:
    report = order(officer, formats=["json"])
    queue.run()
    orphan = default_storage.save("reports/half-written.pdf", ContentFile(b"%PDF-"))
    now = timezone.now()
    assert report_files.remove_orphans(before=now - timedelta(days=1)) == 0
    assert report_files.remove_orphans(before=now + timedelta(days=1)) == 1
    assert not default_storage.exists(orphan)
    assert all(default_storage.exists(str(file.file.name)) for file in report.files.all())


# Issuing -------------------------------------------------------------------------------------


def test_an_officer_issues_a_draft_and_it_never_changes(
    officer: User, queue: Queue, authority_slv: User
) -> None:
    report = order(officer, formats=["json"])
    with pytest.raises(Conflict):
        lifecycle.issue(report=report, by=officer, at=timezone.now())
    queue.run()
    draft = fresh(report)
    assert verbs_open_to(draft, officer) == ["edit", "issue", "discard"]
    assert verbs_open_to(draft, authority_slv) == []
    with pytest.raises(NotAllowed):
        lifecycle.issue(report=draft, by=authority_slv, at=timezone.now(), version=1)
    with pytest.raises(Stale):
        lifecycle.issue(report=draft, by=officer, at=timezone.now(), version=1)
    issued = lifecycle.issue(report=draft, by=officer, at=timezone.now(), version=draft.version)
    assert (issued.state, issued.issued_by) == (State.ISSUED, officer)
    assert verbs_open_to(issued, officer) == ["correct"]
    entry = AuditEntry.objects.get(action="issue_report")
    assert entry.detail["dataset_sha256"] == issued.dataset_sha256

    build.fail(report_id=report.pk, detail="Too late.")
    build.build(report_id=report.pk, at=timezone.now())
    with pytest.raises(Conflict):
        lifecycle.issue(report=issued, by=officer, at=timezone.now())
    after = fresh(report)
    assert (after.state, after.version) == (State.ISSUED, issued.version)


def test_who_sees_which_reports(
    officer: User, queue: Queue, authority_slv: User, nobody: User, visitor: Any
) -> None:
    draft, public, theirs = (
        order(officer, formats=["json"], audience=audience)
        for audience in ("public", "public", "member_states")
    )
    queue.run()
    for report in (public, theirs):
        lifecycle.issue(report=report, by=officer, at=timezone.now())

    def seen(person: Any) -> set[StatusReport]:
        return set(StatusReport.objects.visible_to(person))

    assert seen(officer) == {draft, public, theirs}
    assert seen(authority_slv) == {public, theirs}
    assert seen(nobody) == seen(visitor) == {public}
