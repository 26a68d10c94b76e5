"""The life of a report: asked for, assembled once, rendered file by file, issued.

Every step may run twice, or be cut off anywhere, and the report still comes out once: the row's
lock decides whose dataset is kept, and a unique row per file decides whose file is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Conflict, NotAllowed
from commitments.models import User
from commitments.people.rules.permissions import Person
from reporting.audit_actions import AuditAction
from reporting.dataset.assembly import assemble
from reporting.dataset.comparison import compare, reporting_facts
from reporting.dataset.schema import Dataset, Editorial, decode, encode, sha256
from reporting.documents import render
from reporting.reports.commands import files
from reporting.reports.commands import report_state as life
from reporting.reports.commands.failing_text import Place, culprit
from reporting.reports.models.failure import Failure
from reporting.reports.models.report import Stage, StatusReport
from reporting.reports.queries import progress as selectors
from reporting.reports.rules import report_request as orders
from reporting.reports.rules import symbols
from reporting.reports.rules.permissions import may_issue, may_request

State = StatusReport.State
# A report asked for less than this ago is being worked on, in all likelihood.
PATIENCE = timedelta(minutes=2)
_NO_FAILURE: dict[str, Any] = {
    "failure_code": "",
    "failure_step": "",
    "failure_detail": "",
    "failure_place": {},
}


def request(*, by: Person | None, at: datetime, **asked: Any) -> StatusReport:
    """Have a report made; return it, in state requested. `asked` is what `orders.check` takes.

    `by=None`: the schedule asks. Raises NotAllowed, and Invalid with every fault.
    """
    if by is not None and not may_request(by):
        raise NotAllowed(_("Officers of the secretariat request reports."))
    author = by if isinstance(by, User) else None
    order = orders.check(at=at, **asked)
    with transaction.atomic():
        report = StatusReport.objects.create(
            **order.subject,
            languages=list(order.languages),
            formats=list(order.formats),
            requested_at=at,
            requested_by=author,
        )
        life.log(AuditAction.REQUEST_REPORT, report, by=author, at=at)
        life.queue_assembly(report.pk)
    return report


def build(*, report_id: int, at: datetime) -> None:
    """Assemble the dataset of a report unless it is there, and queue the files that are not."""
    report = StatusReport.objects.filter(pk=report_id).defer("dataset").first()
    if report is None or report.state not in (State.REQUESTED, State.BUILDING):
        return
    if not report.dataset_sha256:
        dataset = assembled(_subject(report))
        _keep(report_id, dataclasses.replace(dataset, editorial=_editorial(report, dataset)))
        report.refresh_from_db(fields=["state", "dataset_sha256"])
    missing = selectors.missing_files(report)
    for language, format_ in missing:
        life.send("render_file", report_id=report_id, language=language, format=format_)
    if not missing:
        _finish(report_id, at=at)


def assembled(subject: Mapping[str, Any]) -> Dataset:
    """Return the dataset of an order's subject, all of it read as of one moment."""
    with _snapshot():
        return assemble(**subject)


def make_file(*, report_id: int, language: str, format: str, at: datetime) -> bool:  # noqa: A002
    """Render and keep one file of a report, as a draft and as it will be issued.

    Return whether this call made any of the two. Each is written whole before its row says that
    it is there.
    """
    report = StatusReport.objects.filter(pk=report_id).first()
    if report is None or report.state != State.BUILDING or report.dataset is None:
        return False
    dataset = decode(bytes(report.dataset))
    made = False
    for stage in selectors.missing_stages(report, language, format):
        content = render(
            dataset=dataset,
            language=language,
            format=format,
            sha256=report.dataset_sha256,
            draft=stage == Stage.DRAFT,
            kept=bytes(report.dataset),
        )
        made |= files.keep(report, stage, language=language, format=format, content=content, at=at)
    if made:
        _finish(report_id, at=at)
    return made


def culprit_of(*, report_id: int, language: str, format: str, error: BaseException) -> Place | None:  # noqa: A002
    """Return over whose text a file of a report fails, or None where it is not over a text."""
    report = StatusReport.objects.filter(pk=report_id).first()
    if report is None or report.dataset is None:
        return None
    return culprit(
        dataset=decode(bytes(report.dataset)),
        language=language,
        format=format,
        sha256=report.dataset_sha256,
        error=error,
    )


def fail(
    *,
    report_id: int,
    code: Failure = Failure.UNEXPECTED,
    step: str = "",
    detail: str = "",
    place: Mapping[str, str] | None = None,
) -> None:
    """Say of a report that it cannot be made, and why; what is there of it stays.

    `step`: `dataset`, or a file as `en.pdf`. `detail`: what the machine said, for who runs it.
    `place`: over whose text it was (`culprits.Place`), where it was over one.
    """
    with transaction.atomic():
        report = life.lock(report_id)
        if report is not None and report.state in (State.REQUESTED, State.BUILDING):
            locking.write(
                report,
                state=State.FAILED,
                failure_code=code,
                failure_step=step,
                failure_detail=detail[:2000].replace("\x00", ""),
                failure_place=dict(place or {}),
            )


def retry(
    *, report: StatusReport, by: User, at: datetime, version: int | None = None
) -> StatusReport:
    """Take a failed report, or a discarded one, up again where it stopped.

    Raises NotAllowed, Stale, and Conflict, also where another has the place of a discarded one.
    """
    if not may_request(by):
        raise NotAllowed(_("Officers of the secretariat request reports."))
    with transaction.atomic():
        refusal = _("Only a failed report can be tried again.")
        found = life.hold(report, version=version, states=[State.FAILED], refusal=refusal)
        if found.corrects_id:
            # Locked, so that no other correction begins meanwhile.
            life.lock(found.corrects_id)
        if found.replaced:
            raise Conflict(_("Another correction of the same report has been started since then."))
        state = State.BUILDING if found.dataset_sha256 else State.REQUESTED
        try:
            with transaction.atomic():
                locking.write(found, state=state, **_NO_FAILURE)
        except IntegrityError as error:
            raise Conflict(symbols.taken(found.symbol)) from error
        life.log(AuditAction.RETRY_REPORT, found, by=by, at=at)
        life.queue_assembly(found.pk)
    return found


def discard(
    *, report: StatusReport, by: User, at: datetime, version: int | None = None
) -> StatusReport:
    """Put away a draft, or one that failed, that nobody wants; `retry` takes it up again.

    Nothing of it is lost: a file that somebody was handed is known by its checksum still. Its
    symbol may be given to another meanwhile, and what it was to correct be corrected by another.
    Raises NotAllowed, Stale, Conflict.
    """
    if not may_request(by):
        raise NotAllowed(_("Officers of the secretariat request reports."))
    with transaction.atomic():
        refusal = _("Only a draft, or a report that failed, can be discarded.")
        states = [State.DRAFT, State.FAILED]
        found = life.hold(report, version=version, states=states, refusal=refusal)
        if found.discarded:
            raise Conflict(refusal)
        locking.write(
            found,
            state=State.FAILED,
            built_at=None,
            **(_NO_FAILURE | {"failure_code": Failure.DISCARDED}),
        )
        life.log(AuditAction.DISCARD_REPORT, found, by=by, at=at)
    return found


def issue(
    *, report: StatusReport, by: User, at: datetime, version: int | None = None
) -> StatusReport:
    """Publish a draft; from then on it never changes. Raises NotAllowed, Stale, Conflict."""
    if not may_issue(by):
        raise NotAllowed(_("Officers of the secretariat issue reports."))
    with transaction.atomic():
        refusal = _("Only a draft can be issued.")
        found = life.hold(report, version=version, states=[State.DRAFT], refusal=refusal)
        if selectors.missing_files(found):
            raise Conflict(_("Some of its files have not been prepared yet."))
        locking.write(found, state=State.ISSUED, issued_at=at, issued_by=by)
        life.log(AuditAction.ISSUE_REPORT, found, by=by, at=at, dataset_sha256=found.dataset_sha256)
    return found


def resume(*, at: datetime) -> list[str]:
    """Queue again the reports that wait and nobody is at work on; return their ids.

    Safe to repeat.
    """
    waiting = [
        report.pk
        for report in selectors.unfinished(before=at - PATIENCE)
        if all(step.state != "working" for step in selectors.steps(report))
    ]
    for report_id in waiting:
        life.send("assemble_report", report_id=report_id)
    return [str(report_id) for report_id in waiting]


def _subject(report: StatusReport) -> dict[str, Any]:
    return {
        "kind": report.kind,
        "instrument": report.instrument,
        "session": report.session,
        "period": report.period,
        "party": report.party,
        "paragraph": report.paragraph,
        "audience": report.audience,
        "as_of": report.as_of,
        "asked_at": report.requested_at,
    }


def _editorial(report: StatusReport, dataset: Dataset) -> Editorial:
    """Return what the secretariat adds, with what changed since the report that it corrects."""
    corrected: dict[str, Any] = {}
    if report.corrects is not None:
        before = decode(bytes(report.corrects.dataset or b""))
        checksum = report.corrects.dataset_sha256
        corrected = {
            "corrects": reporting_facts(before, checksum),
            "changes": compare(before, dataset, before_sha256=checksum),
        }
    return Editorial(
        classification=report.classification,
        symbol=report.symbol,
        revision=report.revision,
        foreword=report.foreword,
        cover_note=report.cover_note,
        correction_reason=report.correction_reason,
        **corrected,
    )


@contextmanager
def _snapshot() -> Iterator[None]:
    """Let all queries see the database as of one moment, or numbers might disagree."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _keep(report_id: int, dataset: Dataset) -> None:
    content = encode(dataset)
    with transaction.atomic():
        report = life.lock(report_id)
        if report is not None and report.state == State.REQUESTED and not report.dataset_sha256:
            locking.write(
                report,
                state=State.BUILDING,
                dataset=content,
                dataset_sha256=sha256(content),
                sample=dataset.sample,
            )


def _finish(report_id: int, *, at: datetime) -> None:
    """Make a draft of a report whose files are all there."""
    with transaction.atomic():
        report = life.lock(report_id)
        if (
            report is not None
            and report.state == State.BUILDING
            and not selectors.missing_files(report)
        ):
            locking.write(report, state=State.DRAFT, built_at=at)
