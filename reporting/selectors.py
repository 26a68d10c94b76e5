"""Reads across reports, and what they would be made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef

from commitments.models import AssemblySession, Instrument
from tracker.models import ProgressUpdate, ReportingPeriod

from .models import Format, ReportFile, StatusReport

# What the frozen dataset is worth in the progress of a report; the files share the rest.
DATASET_PERCENT = 20
# How long after its close a period still gets its report by itself.
COUNCIL_REPORT_DAYS_AFTER = 31
_ORDER_OF_FORMATS = {name: number for number, name in enumerate(Format.values)}

FileKey = tuple[str, str]


def wanted_files(report: StatusReport) -> list[FileKey]:
    """Return (language, format) of every file of a report, the quick formats first."""
    formats = sorted(report.formats, key=_ORDER_OF_FORMATS.__getitem__, reverse=True)
    return [(language, name) for language in report.languages for name in formats]


def made_files(report: StatusReport) -> set[FileKey]:
    """Return (language, format) of what is there. Uses prefetched files where they are."""
    return {(file.language, file.format) for file in report.files.all()}


def missing_files(report: StatusReport) -> list[FileKey]:
    """Return (language, format) of what is still to be made."""
    made = made_files(report)
    return [key for key in wanted_files(report) if key not in made]


def progress(report: StatusReport) -> int:
    """Return how far a report is, 0–100: computed from what is there, never stored."""
    if report.state in (StatusReport.State.DRAFT, StatusReport.State.ISSUED):
        return 100
    if not report.dataset_sha256:
        return 0
    wanted = wanted_files(report)
    done = len(wanted) - len(missing_files(report))
    return DATASET_PERCENT + (100 - DATASET_PERCENT) * done // len(wanted)


def unfinished(*, before: datetime) -> list[int]:
    """Return the ids of reports asked for before a moment that are not made yet."""
    return list(
        StatusReport.objects.filter(
            state__in=(StatusReport.State.REQUESTED, StatusReport.State.BUILDING),
            requested_at__lt=before,
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def file_names() -> set[str]:
    """Return the storage names of all files that reports have."""
    return set(ReportFile.objects.values_list("file", flat=True))


def periods_without_report(at: datetime) -> list[tuple[ReportingPeriod, Instrument]]:
    """Return lately closed periods, by instrument, that have no council report.

    Only those in which somebody was asked: one that merely dates the public record has nothing
    that could be late, or missing.
    """
    asked = ProgressUpdate.objects.solicited().filter(
        period=OuterRef("pk"), instrument=OuterRef("instruments")
    )
    reported = StatusReport.objects.filter(
        kind=StatusReport.Kind.COUNCIL, period=OuterRef("pk"), instrument=OuterRef("instruments")
    )
    pairs = (
        ReportingPeriod.objects.filter(
            Exists(asked),
            ~Exists(reported),
            state=ReportingPeriod.State.CLOSED,
            closed_at__gte=at - timedelta(days=COUNCIL_REPORT_DAYS_AFTER),
        )
        .order_by("closed_at", "pk", "instruments")
        .values_list("pk", "instruments")
    )
    periods = ReportingPeriod.objects.in_bulk([period for period, _instrument in pairs])
    instruments = Instrument.objects.in_bulk([instrument for _period, instrument in pairs])
    return [(periods[period], instruments[instrument]) for period, instrument in pairs]


def sessions_without_report(at: datetime) -> list[tuple[AssemblySession, Instrument]]:
    """Return sessions soon to open, by instrument, that have no assembly report.

    Soon: within settings.ASSEMBLY_REPORT_DAYS_BEFORE days. Never one that is over, nor one whose
    dates nobody knows.
    """
    asked = ProgressUpdate.objects.solicited().filter(
        period__cycle__to_session=OuterRef("pk"), period__opened_at__lte=at
    )
    today = at.date()
    sessions = AssemblySession.objects.filter(
        Exists(asked),
        starts_on__gte=today,
        starts_on__lte=today + timedelta(days=settings.ASSEMBLY_REPORT_DAYS_BEFORE),
    ).order_by("starts_on", "pk")
    return [
        (session, instrument)
        for session in sessions
        for instrument in _unreported_instruments(session, at)
    ]


def _unreported_instruments(session: AssemblySession, at: datetime) -> Sequence[Instrument]:
    reported = StatusReport.objects.filter(
        kind=StatusReport.Kind.ASSEMBLY, session=session, instrument=OuterRef("pk")
    )
    return list(
        Instrument.objects.filter(
            ~Exists(reported),
            updates__solicited=True,
            updates__period__cycle__to_session=session,
            updates__period__opened_at__lte=at,
        )
        .distinct()
        .order_by("pk")
    )
