"""The schedule: which report is made when.

It is derived from the dates of sessions and periods, never from fixed months. Only the changes by
officers are stored.
"""

from __future__ import annotations

from reporting.schedule.commands.changes import change, restore, verbs_open_to
from reporting.schedule.commands.due import NotAllMade, request_due
from reporting.schedule.queries.plan import (
    KINDS,
    MADE_UP_WITHIN,
    Entry,
    EntryState,
    entry_of,
    planned,
)
from reporting.schedule.queries.year import YEARS, ScheduleEvent, Year, next_event, year_of

__all__ = [
    "KINDS",
    "MADE_UP_WITHIN",
    "YEARS",
    "Entry",
    "EntryState",
    "NotAllMade",
    "ScheduleEvent",
    "Year",
    "change",
    "entry_of",
    "next_event",
    "planned",
    "request_due",
    "restore",
    "verbs_open_to",
    "year_of",
]
