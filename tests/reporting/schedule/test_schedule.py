"""Which report is made when, by the dates of sessions and periods."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from commitments.foundation.errors import Invalid
from commitments.models import AssemblySession, Instrument, User
from reporting.models import StatusReport
from reporting.reports.commands import build, lifecycle
from reporting.schedule import queries
from reporting.schedule.commands import schedule
from tests.reporting.fakes import Queue
from tests.reporting.schedules import (
    AFTER_CLOSE,
    ASSEMBLY,
    CLOSE,
    COUNCIL,
    DAY,
    OPENING,
    dated,
    entry,
    made,
    reschedule,
    week_before,
)
from tests.reporting.world import HOUR, ask, make_period, say
from tests.tracker.updates.test_concurrency import at_once
from tracker.models import ReportingPeriod

__all__ = ["week_before"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files", "quick")]


# What follows from the dates -----------------------------------------------------------------


def test_a_council_report_is_planned_at_each_close_and_an_assembly_report_before_the_session(
    closed_period: ReportingPeriod,
) -> None:
    plan = dated(CLOSE - DAY, 2012)
    assert [(e.address, e.moment, e.state) for e in plan] == [
        (COUNCIL, CLOSE, "planned"),
        (ASSEMBLY, OPENING - 7 * DAY, "planned"),
    ]


def test_it_moves_with_the_dates(closed_period: ReportingPeriod, settings: Any) -> None:
    settings.ASSEMBLY_REPORT_DAYS_BEFORE = 30
    reschedule(date(2012, 7, 1))
    closed_period.closed_at = CLOSE - 3 * DAY
    closed_period.save()
    assert entry(COUNCIL, AFTER_CLOSE).moment == CLOSE - 3 * DAY
    assert entry(ASSEMBLY, AFTER_CLOSE).moment == datetime(2012, 6, 1, tzinfo=UTC)


def test_a_period_closed_late_is_reported_as_of_its_close(
    closed_period: ReportingPeriod, queue: Queue
) -> None:
    closed_period.closed_at = CLOSE + 5 * DAY
    closed_period.save()
    assert entry(COUNCIL, AFTER_CLOSE).moment == CLOSE
    schedule.request_due(at=CLOSE + 6 * DAY)
    assert StatusReport.objects.get().as_of == CLOSE


def test_a_session_whose_dates_nobody_knows_has_no_moment(open_period: ReportingPeriod) -> None:
    now = timezone.now()
    last = queries.planned(at=now, year=now.year)[-1]
    assert (last.address[2], last.moment, last.state) == ("57", None, "undated")
    later = queries.planned(at=now, year=now.year + 1)
    assert last.address in [e.address for e in later]
    assert queries.planned(at=now, year=now.year - 1) == []


@pytest.mark.usefixtures("catalogue")
def test_a_planned_period_and_its_session_stand_in_the_plan() -> None:
    period = make_period("2030-1")
    ReportingPeriod.objects.filter(pk=period.pk).update(
        state="planned", opened_at=None, closed_at=None
    )
    addresses = [entry.address for entry in queries.planned(at=AFTER_CLOSE)]
    assert ("council", "ag-dec-66", "2030-1") in addresses
    assert ASSEMBLY in addresses


@pytest.mark.usefixtures("catalogue")
def test_a_period_in_which_nobody_was_asked_has_none(queue: Queue) -> None:
    period = make_period("2012-1")
    say(period, "PC", "16.1", 4, solicited=False)
    assert dated(AFTER_CLOSE, 2012) == []
    assert schedule.request_due(at=AFTER_CLOSE) == []


def test_each_instrument_of_a_period_has_a_report_of_its_own(
    closed_period: ReportingPeriod, queue: Queue
) -> None:
    other = Instrument.objects.create(
        key="other",
        symbol="AG/RES. 1",
        titles={"en": "Another"},
        session=AssemblySession.objects.get(kind="regular", number=41),
        adopted_on=date(2011, 6, 7),
        original_language="en",
    )
    closed_period.instruments.add(other)
    assert schedule.request_due(at=AFTER_CLOSE) == [" ".join(COUNCIL)]


# Reports that are due ------------------------------------------------------------------------


def test_a_period_that_has_closed_gets_its_council_report_once(
    closed_period: ReportingPeriod, queue: Queue
) -> None:
    assert entry(COUNCIL, AFTER_CLOSE).state == "due"
    assert schedule.request_due(at=AFTER_CLOSE) == [" ".join(COUNCIL)]
    assert schedule.request_due(at=AFTER_CLOSE + HOUR) == []
    report = StatusReport.objects.get()
    assert report.requested_by is None
    assert report.as_of == closed_period.closes_at
    assert (report.languages, sorted(report.formats)) == (
        ["en", "es", "fr", "pt"],
        ["docx", "html", "json", "pdf", "xlsx"],
    )
    queue.run()
    assert StatusReport.objects.get().state == StatusReport.State.DRAFT
    assert entry(COUNCIL, AFTER_CLOSE).report == report


def test_a_report_that_failed_is_not_made_again_by_itself(
    closed_period: ReportingPeriod, queue: Queue
) -> None:
    schedule.request_due(at=AFTER_CLOSE)
    build.fail(report_id=StatusReport.objects.get().pk)
    assert schedule.request_due(at=AFTER_CLOSE + HOUR) == []


def test_a_period_that_should_have_closed_is_waited_for(
    closed_period: ReportingPeriod, queue: Queue
) -> None:
    ReportingPeriod.objects.filter(pk=closed_period.pk).update(state="open", closed_at=None)
    assert entry(COUNCIL, AFTER_CLOSE).state == "waiting"
    assert schedule.request_due(at=AFTER_CLOSE) == []


@pytest.mark.parametrize(
    ("days", "state", "reports"),
    [
        (8, "planned", []),
        (7, "due", [("assembly", "57")]),
        (0, "due", [("assembly", "57")]),
        # The session has opened meanwhile.
        (-1, "due", [("assembly", "57")]),
        (-358, "due", [("assembly", "57")]),
        (-361, "missed", []),
    ],
)
def test_a_session_soon_to_open_gets_its_assembly_report(
    open_period: ReportingPeriod,
    queue: Queue,
    days: int,
    state: str,
    reports: list[tuple[str, str]],
) -> None:
    now = timezone.now()
    # Opened long enough ago to have been reported to each of these sessions.
    ReportingPeriod.objects.filter(pk=open_period.pk).update(opened_at=now - 500 * DAY)
    coming = open_period.cycle.to_session
    coming.starts_on = coming.ends_on = now.date() + days * DAY
    coming.save()
    assert entry(("assembly", "ag-dec-66", "57"), now).state == state
    schedule.request_due(at=now)
    schedule.request_due(at=now)
    assert made() == reports
    opening = datetime.combine(coming.starts_on, datetime.min.time(), UTC)
    expected = min(opening, now)
    assert [report.as_of for report in StatusReport.objects.all()] == [expected] * len(reports)


def test_what_is_missed_for_more_than_a_year_is_not_made_up(
    closed_period: ReportingPeriod, queue: Queue
) -> None:
    late = CLOSE + queries.MADE_UP_WITHIN + HOUR
    assert entry(COUNCIL, late).state == "missed"
    assert schedule.request_due(at=late + 365 * DAY) == []


@pytest.mark.usefixtures("catalogue")
def test_all_that_was_missed_is_made_up_once_each_as_of_its_own_close(queue: Queue) -> None:
    closes = [datetime(2011, 11, 20, tzinfo=UTC), CLOSE]
    for key, close in zip(("2011-2", "2012-1"), closes, strict=True):
        ask(make_period(key, closes_at=close), "SLV", "7.1")
    for _strike in range(3):
        schedule.request_due(at=OPENING + 60 * DAY)
    assert made() == [("council", "2011-2"), ("council", "2012-1"), ("assembly", "42")]
    assert [r.as_of for r in StatusReport.objects.order_by("pk")] == [*closes, OPENING]


def test_a_report_that_cannot_be_made_does_not_hold_up_the_others(
    closed_period: ReportingPeriod, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_councils(*, kind: str, **asked: Any) -> StatusReport:
        if kind == "council":
            raise Invalid("The report cannot be prepared as requested.")
        return lifecycle.request(kind=kind, **asked)

    monkeypatch.setattr("reporting.schedule.commands.schedule.request", refuse_councils)
    with pytest.raises(schedule.NotAllMade, match="council ag-dec-66 2012-1: The report cannot"):
        schedule.request_due(at=OPENING)
    assert made() == [("assembly", "42")]


@pytest.mark.django_db(transaction=True)
def test_two_clocks_that_strike_at_once_make_one_report(
    closed_period: ReportingPeriod, queue: Queue
) -> None:
    outcomes = at_once(*[lambda: schedule.request_due(at=AFTER_CLOSE)] * 2)
    assert sorted(outcomes) == [[], [" ".join(COUNCIL)]]
    assert made() == [("council", "2012-1")]


# What counts as made -------------------------------------------------------------------------


def ordered(by: User, at: datetime, **asked: Any) -> StatusReport:
    asked = {"kind": "assembly", "session": "42", "formats": ["json"], "languages": ["en"]} | asked
    return lifecycle.request(by=by, at=at, **asked)


def test_what_an_officer_had_made_before_its_time_does_not_replace_it(
    closed_period: ReportingPeriod, officer: User, queue: Queue
) -> None:
    ordered(officer, AFTER_CLOSE)
    ordered(officer, OPENING - DAY, audience="member_states")
    assert schedule.request_due(at=OPENING - DAY)[-1] == " ".join(ASSEMBLY)


def test_what_an_officer_had_made_in_its_time_does(
    closed_period: ReportingPeriod, officer: User, queue: Queue
) -> None:
    report = ordered(officer, OPENING - 2 * DAY)
    assert entry(ASSEMBLY, OPENING - DAY).report == report
    assert schedule.request_due(at=OPENING - DAY) == [" ".join(COUNCIL)]


def test_once_a_report_is_issued_no_change_of_dates_has_another_made(
    closed_period: ReportingPeriod, officer: User, queue: Queue
) -> None:
    report = ordered(officer, AFTER_CLOSE)
    queue.run()
    report.refresh_from_db()
    lifecycle.issue(report=report, by=officer, at=AFTER_CLOSE)
    reschedule(date(2012, 7, 1))
    assert entry(ASSEMBLY, AFTER_CLOSE).state == "made"
