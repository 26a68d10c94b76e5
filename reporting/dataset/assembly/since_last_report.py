"""What moved since the last issued report of the same kind on the same subject."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from reporting.dataset.assembly.scope import Kind, ReportSubject
from reporting.dataset.comparison import compare
from reporting.dataset.schema import Comparison, Dataset, decode
from reporting.reports.models.report import StatusReport


def since(subject: ReportSubject, now: Dataset) -> Comparison | None:
    """Return what moved since the last report, as it was last corrected; None where there is none.

    It was issued before this report was requested, and is as of an earlier moment: so a report
    that is requested again, once it is issued itself, stays the same (docs/decisions/0009).
    """
    issued = StatusReport.objects.filter(
        state=StatusReport.State.ISSUED, issued_at__lte=subject.requested_at
    )
    report = (
        issued.filter(
            _no_later_time(subject),
            ~Exists(issued.filter(corrects=OuterRef("pk"))),
            kind=subject.kind,
            instrument=subject.instrument,
            audience=subject.audience,
            party=subject.party,
            paragraph=subject.paragraph,
            as_of__lt=subject.as_of,
        )
        .order_by("-as_of", "-issued_at", "-pk")
        .first()
    )
    if report is None or report.dataset is None:
        return None
    before = decode(bytes(report.dataset))
    return compare(before, now, before_sha256=report.dataset_sha256)


def _no_later_time(subject: ReportSubject) -> Q:
    """Return the condition that a report covers no later session or period than this one."""
    if subject.kind == Kind.ASSEMBLY and subject.session is not None:
        kind, number = subject.session.kind, subject.session.number
        return Q(session__kind=kind, session__number__lte=number)
    if subject.period is not None:
        return Q(period__covers_from__lte=subject.period.covers_from)
    return Q()
