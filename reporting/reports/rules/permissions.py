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
    """Officers have reports made; everybody else reads the issued ones."""
    return is_officer(person)


def may_edit(person: Person) -> bool:
    """Officers give a draft its number, foreword and cover note."""
    return is_officer(person)


def may_issue(person: Person) -> bool:
    """Officers publish a report to its audience."""
    return is_officer(person)


def may_correct(person: Person) -> bool:
    """Officers have an issued report corrected by another."""
    return is_officer(person)


def verbs_open_to(report: StatusReport, person: Person) -> list[str]:
    """Return what the person may do with the report now: its `may`.

    Uses what `with_corrections` and `with_corrected` have prefetched, where they have.
    """
    if not is_officer(person):
        return []
    obstacles = {
        ReportStep.RETRY: report.discarded and report.replaced,
        ReportStep.DISCARD: report.discarded,
        ReportStep.CORRECT: report.correction is not None,
    }
    return [
        step.value for step in OFFICERS_STEPS if allows(step, report) and not obstacles.get(step)
    ]
