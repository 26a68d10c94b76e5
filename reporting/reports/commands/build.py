"""How workers make a report: the dataset is assembled once, then rendered file by file.

Every step may run twice or stop at any point, and the report is still made once: the lock on its
row decides whose dataset is kept, and a unique row for each file decides whose file is kept.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime, timedelta

from django.db import connection, transaction

from commitments.foundation import locking
from reporting.dataset.assembly import assemble
from reporting.dataset.assembly.scope import ReportSubject
from reporting.dataset.comparison import compare, reporting_facts
from reporting.dataset.schema import Dataset, Editorial, decode, encode, sha256
from reporting.documents import render
from reporting.reports.commands import files, report_state
from reporting.reports.commands.failing_text import TextLocation
from reporting.reports.models.failure import Failure
from reporting.reports.models.file import Stage
from reporting.reports.models.report import StatusReport
from reporting.reports.queries import progress
from reporting.reports.rules.report_states import ReportStep

State = StatusReport.State
# A report requested less than this ago is probably still being worked on.
PATIENCE = timedelta(minutes=2)


def build(*, report_id: int, at: datetime) -> None:
    """Assemble the dataset of a report unless it has one, and queue its missing files."""
    report = StatusReport.objects.filter(pk=report_id).defer("dataset").first()
    if report is None or report.state not in (State.REQUESTED, State.BUILDING):
        return
    if not report.dataset_sha256:
        dataset = assembled(ReportSubject.of(report))
        _keep_dataset(report_id, replace(dataset, editorial=_editorial(report, dataset)))
        report.refresh_from_db(fields=["state", "dataset_sha256"])
    missing = progress.missing_files(report)
    for language, format_ in missing:
        report_state.send("render_file", report_id=report_id, language=language, format=format_)
    if not missing:
        _finish(report_id, at=at)


def assembled(subject: ReportSubject) -> Dataset:
    """Return the dataset of a report, read from one snapshot: otherwise numbers might disagree."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return assemble(subject)


def make_file(*, report_id: int, language: str, format: str, at: datetime) -> bool:
    """Render and keep one file of a report, both as a draft and as it will be issued.

    Return whether this call made either of them.
    """
    report = StatusReport.objects.filter(pk=report_id).first()
    if report is None or report.state != State.BUILDING or report.dataset is None:
        return False
    dataset = decode(bytes(report.dataset))
    made_any = False
    for stage in progress.missing_stages(report, language, format):
        content = render(
            dataset=dataset,
            language=language,
            format=format,
            sha256=report.dataset_sha256,
            draft=stage == Stage.DRAFT,
            kept=bytes(report.dataset),
        )
        made_any |= files.keep(
            report, stage, language=language, format=format, content=content, at=at
        )
    if made_any:
        _finish(report_id, at=at)
    return made_any


@transaction.atomic
def fail(
    *,
    report_id: int,
    code: Failure = Failure.UNEXPECTED,
    step: str = "",
    detail: str = "",
    place: TextLocation | None = None,
) -> None:
    """Mark a report as failed. Its dataset and the files already made are kept.

    `step`: `dataset`, or a file such as `en.pdf`. `detail`: the error message, for operators.
    `place`: the text that was the cause, if one was.
    """
    report = report_state.lock(report_id, ReportStep.FAIL)
    if report is not None:
        locking.write(
            report,
            state=State.FAILED,
            failure_code=code,
            failure_step=step,
            failure_detail=detail[:2000].replace("\x00", ""),
            failure_place=asdict(place) if place else {},
        )


def resume(*, at: datetime) -> list[str]:
    """Queue again the unfinished reports that no worker is working on; return their ids.

    Safe to repeat.
    """
    waiting = [
        report.pk
        for report in progress.unfinished(before=at - PATIENCE)
        if all(step.state != "working" for step in progress.steps_of(report))
    ]
    for report_id in waiting:
        report_state.send("assemble_report", report_id=report_id)
    return [str(report_id) for report_id in waiting]


def _editorial(report: StatusReport, dataset: Dataset) -> Editorial:
    """Return the secretariat's additions and, for a correction, what changed since the original."""
    editorial = Editorial(
        classification=report.classification,
        symbol=report.symbol,
        revision=report.revision,
        foreword=report.foreword,
        cover_note=report.cover_note,
        correction_reason=report.correction_reason,
    )
    if report.corrects is None:
        return editorial
    before = decode(bytes(report.corrects.dataset or b""))
    checksum = report.corrects.dataset_sha256
    return replace(
        editorial,
        corrects=reporting_facts(before, checksum),
        changes=compare(before, dataset, before_sha256=checksum),
    )


@transaction.atomic
def _keep_dataset(report_id: int, dataset: Dataset) -> None:
    content = encode(dataset)
    report = report_state.lock(report_id, ReportStep.ASSEMBLE)
    if report is not None and not report.dataset_sha256:
        locking.write(
            report,
            state=State.BUILDING,
            dataset=content,
            dataset_sha256=sha256(content),
            sample=dataset.sample,
        )


@transaction.atomic
def _finish(report_id: int, *, at: datetime) -> None:
    """Make the report a draft once all its files exist."""
    report = report_state.lock(report_id, ReportStep.FINISH)
    if report is not None and not progress.missing_files(report):
        locking.write(report, state=State.DRAFT, built_at=at)
