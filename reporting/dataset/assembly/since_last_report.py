"""What moved since the last report of the same kind on the same that was issued."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from reporting.dataset.assembly.scope import Kind, ReportSubject
from reporting.dataset.comparison import compare
from reporting.dataset.schema import Comparison, Dataset, decode
from reporting.reports.models.report import StatusReport


def since(subject: ReportSubject, now: Dataset) -> Comparison | None:
    """Return what moved since the last report; None where there was none.

    One that had been issued when this one was asked for, and that tells of an earlier moment: so
    a report asked for again, once it is issued itself, is still the same (docs/decisions/0009).
    """
    report = _issued_before(subject).first()
    if report is None or report.dataset is None:
        return None
    before = decode(bytes(report.dataset))
    return compare(before, now, before_sha256=report.dataset_sha256)


def _issued_before(subject: ReportSubject) -> QuerySet[StatusReport]:
    """Return the reports before this one, the last first, each as it was last corrected."""
    issued = StatusReport.objects.filter(
        state=StatusReport.State.ISSUED, issued_at__lte=subject.asked_at
    )
    return (
        _of_the_same(subject, issued)
        .filter(~Exists(issued.filter(corrects=OuterRef("pk"))), as_of__lt=subject.as_of)
        .order_by("-as_of", "-issued_at", "-pk")
    )


def _of_the_same(subject: ReportSubject, reports: QuerySet[StatusReport]) -> QuerySet[StatusReport]:
    """Keep those of the same kind, audience and party or paragraph, and of no later time."""
    same = reports.filter(
        kind=subject.kind,
        instrument=subject.instrument,
        audience=subject.audience,
        party=subject.party,
        paragraph=subject.paragraph,
    )
    if subject.kind == Kind.ASSEMBLY and subject.session is not None:
        return same.filter(
            session__kind=subject.session.kind, session__number__lte=subject.session.number
        )
    if subject.period is not None:
        return same.filter(period__covers_from__lte=subject.period.covers_from)
    return same
