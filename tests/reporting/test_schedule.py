"""Which report is made when: by the sessions' and periods' dates, and by what officers change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from commitments.errors import Conflict, Invalid, NotAllowed
from commitments.models import AssemblySession, AuditEntry, Instrument, User
from reporting import build, schedule
from reporting.models import ScheduleChange, StatusReport
from reporting.sample_removal import purge_sample
from reporting.schedule import Entry
from tests.tracker.test_concurrency import at_once
from tracker.models import ReportingPeriod

from .fakes import Queue
from .world import HOUR, ask, make_period, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files", "quick")]

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
    found = schedule.entry_of(kind=kind, instrument=instrument, key=key, at=at)
    assert found is not None
    return found


def dated(at: datetime, year: int | None = None) -> list[Entry]:
    """The schedule without the session to which the suite's open period reports."""
    return [e for e in schedule.planned(at=at, year=year) if e.moment or e.change]


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
    last = schedule.planned(at=now, year=now.year)[-1]
    assert (last.address[2], last.moment, last.state) == ("57", None, "undated")
    later = schedule.planned(at=now, year=now.year + 1)
    assert last.address in [e.address for e in later]
    assert schedule.planned(at=now, year=now.year - 1) == []


@pytest.mark.usefixtures("catalogue")
def test_a_planned_period_and_its_session_stand_in_the_plan() -> None:
    period = make_period("2030-1")
    ReportingPeriod.objects.filter(pk=period.pk).update(
        state="planned", opened_at=None, closed_at=None
    )
    plan = schedule.planned(at=AFTER_CLOSE)
    assert ("council", "ag-dec-66", "2030-1") in [e.address for e in plan]
    assert ASSEMBLY in [e.address for e in plan]


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
    expected = min(opening, now).replace(microsecond=0)
    assert [report.as_of for report in StatusReport.objects.all()] == [expected] * len(reports)


def test_what_is_missed_for_more_than_a_year_is_not_made_up(
    closed_period: ReportingPeriod, queue: Queue
) -> None:
    late = CLOSE + schedule.MADE_UP_WITHIN + HOUR
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
            raise Invalid("The report cannot be made as asked.")
        return build.request(kind=kind, **asked)

    monkeypatch.setattr("reporting.schedule.due.request", refuse_councils)
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
    return build.request(by=by, at=at, **asked)


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
    build.issue(report=report, by=officer, at=AFTER_CLOSE)
    reschedule(date(2012, 7, 1))
    assert entry(ASSEMBLY, AFTER_CLOSE).state == "made"


# What officers change ------------------------------------------------------------------------


def test_an_officer_moves_a_report_and_it_is_made_then(
    closed_period: ReportingPeriod, officer: User, queue: Queue
) -> None:
    later = AFTER_CLOSE + 5 * DAY
    moved = change(COUNCIL, later, officer)
    assert (moved.moment, moved.derived, moved.state) == (later, CLOSE, "planned")
    assert schedule.request_due(at=later - HOUR) == []
    assert schedule.request_due(at=later + HOUR) == [" ".join(COUNCIL)]
    # What was accepted until then is the reason to wait.
    assert StatusReport.objects.get().as_of == later


def test_an_assembly_report_that_is_moved_is_as_of_the_day_it_is_made(
    closed_period: ReportingPeriod, officer: User, queue: Queue
) -> None:
    change(ASSEMBLY, OPENING - 2 * DAY, officer)
    schedule.request_due(at=OPENING - 2 * DAY + HOUR)
    assert StatusReport.objects.get(kind="assembly").as_of == OPENING - 2 * DAY + HOUR


def test_an_officer_leaves_a_report_out_and_takes_that_back(
    closed_period: ReportingPeriod, officer: User, queue: Queue
) -> None:
    left_out = change(COUNCIL, None, officer)
    assert (left_out.moment, left_out.state) == (None, "left_out")
    assert COUNCIL in [e.address for e in schedule.planned(at=AFTER_CLOSE, year=2012)]
    assert schedule.request_due(at=AFTER_CLOSE) == []

    back = schedule.restore(entry=left_out, by=officer, at=AFTER_CLOSE + HOUR)
    assert (back.moment, back.state, back.change) == (CLOSE, "due", None)
    assert schedule.request_due(at=AFTER_CLOSE + HOUR) == [" ".join(COUNCIL)]


def test_a_change_can_be_changed(closed_period: ReportingPeriod, officer: User) -> None:
    change(COUNCIL, None, officer)
    change(COUNCIL, AFTER_CLOSE + DAY, officer)
    assert ScheduleChange.objects.get().at == AFTER_CLOSE + DAY


def test_a_session_without_a_date_can_be_given_a_moment(
    open_period: ReportingPeriod, officer: User
) -> None:
    now = timezone.now()
    address = ("assembly", "ag-dec-66", "57")
    assert change(address, now + 40 * DAY, officer, at=now).state == "planned"
    assert entry(address, now + 41 * DAY).state == "due"


def test_changes_are_in_the_audit_log(closed_period: ReportingPeriod, officer: User) -> None:
    changed = change(COUNCIL, None, officer)
    schedule.restore(entry=changed, by=officer, at=AFTER_CLOSE)
    first, second = AuditEntry.objects.filter(object_type="schedule").order_by("pk")
    assert (first.action, first.object_key, first.by) == (
        "change_schedule",
        "council/ag-dec-66/2012-1",
        officer,
    )
    assert first.detail == {
        "before": CLOSE.isoformat(),
        "after": None,
        "reason": "The Committee meets later.",
    }
    assert (second.action, second.detail["after"]) == ("restore_schedule", CLOSE.isoformat())


@pytest.mark.parametrize(
    ("address", "changes", "faults"),
    [
        (COUNCIL, {}, {("/at", "required"), ("/reason", "required")}),
        (COUNCIL, {"at": None, "reason": " "}, {("/reason", "required")}),
        (COUNCIL, {"at": None, "reason": "x" * 2001}, {("/reason", "too_long")}),
        (COUNCIL, {"at": "soon", "reason": "x"}, {("/at", "not_a_moment")}),
        (COUNCIL, {"at": "2012-05-20", "reason": "x"}, {("/at", "not_a_moment")}),
        (COUNCIL, {"at": 7, "reason": "x"}, {("/at", "not_a_moment")}),
        (COUNCIL, {"at": None, "reason": "x", "kind": "party"}, {("/kind", "unknown_field")}),
        (
            COUNCIL,
            {"at": CLOSE - 5 * DAY, "reason": "x"},
            {("/at", "in_past"), ("/at", "before_close")},
        ),
        (ASSEMBLY, {"at": AFTER_CLOSE, "reason": "x"}, {("/at", "in_past")}),
        (ASSEMBLY, {"at": OPENING, "reason": "x"}, {("/at", "after_opening")}),
    ],
)
def test_it_names_everything_that_is_wrong_with_a_change(
    closed_period: ReportingPeriod,
    officer: User,
    address: tuple[str, str, str],
    changes: dict[str, Any],
    faults: set[tuple[str, str]],
) -> None:
    here = entry(address, AFTER_CLOSE)
    with pytest.raises(Invalid) as refused:
        schedule.change(entry=here, changes=changes, by=officer, at=AFTER_CLOSE)
    assert {(fault.pointer, fault.code) for fault in refused.value.faults} == faults
    assert not ScheduleChange.objects.exists()


def test_what_has_been_made_is_not_changed_any_more(
    closed_period: ReportingPeriod, officer: User, queue: Queue
) -> None:
    before = entry(COUNCIL, AFTER_CLOSE)
    assert schedule.verbs_open_to(entry=before, person=officer) == ["change"]
    schedule.request_due(at=AFTER_CLOSE)
    with pytest.raises(Conflict, match="made already"):
        schedule.change(
            entry=before, changes={"at": None, "reason": "x"}, by=officer, at=AFTER_CLOSE
        )
    with pytest.raises(Conflict):
        schedule.restore(entry=before, by=officer, at=AFTER_CLOSE)
    assert schedule.verbs_open_to(entry=entry(COUNCIL, AFTER_CLOSE), person=officer) == []


def test_there_is_nothing_to_take_back_where_nobody_changed_anything(
    closed_period: ReportingPeriod, officer: User
) -> None:
    with pytest.raises(Conflict, match="Nobody"):
        schedule.restore(entry=entry(COUNCIL, AFTER_CLOSE), by=officer, at=AFTER_CLOSE)


@pytest.mark.parametrize("who", ["authority_slv", "nobody", "visitor"])
def test_only_officers_change_the_schedule(
    request: pytest.FixtureRequest, closed_period: ReportingPeriod, officer: User, who: str
) -> None:
    person = request.getfixturevalue(who)
    changed = change(COUNCIL, None, officer)
    assert schedule.verbs_open_to(entry=changed, person=officer) == ["change", "restore"]
    assert schedule.verbs_open_to(entry=changed, person=person) == []
    with pytest.raises(NotAllowed):
        schedule.change(entry=changed, changes={}, by=person, at=AFTER_CLOSE)
    with pytest.raises(NotAllowed):
        schedule.restore(entry=changed, by=person, at=AFTER_CLOSE)


def test_what_sample_people_changed_goes_with_the_sample(
    closed_period: ReportingPeriod, officer: User, queue: Queue
) -> None:
    change(ASSEMBLY, None, officer)
    officer.sample = True
    officer.save()
    purge_sample(by=None, at=AFTER_CLOSE)
    assert entry(ASSEMBLY, AFTER_CLOSE).change is None
