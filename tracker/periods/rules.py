"""Who may run periods, which verbs a period allows in its state, and which dates can change."""

from __future__ import annotations

from typing import Final

from commitments.people.rules.permissions import Person, is_officer
from tracker.periods.models import ReportingPeriod

State = ReportingPeriod.State
_OPEN_VERBS: Final = {
    State.PLANNED: ["amend", "open"],
    State.OPEN: ["amend", "close"],
    State.CLOSED: [],
}
DATES: Final = ("covers_from", "covers_to", "opens_at", "due_at", "closes_at")
# Of an open period, only these change.
DATES_WHILE_OPEN: Final = ("due_at", "closes_at")


def may_run_periods(person: Person) -> bool:
    """Whether the person may plan, open, close and amend periods, and decide on the roster."""
    return is_officer(person)


def verbs_open_to(*, period: ReportingPeriod, person: Person) -> list[str]:
    """Return which of `amend`, `open`, `close` the person may use on the period now."""
    return _OPEN_VERBS[State(period.state)] if may_run_periods(person) else []
