"""How far reports are, and which files they still lack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from reporting.reports.models.file import Format, Stage
from reporting.reports.models.report import StatusReport
from reporting.reports.queries.worker_heartbeat import steps_at_work

State = StatusReport.State
UNDER_WAY: Final = (State.REQUESTED, State.BUILDING)
DATASET: Final = "dataset"
# The share of the dataset in the progress of a report; the files share the rest.
DATASET_PERCENT: Final = 20

FileKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class BuildStep:
    """A step of making a report: `dataset`, or a file such as `en.pdf`."""

    step: str
    state: str  # waiting, working or done


def wanted_files(report: StatusReport) -> list[FileKey]:
    """Return (language, format) of every file of a report, the quick formats first."""
    formats = sorted(report.formats, key=Format.values.index, reverse=True)
    return [(language, name) for language in report.languages for name in formats]


def missing_stages(report: StatusReport, language: str, format: str) -> list[Stage]:
    """Return the stages in which a file is missing; none for a file that was not requested.

    Uses prefetched `files`.
    """
    if (language, format) not in wanted_files(report):
        return []
    made = {(file.stage, file.language, file.format) for file in report.files.all()}
    return [stage for stage in Stage if (stage, language, format) not in made]


def missing_files(report: StatusReport) -> list[FileKey]:
    """Return (language, format) of the files that are missing in either stage.

    Uses prefetched `files`.
    """
    made = {(file.stage, file.language, file.format) for file in report.files.all()}
    return [
        key for key in wanted_files(report) if any((stage, *key) not in made for stage in Stage)
    ]


def percent_made(report: StatusReport) -> int:
    """Return how far a report is, 0–100, computed from its dataset and files."""
    if report.state in (State.DRAFT, State.ISSUED):
        return 100
    if not report.dataset_sha256:
        return 0
    wanted = wanted_files(report)
    done = len(wanted) - len(missing_files(report))
    return DATASET_PERCENT + (100 - DATASET_PERCENT) * done // len(wanted)


def steps_of(report: StatusReport) -> list[BuildStep]:
    """Return the steps of making a report, in order.

    A step is `done` if its result exists, and `working` if a worker sends heartbeats for it.
    """
    missing: set[str] = set()
    if report.state not in (State.DRAFT, State.ISSUED):
        missing = {".".join(key) for key in missing_files(report)}
        if not report.dataset_sha256:
            missing.add(DATASET)
    working = steps_at_work(report.pk, missing) if report.state in UNDER_WAY else set()
    names = [DATASET, *(".".join(key) for key in wanted_files(report))]
    return [
        BuildStep(name, "working" if name in working else "waiting" if name in missing else "done")
        for name in names
    ]


def unfinished(*, before: datetime) -> list[StatusReport]:
    """Return the unfinished reports requested before a moment, with their files prefetched."""
    return list(
        StatusReport.objects.filter(state__in=UNDER_WAY, requested_at__lt=before)
        .order_by("pk")
        .defer("dataset")
        .prefetch_related("files")
    )
