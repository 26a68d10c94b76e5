"""Planning, opening and closing reporting periods, and their rosters.

Every verb locks the period, checks, writes and logs in one transaction. It raises, in this order,
what `commitments.foundation.errors` names: NotAllowed, Stale, Conflict, Invalid.
"""

from __future__ import annotations

from commitments.people.rules.permissions import Person
from tracker.periods.commands.cycles import begin_cycle, sessions_without_cycle
from tracker.periods.commands.opening_and_closing import (
    close_due,
    close_period,
    open_due,
    open_period,
)
from tracker.periods.commands.planning import amend, plan
from tracker.periods.commands.roster import decide_roster, make_roster
from tracker.periods.models import ReportingPeriod
from tracker.periods.rules import may_run_periods

__all__ = [
    "amend",
    "begin_cycle",
    "close_due",
    "close_period",
    "decide_roster",
    "make_roster",
    "open_due",
    "open_period",
    "plan",
    "sessions_without_cycle",
    "verbs_open_to",
]


def verbs_open_to(*, period: ReportingPeriod, person: Person) -> list[str]:
    """Return which of `amend`, `open`, `close` the person may use on the period now."""
    if not may_run_periods(person):
        return []
    return {
        ReportingPeriod.State.PLANNED: ["amend", "open"],
        ReportingPeriod.State.OPEN: ["amend", "close"],
        ReportingPeriod.State.CLOSED: [],
    }[ReportingPeriod.State(period.state)]
