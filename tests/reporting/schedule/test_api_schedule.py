"""The schedule over the API: what all may read, and what officers change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from commitments.models import User
from reporting.models import ScheduleChange
from reporting.reports.commands import lifecycle
from reporting.schedule.commands import schedule
from tests.reporting.fakes import Queue
from tests.tracker.doors import codes
from tracker.models import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files", "quick")]

SCHEDULE = "/api/v1/schedule/"
COUNCIL = f"{SCHEDULE}council/ag-dec-66/2026-2/"
ASSEMBLY = f"{SCHEDULE}assembly/ag-dec-66/57/"


def in_days(days: int) -> str:
    return (timezone.now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(client: Any, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_year_is_read_by_everybody(
    api: Any, open_period: ReportingPeriod, closed_period: ReportingPeriod, visitor: Any
) -> None:
    year = read(api(visitor), f"{SCHEDULE}?year={open_period.closes_at.year}")
    assert (year["next"], year["previous"]) == (None, None)
    shown = {(row["kind"], row["session"], row["period"]): row for row in year["results"]}
    council = shown["council", None, "2026-2"]
    assert council["state"] == "planned"
    assert council["at"] == council["derived_at"]
    assert (council["report"], council["reason"], council["may"]) == (None, "", [])
    assembly = shown["assembly", "57", None]
    assert (assembly["at"], assembly["state"]) == (None, "undated")
    missed = read(api(visitor), f"{SCHEDULE}?year=2012")["results"]
    assert [(row["kind"], row["state"]) for row in missed] == [
        ("assembly", "missed"),
        ("council", "missed"),
    ]


def test_without_a_year_it_is_this_one(api: Any, open_period: Any, visitor: Any) -> None:
    this = timezone.now().year
    assert read(api(visitor), SCHEDULE) == read(api(visitor), f"{SCHEDULE}?year={this}")


@pytest.mark.parametrize("year", ["", "12", "1947", "2200", "20x6", "٢٠٢٦", "-2026", "2026-2"])
def test_what_is_no_year_is_refused(api: Any, visitor: Any, year: str) -> None:
    answer = api(visitor).get(SCHEDULE, {"year": year})
    assert (answer.status_code, codes(answer)) == (400, {"?year": "not_a_year"})


def test_an_officer_moves_leaves_out_and_restores(
    api: Any, open_period: ReportingPeriod, officer: User, visitor: Any
) -> None:
    client = api(officer)
    later = in_days(90)
    moved = client.patch(COUNCIL, {"at": later, "reason": "After the recess."})
    assert moved.status_code == 200, moved.content
    assert (moved.json()["at"], moved.json()["changed"]) == (later, True)
    assert moved.json()["may"] == ["change", "restore"]

    left_out = client.patch(COUNCIL, {"at": None, "reason": "None is wanted."}).json()
    assert (left_out["at"], left_out["state"]) == (None, "left_out")
    assert left_out["reason"] == "None is wanted."
    seen = read(api(visitor), COUNCIL)
    # Everybody sees that it is left out; why is the secretariat's own matter.
    assert (seen["state"], seen["changed"], seen["reason"]) == ("left_out", True, "")

    restored = client.delete(COUNCIL)
    assert restored.status_code == 200
    assert (restored.json()["state"], restored.json()["changed"]) == ("planned", False)
    again = client.delete(COUNCIL)
    assert (again.status_code, again.json()["code"]) == (409, "not_changed")


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({}, {"/at": "required", "/reason": "required"}),
        ({"at": "tomorrow", "reason": ""}, {"/at": "not_a_moment", "/reason": "required"}),
        ({"at": "2012-01-01T00:00:00Z", "reason": "x"}, {"/at": "before_close"}),
        ({"at": None, "reason": "x\x00"}, {"/reason": "nul"}),
        ({"at": None, "reason": 7, "when": 1}, {"/reason": "wrong_type", "/when": "unknown_field"}),
    ],
)
def test_every_fault_is_named(
    api: Any, open_period: Any, officer: User, body: dict[str, Any], faults: dict[str, str]
) -> None:
    answer = api(officer).patch(COUNCIL, body)
    assert (answer.status_code, codes(answer)) == (400, faults)
    assert not ScheduleChange.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["council/ag-dec-66/1999-1/", "council/other/2026-2/", "party/ag-dec-66/2026-2/"],
)
def test_what_is_not_planned_is_not_there(
    api: Any, open_period: Any, officer: User, address: str
) -> None:
    for method in ("get", "patch", "delete"):
        assert getattr(api(officer), method)(SCHEDULE + address).status_code == 404


def test_who_may_not_is_told_before_what_is_wrong(
    api: Any, open_period: Any, authority_slv: User
) -> None:
    assert api(authority_slv).patch(COUNCIL, {}).status_code == 403
    assert api(authority_slv).delete(COUNCIL).status_code == 403


def test_what_was_made_is_found_from_it_once_it_may_be_seen(
    api: Any, closed_period: Any, officer: User, visitor: Any, queue: Queue
) -> None:
    address = f"{SCHEDULE}council/ag-dec-66/2012-1/"
    schedule.request_due(at=closed_period.closes_at + timedelta(days=1))
    queue.run(most=1000)
    seen = read(api(officer), address)
    assert (seen["state"], seen["may"]) == ("made", [])
    report = closed_period.reports.get()
    assert seen["report"] == report.pk
    assert read(api(visitor), address)["report"] is None
    refused = api(officer).patch(address, {"at": None, "reason": "x"})
    assert (refused.status_code, refused.json()["code"]) == (409, "already_made")
    lifecycle.issue(report=report, by=officer, at=timezone.now())
    assert read(api(visitor), address)["report"] == report.pk


def test_a_year_takes_as_many_queries_however_much_it_holds(
    api: Any,
    open_period: Any,
    closed_period: Any,
    officer: User,
    django_assert_max_num_queries: Any,
) -> None:
    with django_assert_max_num_queries(5):
        read(api(officer), f"{SCHEDULE}?year=2012")
