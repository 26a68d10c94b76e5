"""Which report a file is of: told by its SHA-256, or by that of the dataset printed in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext as _

from commitments.foundation.errors import Fault, Invalid
from commitments.people.rules.permissions import Person
from reporting.reports.models.former_file import FormerFile
from reporting.reports.models.report import ReportFile, Stage, StatusReport

State = StatusReport.State
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class FileStatus(StrEnum):
    """What a file or a dataset is worth that is ours."""

    ISSUED = "issued"
    CORRECTED = "corrected"
    DRAFT = "draft"
    FORMER_DRAFT = "former_draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifiedFile:
    """What a checksum is of. `language` and `format` are "" where it is a dataset's."""

    report: StatusReport
    standing: FileStatus
    language: str = ""
    format: str = ""

    @property
    def sentence(self) -> str:
        """What it is, in the reader's language."""
        if self.standing == FileStatus.ISSUED:
            return _("This is what was issued, unchanged.")
        if self.standing == FileStatus.CORRECTED:
            return _("This is what was issued, unchanged; it has since been corrected.")
        if self.standing == FileStatus.FORMER_DRAFT:
            return _(
                "This is a draft that was edited afterwards: it was never issued in this form."
            )
        if self.report.state == State.ISSUED:
            return _("This is a draft of a report that has since been issued: use the issued one.")
        return _("This is a draft: it has not been issued.")


def checksum_in(words: str) -> str:
    """Return the SHA-256 that somebody wrote, spaces and capitals forgiven. Raises Invalid."""
    checksum = re.sub(r"[\s:]", "", words).lower()
    if not _SHA256.fullmatch(checksum):
        detail = _("A SHA-256 has 64 digits, 0 to 9 and a to f.")
        raise Invalid(detail, [Fault("/sha256", "invalid", detail)])
    return checksum


def identify(checksum: str, *, person: Person) -> IdentifiedFile | None:
    """Return what a checksum is of, among the reports that the person may see; else None.

    Where it is of several, what is issued comes first, then what was asked for first.
    """
    return next(_found(checksum, _visible(person)), None)


def _visible(person: Person) -> QuerySet[StatusReport]:
    issued_first = Case(When(state=State.ISSUED, then=Value(0)), default=Value(1))
    return (
        StatusReport.objects.visible_to(person)
        .defer("dataset")
        .select_related("instrument", "session", "period", "party", "paragraph")
        .order_by(issued_first, "requested_at", "pk")
    )


def _found(checksum: str, visible: QuerySet[StatusReport]) -> Iterator[IdentifiedFile]:
    for report in visible.filter(files__sha256=checksum)[:1]:
        # Final comes after draft in the alphabet, and before it here.
        file = ReportFile.objects.filter(report=report, sha256=checksum).order_by("-stage")[0]
        draft = file.stage == Stage.DRAFT
        yield IdentifiedFile(
            report=report,
            standing=FileStatus.DRAFT if draft else _status(report),
            language=file.language,
            format=file.format,
        )
    for report in visible.filter(dataset_sha256=checksum)[:1]:
        yield IdentifiedFile(report=report, standing=_status(report))
    for report in visible.filter(former_files__sha256=checksum)[:1]:
        former = FormerFile.objects.filter(report=report, sha256=checksum)[0]
        yield IdentifiedFile(
            report=report,
            standing=FileStatus.FORMER_DRAFT,
            language=former.language,
            format=former.format,
        )
    for report in visible.filter(former_files__dataset_sha256=checksum)[:1]:
        yield IdentifiedFile(report=report, standing=FileStatus.FORMER_DRAFT)


def _status(report: StatusReport) -> FileStatus:
    if report.state != State.ISSUED:
        return FileStatus.DRAFT
    corrected = report.corrections.filter(state=State.ISSUED).exists()
    return FileStatus.CORRECTED if corrected else FileStatus.ISSUED
