"""The states of a report as a table: which step leads from which states to which."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from reporting.reports.models.report import StatusReport

State = StatusReport.State


class ReportStep(StrEnum):
    """A step in the life of a report. `assemble`, `finish` and `fail` are the workers' steps."""

    ASSEMBLE = "assemble"
    FINISH = "finish"
    FAIL = "fail"
    EDIT = "edit"
    ISSUE = "issue"
    RETRY = "retry"
    DISCARD = "discard"
    CORRECT = "correct"


class Transition(NamedTuple):
    """From which states a step is taken, and in which states it can leave the report."""

    sources: tuple[State, ...]
    targets: tuple[State, ...]


TRANSITIONS: Final = {
    ReportStep.ASSEMBLE: Transition((State.REQUESTED,), (State.BUILDING,)),
    ReportStep.FINISH: Transition((State.BUILDING,), (State.DRAFT,)),
    ReportStep.FAIL: Transition((State.REQUESTED, State.BUILDING), (State.FAILED,)),
    ReportStep.EDIT: Transition((State.DRAFT,), (State.BUILDING,)),
    ReportStep.ISSUE: Transition((State.DRAFT,), (State.ISSUED,)),
    # To building where its dataset had been assembled before.
    ReportStep.RETRY: Transition((State.FAILED,), (State.REQUESTED, State.BUILDING)),
    # A discarded report is a failed one that nobody wants (decision 13).
    ReportStep.DISCARD: Transition((State.DRAFT, State.FAILED), (State.FAILED,)),
    # The correction is a report of its own: the issued one never changes.
    ReportStep.CORRECT: Transition((State.ISSUED,), (State.ISSUED,)),
}


def allows(step: ReportStep, report: StatusReport) -> bool:
    """Return whether the report is in a state from which the step is taken."""
    return report.state in TRANSITIONS[step].sources
