"""The schedule of one period and one session, read and changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from commitments.models import AssemblySession, User
from reporting.models import StatusReport
from reporting.schedule import queries
from reporting.schedule.commands import schedule
from reporting.schedule.queries import Entry

DAY = timedelta(days=1)
CLOSE = datetime(2012, 5, 16, tzinfo=UTC)
AFTER_CLOSE = CLOSE + DAY
OPENING = datetime(2012, 6, 3, tzinfo=UTC)
COUNCIL = ("council", "ag-dec-66", "2012-1")
ASSEMBLY = ("assembly", "ag-dec-66", "42")


@pytest.fixture(autouse=True)
def week_before(settings: Any) -> None:
    """Keep the session in June out of what is due in May."""
    settings.ASSEMBLY_REPORT_DAYS_BEFORE = 7


def entry(address: tuple[str, str, str], at: datetime) -> Entry:
    kind, instrument, key = address
    found = queries.entry_of(kind=kind, instrument=instrument, key=key, at=at)
    assert found is not None
    return found


def dated(at: datetime, year: int | None = None) -> list[Entry]:
    """The schedule without the session to which the suite's open period reports."""
    return [e for e in queries.planned(at=at, year=year) if e.moment or e.change]


def made() -> list[tuple[str, str]]:
    return [
        (r.kind, r.period.key if r.period else r.session.key if r.session else "")
        for r in StatusReport.objects.order_by("pk")
    ]


def reschedule(day: date) -> None:
    regular = AssemblySession.objects.filter(kind="regular", number=42)
    regular.update(starts_on=day, ends_on=day)


def change(
    address: tuple[str, str, str], moment: datetime | None, by: User, at: datetime = AFTER_CLOSE
) -> Entry:
    changes = {"at": moment, "reason": "The Committee meets later."}
    return schedule.change(entry=entry(address, at), changes=changes, by=by, at=at)
