"""The calendar: a year on one page, what ran, and what officers change from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from commitments.models import AssemblySession, User
from reporting.models import JobRun, ScheduleChange
from reporting.reports.commands import lifecycle
from reporting.schedule.commands import schedule
from tests.reporting.fakes import Queue
from tests.reporting.world import make_period
from tracker.models import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files", "quick")]

ClientOf = Callable[[Any], Client]
CALENDAR = "/en/reports/calendar/"
COUNCIL = f"{CALENDAR}council/ag-dec-66/2026-2/"
ASSEMBLY = f"{CALENDAR}assembly/ag-dec-66/57/"
NOON = datetime(2012, 5, 17, 12, tzinfo=UTC)


def text(client: Client, address: str) -> str:
    """Return the words of a page's content, in one line."""
    answer = client.get(address)
    assert answer.status_code == 200, answer
    page = answer.content.decode()
    content = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


def run(name: str, at: datetime, result: str, succeeded: bool | None = True) -> None:
    JobRun.objects.create(
        name=name,
        started_at=at,
        finished_at=None if succeeded is None else at,
        succeeded=succeeded,
        result=result,
    )


# What it shows -------------------------------------------------------------------------------


def test_a_year_in_order_month_by_month(
    client_of: ClientOf, closed_period: ReportingPeriod, visitor: Any
) -> None:
    shown = text(client_of(visitor), f"{CALENDAR}2012/")
    in_order = [
        "Calendar of 2012",
        "April 2012",
        "January–June 2012: period opens",
        "May 2012",
        "January–June 2012: updates are due",
        "Report to the General Assembly , XLII regular session",
        "30 days before the opening of the XLII regular session",
        "January–June 2012: period closes",
        "Report to the Permanent Council , January–June 2012",
        "at the close of January–June 2012",
        "June 2012 June 3",
        "XLII regular session opens, until June 5",
    ]
    # Each after the one before: the assembly report's day, May 4, comes after the day on which
    # updates are due, May 1. "June 2012" is also the end of the period's name.
    places = [0]
    for words in in_order:
        places.append(shown.find(words, places[-1]))
        assert places[-1] != -1, words
    assert "March 2012" not in shown


def test_without_a_year_it_is_this_one_with_today_in_it(
    client_of: ClientOf, open_period: ReportingPeriod, visitor: Any
) -> None:
    shown = text(client_of(visitor), CALENDAR)
    assert f"Calendar of {timezone.now().year}" in shown
    assert "Today" in shown
    assert "Report to the General Assembly , LVII regular session Date not known yet" in shown
    assert "Today" not in text(client_of(visitor), f"{CALENDAR}2012/")


def test_one_gets_from_year_to_year(client_of: ClientOf, visitor: Any) -> None:
    client = client_of(visitor)
    page = client.get(f"{CALENDAR}2012/").content.decode()
    for year in ("2011", "2013"):
        assert f'href="{CALENDAR}{year}/"' in page
    for other, there in ((1948, 200), (2199, 200), (1947, 404), (2200, 404), (99999999999, 404)):
        assert client.get(f"{CALENDAR}{other}/").status_code == there
    assert "There are no dates in 1948" in text(client, f"{CALENDAR}1948/")
    assert f"{CALENDAR}1947/" not in client.get(f"{CALENDAR}1948/").content.decode()


@pytest.mark.usefixtures("catalogue")
def test_a_period_closed_early_has_no_day_on_which_updates_are_due(
    client_of: ClientOf, visitor: Any
) -> None:
    period = make_period("2012-1")
    ReportingPeriod.objects.filter(pk=period.pk).update(closed_at=period.due_at - timedelta(days=9))
    shown = text(client_of(visitor), f"{CALENDAR}2012/")
    assert "April 22 00:00 UTC January–June 2012: period closes" in shown
    assert "are due" not in shown


def test_the_public_is_shown_what_was_issued_and_no_draft(
    client_of: ClientOf, closed_period: Any, officer: User, visitor: Any, queue: Queue
) -> None:
    schedule.request_due(at=NOON)
    queue.run(most=1000)
    address = f"{CALENDAR}2012/"
    assert "Report to the Permanent Council , January–June 2012 Draft" in text(
        client_of(officer), address
    )
    before = client_of(visitor).get(address).content.decode()
    report = closed_period.reports.get()
    assert "In preparation" in before
    assert f"/reports/{report.pk}/" not in before
    lifecycle.issue(report=report, by=officer, at=NOON)
    assert f"/reports/{report.pk}/" in client_of(visitor).get(address).content.decode()


def test_sample_data_is_marked(
    client_of: ClientOf, closed_period: ReportingPeriod, visitor: Any
) -> None:
    assert "Sample data" not in text(client_of(visitor), f"{CALENDAR}2012/")
    ReportingPeriod.objects.filter(pk=closed_period.pk).update(sample=True)
    page = client_of(visitor).get(f"{CALENDAR}2012/").content.decode()
    assert page.count("sample-tag") == 4
    assert 'class="sample"' in page


# What ran ------------------------------------------------------------------------------------


def test_officers_see_what_ran_and_nobody_else(
    client_of: ClientOf, officer: User, authority_slv: User, visitor: Any
) -> None:
    run("close_periods", NOON, "2012-1")
    run("close_periods", NOON, JobRun.IDLE)
    for minute in range(3):
        run("resume_reports", NOON + timedelta(minutes=minute), "RuntimeError: no broker", False)
    run("clean_up", NOON + timedelta(hours=2), "", None)
    address = f"{CALENDAR}2012/"
    shown = text(client_of(officer), address)
    assert "Runs: 3 entries" in shown
    assert "Close the periods that are due to close 2012-1" in shown
    assert JobRun.IDLE not in shown
    failed = "Failed Resume waiting reports Repeated 3 times, last at 12:02 RuntimeError: no broker"
    assert failed in shown
    assert "Interrupted Delete data no longer needed" in shown
    for person in (authority_slv, visitor):
        assert not re.search(
            "Runs|broker|Interrupted|Scheduled jobs", text(client_of(person), address)
        )


def test_a_run_under_way_is_no_failure(client_of: ClientOf, officer: User) -> None:
    run("clean_up", timezone.now(), "", None)
    shown = text(client_of(officer), CALENDAR)
    assert "Runs" not in shown
    assert "under way" in shown


def test_officers_see_that_the_clock_has_stopped(client_of: ClientOf, officer: User) -> None:
    client = client_of(officer)
    run("open_periods", timezone.now() - timedelta(hours=1), JobRun.IDLE)
    assert "Nothing has run since" in text(client, CALENDAR)
    run("open_periods", timezone.now(), JobRun.IDLE)
    shown = text(client, CALENDAR)
    assert "Nothing has run since" not in shown
    assert "Scheduled jobs" in shown
    assert shown.count("Open the periods that are due to open") == 1


# What officers change ------------------------------------------------------------------------


def in_days(days: int) -> str:
    return (timezone.now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def test_an_officer_moves_a_report_leaves_it_out_and_puts_it_back(
    client_of: ClientOf, open_period: ReportingPeriod, officer: User, visitor: Any
) -> None:
    client = client_of(officer)
    year = f"{CALENDAR}{open_period.closes_at.year}/"
    assert f'href="{COUNCIL}"' in client.get(year).content.decode()
    assert f'href="{COUNCIL}"' not in client_of(visitor).get(year).content.decode()
    later = in_days(60)
    moved = client.post(COUNCIL, {"verb": "move", "at": later, "reason": "After the recess."})
    change = ScheduleChange.objects.get()
    assert change.at is not None
    assert moved["Location"] == f"{CALENDAR}{change.at.year}/#council-ag-dec-66-2026-2"
    assert f"{change.at:%Y-%m-%dT%H:%M}" == later

    # What stands in the field of the moment does not count.
    client.post(COUNCIL, {"verb": "leave_out", "at": later, "reason": "None is wanted."})
    assert ScheduleChange.objects.get().at is None
    shown = text(client, year)
    assert "Left out" in shown
    assert "“None is wanted.”" in shown
    public = text(client_of(visitor), year)
    assert "Left out" in public
    assert "None is wanted." not in public

    client.post(COUNCIL, {"verb": "restore"})
    assert not ScheduleChange.objects.exists()
    assert "Left out" not in text(client, year)


@pytest.mark.parametrize(
    ("address", "sent", "words"),
    [
        (COUNCIL, {}, "This field is required."),
        (COUNCIL, {"verb": "move", "reason": "x"}, "This field is required."),
        (COUNCIL, {"verb": "move", "at": "soon", "reason": "x"}, "Enter a valid date/time."),
        (COUNCIL, {"verb": "leave_out"}, "Enter a text here."),
        (
            COUNCIL,
            {"verb": "move", "at": "2012-01-01T00:00", "reason": "x"},
            "a moment in the future",
        ),
        (
            COUNCIL,
            {"verb": "move", "at": in_days(10), "reason": "x"},
            "will not have closed by then",
        ),
    ],
)
def test_what_will_not_do_is_said_beside_its_field(
    client_of: ClientOf,
    open_period: ReportingPeriod,
    officer: User,
    address: str,
    sent: dict[str, str],
    words: str,
) -> None:
    answer = client_of(officer).post(address, sent)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert sent.get("reason", "") in answer.content.decode()
    assert not ScheduleChange.objects.exists()


def test_a_session_whose_date_is_not_known_can_be_given_a_report(
    client_of: ClientOf, open_period: ReportingPeriod, officer: User
) -> None:
    client = client_of(officer)
    client.post(ASSEMBLY, {"verb": "move", "at": in_days(20), "reason": "It was announced."})
    shown = text(client, f"{CALENDAR}{ScheduleChange.objects.get().changed_at.year + 1}/")
    assert "Date not known yet" not in shown


def test_what_has_been_made_cannot_be_changed(
    client_of: ClientOf, closed_period: Any, officer: User, queue: Queue
) -> None:
    schedule.request_due(at=NOON)
    client = client_of(officer)
    address = f"{CALENDAR}council/ag-dec-66/2012-1/"
    assert "nothing can be changed now" in text(client, address)
    answer = client.post(address, {"verb": "leave_out", "reason": "x"})
    assert "already been prepared" in answer.content.decode()
    assert not ScheduleChange.objects.exists()


def test_what_is_not_planned_is_not_there(client_of: ClientOf, officer: User) -> None:
    for key in ("council/ag-dec-66/1999-1", "party/ag-dec-66/2026-2", "council/other/2026-2"):
        assert client_of(officer).get(f"{CALENDAR}{key}/").status_code == 404


def test_a_year_takes_as_many_queries_however_much_it_holds(
    client_of: ClientOf,
    open_period: Any,
    officer: User,
    django_assert_max_num_queries: Any,
) -> None:
    for key in ("2011-1", "2011-2", "2012-1"):
        period = make_period(key)
        ReportingPeriod.objects.filter(pk=period.pk).update(
            state="planned", opened_at=None, closed_at=None
        )
    client = client_of(officer)
    for number in range(3):
        ScheduleChange.objects.create(
            kind="council",
            instrument=period.instruments.get(),
            period=ReportingPeriod.objects.order_by("opens_at")[number],
            reason="x",
            changed_at=NOON,
            changed_by=officer,
        )
    assert AssemblySession.objects.filter(starts_on__year=2012).exists()
    with django_assert_max_num_queries(10):
        client.get(f"{CALENDAR}2012/")
