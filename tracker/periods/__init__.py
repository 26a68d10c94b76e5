"""Planning, opening and closing what parties are asked to report in, and who is asked.

Every verb locks the period, checks, writes and logs in one transaction. It raises, in this order,
what `commitments.errors` names: NotAllowed, Stale, Conflict, Invalid.
"""

from __future__ import annotations

from commitments.permissions import Person

from ..models import ReportingPeriod
from ..permissions import may_run_periods
from .cycles import begin_cycle, sessions_without_cycle
from .dates import amend, plan
from .roster import decide_roster, make_roster
from .running import close_due, close_period, open_due, open_period

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
