"""Which report a file belongs to, by its SHA-256 or by that of the dataset printed in it."""

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
from reporting.reports.models.file import FormerFile, ReportFile, Stage
from reporting.reports.models.report import StatusReport

State = StatusReport.State
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class FileStatus(StrEnum):
    """The status of a known file or dataset."""

    ISSUED = "issued"
    CORRECTED = "corrected"
    DRAFT = "draft"
    FORMER_DRAFT = "former_draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifiedFile:
    """What a checksum belongs to. `language` and `format` are "" for a dataset."""

    report: StatusReport
    status: FileStatus
    language: str = ""
    format: str = ""

    @property
    def sentence(self) -> str:
        """A sentence about it in the reader's language."""
        if self.status == FileStatus.ISSUED:
            return _("This is what was issued, unchanged.")
        if self.status == FileStatus.CORRECTED:
            return _("This is what was issued, unchanged; it has since been corrected.")
        if self.status == FileStatus.FORMER_DRAFT:
            return _(
                "This is a draft that was edited afterwards: it was never issued in this form."
            )
        if self.report.state == State.ISSUED:
            return _("This is a draft of a report that has since been issued: use the issued one.")
        return _("This is a draft: it has not been issued.")


def parse_checksum(text: str) -> str:
    """Return the SHA-256 in a text; spaces, colons and capitals do not matter. Raises Invalid."""
    checksum = re.sub(r"[\s:]", "", text).lower()
    if not _SHA256.fullmatch(checksum):
        detail = _("A SHA-256 has 64 digits, 0 to 9 and a to f.")
        raise Invalid(detail, [Fault("/sha256", "invalid", detail)])
    return checksum


def identify(checksum: str, *, person: Person) -> IdentifiedFile | None:
    """Return what a checksum belongs to among the reports that the person may see, or None.

    Of several reports, issued ones come first, then the one requested first.
    """
    issued_first = Case(When(state=State.ISSUED, then=Value(0)), default=Value(1))
    reports = StatusReport.objects.visible_to(person).with_subject()
    ordered = reports.order_by(issued_first, "requested_at", "pk")
    return next(_matches(checksum, ordered), None)


def _matches(checksum: str, visible: QuerySet[StatusReport]) -> Iterator[IdentifiedFile]:
    for report in visible.filter(files__sha256=checksum)[:1]:
        # A final file comes before a draft.
        file = ReportFile.objects.filter(report=report, sha256=checksum).order_by("-stage")[0]
        status = FileStatus.DRAFT if file.stage == Stage.DRAFT else _status(report)
        language, format_ = file.language, file.format
        yield IdentifiedFile(report=report, status=status, language=language, format=format_)
    for report in visible.filter(dataset_sha256=checksum)[:1]:
        yield IdentifiedFile(report=report, status=_status(report))
    for report in visible.filter(former_files__sha256=checksum)[:1]:
        former = FormerFile.objects.filter(report=report, sha256=checksum)[0]
        language, format_ = former.language, former.format
        status = FileStatus.FORMER_DRAFT
        yield IdentifiedFile(report=report, status=status, language=language, format=format_)
    for report in visible.filter(former_files__dataset_sha256=checksum)[:1]:
        yield IdentifiedFile(report=report, status=FileStatus.FORMER_DRAFT)


def _status(report: StatusReport) -> FileStatus:
    if report.state != State.ISSUED:
        return FileStatus.DRAFT
    corrected = report.corrections.filter(state=State.ISSUED).exists()
    return FileStatus.CORRECTED if corrected else FileStatus.ISSUED
