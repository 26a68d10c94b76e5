"""The schedule of reports as officers change it: moved, left out, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from commitments.foundation.errors import Conflict, Invalid, NotAllowed
from commitments.models import AuditEntry, User
from reporting.models import ScheduleChange, StatusReport
from reporting.reports.commands.sample_data import purge_sample
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
    change,
    entry,
    week_before,
)
from tests.reporting.world import HOUR
from tracker.models import ReportingPeriod

__all__ = ["week_before"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files", "quick")]


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
    assert COUNCIL in [e.address for e in queries.planned(at=AFTER_CLOSE, year=2012)]
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
    with pytest.raises(Conflict, match="already been prepared"):
        schedule.change(
            entry=before, changes={"at": None, "reason": "x"}, by=officer, at=AFTER_CLOSE
        )
    with pytest.raises(Conflict):
        schedule.restore(entry=before, by=officer, at=AFTER_CLOSE)
    assert schedule.verbs_open_to(entry=entry(COUNCIL, AFTER_CLOSE), person=officer) == []


def test_there_is_nothing_to_take_back_where_nobody_changed_anything(
    closed_period: ReportingPeriod, officer: User
) -> None:
    with pytest.raises(Conflict, match="No one"):
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
