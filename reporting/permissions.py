"""Who may do what with reports."""

from __future__ import annotations

from commitments.permissions import Person, is_officer

from .models import StatusReport


def may_request(person: Person) -> bool:
    """Officers have reports made; everybody else reads the issued ones."""
    return is_officer(person)


def may_issue(person: Person) -> bool:
    """Officers publish a report to its audience."""
    return is_officer(person)


def verbs_open_to(report: StatusReport, person: Person) -> list[str]:
    """Return what the person may do with the report now: its `may`."""
    if report.state == StatusReport.State.DRAFT and may_issue(person):
        return ["issue"]
    if report.state == StatusReport.State.FAILED and may_request(person):
        return ["retry"]
    return []
