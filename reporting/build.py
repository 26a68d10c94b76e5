"""The life of a report: asked for, assembled once, rendered file by file, issued.

Every step may run twice, or be cut off anywhere, and the report still comes out once: the row's
lock decides whose dataset is kept, and a unique row per file decides whose file is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from celery import current_app
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from commitments.errors import Conflict, NotAllowed, Stale, Words
from commitments.models import User
from commitments.models.audit import record
from commitments.permissions import Person

from . import orders, selectors
from .assembly import assemble
from .dataset import Dataset, decode, encode, sha256
from .models import ReportFile, StatusReport
from .permissions import may_issue, may_request
from .renderers import render

State = StatusReport.State
# A report asked for less than this ago is being worked on, in all likelihood.
PATIENCE = timedelta(minutes=2)
FOLDER = "reports"


def request(*, by: Person | None, at: datetime, **asked: Any) -> StatusReport:
    """Have a report made; return it, in state requested. `asked` is what `orders.check` takes.

    `by=None`: the schedule asks. Raises NotAllowed, and Invalid with every fault.
    """
    if by is not None and not may_request(by):
        raise NotAllowed(_("Officers of the secretariat have reports made."))
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
        _log("request_report", report, by=author, at=at)
        _queue_assembly(report.pk)
    return report


def request_due(*, at: datetime) -> list[str]:
    """Ask for the reports whose time has come; return a line on each. Safe to repeat.

    A council report on every period that has closed, an assembly report before every session.
    """
    made = []
    for period, instrument in selectors.periods_without_report(at):
        with transaction.atomic():
            # Two clocks may strike at once: the second one finds the first one's report.
            type(period).objects.select_for_update().get(pk=period.pk)
            if (period, instrument) in selectors.periods_without_report(at):
                kind = StatusReport.Kind.COUNCIL
                request(by=None, at=at, kind=kind, period=period.key, instrument=instrument.key)
                made.append(f"{kind} {period.key} {instrument.key}")
    for session, instrument in selectors.sessions_without_report(at):
        with transaction.atomic():
            type(session).objects.select_for_update().get(pk=session.pk)
            if (session, instrument) in selectors.sessions_without_report(at):
                kind = StatusReport.Kind.ASSEMBLY
                request(by=None, at=at, kind=kind, session=session.key, instrument=instrument.key)
                made.append(f"{kind} {session.key} {instrument.key}")
    return made


def build(*, report_id: int, at: datetime) -> None:
    """Assemble the dataset of a report unless it is there, and queue the files that are not."""
    report = StatusReport.objects.filter(pk=report_id).first()
    if report is None or report.state not in (State.REQUESTED, State.BUILDING):
        return
    if report.dataset is None:
        _keep(report_id, assembled(_subject(report)))
        report.refresh_from_db()
    missing = selectors.missing_files(report)
    for language, format_ in missing:
        current_app.send_task(
            "reporting.tasks.render_file",
            kwargs={"report_id": report_id, "language": language, "format": format_},
        )
    if not missing:
        _finish(report_id, at=at)


def assembled(subject: Mapping[str, Any]) -> Dataset:
    """Return the dataset of an order's subject, all of it read as of one moment."""
    with _snapshot():
        return assemble(**subject)


def make_file(*, report_id: int, language: str, format: str, at: datetime) -> bool:  # noqa: A002
    """Render and keep one file of a report; return whether this call made it.

    The file is written whole before its row says that it is there.
    """
    report = StatusReport.objects.filter(pk=report_id).first()
    if (
        report is None
        or report.state != State.BUILDING
        or report.dataset is None
        or (language, format) not in selectors.missing_files(report)
    ):
        return False
    content = render(
        dataset=decode(bytes(report.dataset)),
        language=language,
        format=format,
        sha256=report.dataset_sha256,
        symbol=report.symbol,
        draft=False,
    )
    checksum = hashlib.sha256(content).hexdigest()
    # Named by its content. What a killed worker left half-written keeps its name, and the storage
    # gives this one another.
    name = default_storage.save(f"{FOLDER}/{checksum}.{format}", ContentFile(content))
    try:
        with transaction.atomic():
            ReportFile.objects.create(
                report=report,
                language=language,
                format=format,
                file=name,
                size=len(content),
                sha256=checksum,
                made_at=at,
            )
    except IntegrityError:
        default_storage.delete(name)
        return False
    _finish(report_id, at=at)
    return True


def fail(*, report_id: int, reason: str) -> None:
    """Say of a report that it cannot be made, and why; what is there of it stays."""
    with transaction.atomic():
        report = _lock(report_id)
        if report is not None and report.state in (State.REQUESTED, State.BUILDING):
            _move(report, State.FAILED, failure=reason)


def retry(
    *, report: StatusReport, by: User, at: datetime, version: int | None = None
) -> StatusReport:
    """Take a failed report up again where it stopped. Raises NotAllowed, Stale, Conflict."""
    if not may_request(by):
        raise NotAllowed(_("Officers of the secretariat have reports made."))
    with transaction.atomic():
        found = StatusReport.objects.select_for_update().get(pk=report.pk)
        _check(found, version, State.FAILED, _("Only a failed report can be tried again."))
        state = State.BUILDING if found.dataset is not None else State.REQUESTED
        _move(found, state, failure="")
        _log("retry_report", found, by=by, at=at)
        _queue_assembly(found.pk)
    return found


def issue(
    *, report: StatusReport, by: User, at: datetime, version: int | None = None
) -> StatusReport:
    """Publish a draft; from then on it never changes. Raises NotAllowed, Stale, Conflict."""
    if not may_issue(by):
        raise NotAllowed(_("Officers of the secretariat issue reports."))
    with transaction.atomic():
        found = StatusReport.objects.select_for_update().get(pk=report.pk)
        _check(found, version, State.DRAFT, _("Only a draft can be issued."))
        _move(found, State.ISSUED, issued_at=at, issued_by=by)
        _log("issue_report", found, by=by, at=at, dataset_sha256=found.dataset_sha256)
    return found


def resume(*, at: datetime) -> list[str]:
    """Queue again the reports that have been waiting; return their ids. Safe to repeat."""
    waiting = selectors.unfinished(before=at - PATIENCE)
    for report_id in waiting:
        current_app.send_task("reporting.tasks.assemble_report", kwargs={"report_id": report_id})
    return [str(report_id) for report_id in waiting]


def remove_orphans(*, before: datetime) -> int:
    """Delete files older than a moment that no report has; return how many."""
    if not default_storage.exists(FOLDER):
        return 0
    _folders, names = default_storage.listdir(FOLDER)
    paths = {f"{FOLDER}/{name}" for name in names} - selectors.file_names()
    old = [path for path in paths if default_storage.get_modified_time(path) < before]
    for path in old:
        default_storage.delete(path)
    return len(old)


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
    }


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
        report = _lock(report_id)
        if report is not None and report.dataset is None and report.state == State.REQUESTED:
            _move(
                report,
                State.BUILDING,
                dataset=content,
                dataset_sha256=sha256(content),
                sample=dataset.sample,
            )


def _finish(report_id: int, *, at: datetime) -> None:
    """Make a draft of a report whose files are all there."""
    with transaction.atomic():
        report = _lock(report_id)
        if (
            report is not None
            and report.state == State.BUILDING
            and not selectors.missing_files(report)
        ):
            _move(report, State.DRAFT, built_at=at)


def _lock(report_id: int) -> StatusReport | None:
    return StatusReport.objects.select_for_update().filter(pk=report_id).first()


def _check(report: StatusReport, version: int | None, state: str, refusal: Words) -> None:
    if version is not None and version != report.version:
        raise Stale(_("The report has changed since you read it."))
    if report.state != state:
        raise Conflict(refusal)


def _move(report: StatusReport, state: str, **changes: Any) -> None:
    for name, value in (changes | {"state": state}).items():
        setattr(report, name, value)
    report.version += 1
    report.save(update_fields=["state", "version", *changes])


def _queue_assembly(report_id: int) -> None:
    transaction.on_commit(
        partial(
            current_app.send_task,
            "reporting.tasks.assemble_report",
            kwargs={"report_id": report_id},
        )
    )


def _log(
    action: str, report: StatusReport, *, by: User | None, at: datetime, **detail: Any
) -> None:
    record(
        action=action,
        object_type="report",
        object_key=str(report.pk),
        by=by,
        at=at,
        kind=report.kind,
        audience=report.audience,
        **detail,
    )
