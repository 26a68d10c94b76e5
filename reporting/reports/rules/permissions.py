"""Who may do what with reports."""

from __future__ import annotations

from commitments.people.rules.permissions import Person, is_officer
from reporting.reports.models.report import StatusReport

State = StatusReport.State


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
    if report.state == State.DRAFT:
        return ["edit", "issue", "discard"]
    if report.state == State.FAILED:
        if report.discarded:
            return [] if report.replaced else ["retry"]
        return ["retry", "discard"]
    if report.state == State.ISSUED and report.correction is None:
        return ["correct"]
    return []
