"""Who may do what with reports."""

from __future__ import annotations

from typing import Final

from commitments.people.rules.permissions import Person, is_officer
from reporting.reports.models.report import StatusReport
from reporting.reports.rules.report_states import ReportStep, allows

OFFICERS_STEPS: Final = (
    ReportStep.EDIT,
    ReportStep.ISSUE,
    ReportStep.RETRY,
    ReportStep.DISCARD,
    ReportStep.CORRECT,
)


def may_request(person: Person) -> bool:
    """Officers request, edit, issue and correct reports; everybody else reads the issued ones."""
    return is_officer(person)


def verbs_open_to(report: StatusReport, person: Person) -> list[str]:
    """Return what the person may do with the report now: its `may`.

    Uses what `with_corrections` and `with_corrected` have prefetched, where they have.
    """
    if not may_request(person):
        return []
    obstacles = {
        ReportStep.RETRY: report.replaced,
        ReportStep.DISCARD: report.discarded,
        ReportStep.CORRECT: report.correction is not None,
    }
    return [
        step.value for step in OFFICERS_STEPS if allows(step, report) and not obstacles.get(step)
    ]
