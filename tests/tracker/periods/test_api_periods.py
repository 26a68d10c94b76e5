"""Cycles, periods and the roster through the API."""

from __future__ import annotations

from typing import Any

import pytest

from commitments.foundation.models.audit import AuditEntry
from commitments.models import User
from tests.tracker.doors import codes

pytestmark = pytest.mark.django_db

PERIODS = "/api/v1/periods/"
NEW: dict[str, Any] = {
    "key": "2027-1",
    "cycle": "57",
    "instruments": ["ag-dec-66"],
    "covers_from": "2027-01-01",
    "covers_to": "2027-07-01",
    "opens_at": "2027-01-01T00:00:00Z",
    "due_at": "2027-05-01T00:00:00Z",
    "closes_at": "2027-06-01T00:00:00Z",
}


def test_everybody_reads_cycles_periods_and_the_roster(
    api: Any, open_period: Any, visitor: Any
) -> None:
    client = api(visitor)
    cycle = client.get("/api/v1/cycles/57/").json()
    assert (cycle["from_session"], cycle["to_session"]) == ("56", "57")
    assert "2026-2" in cycle["periods"]
    assert cycle in client.get("/api/v1/cycles/").json()["results"]
    (period,) = client.get(PERIODS, {"state": "open", "cycle": "57"}).json()["results"]
    assert (period["key"], period["cycle"], period["may"]) == ("2026-2", "57", [])
    assert client.get(f"{PERIODS}2026-2/").json() == period
    entry = client.get(f"{PERIODS}2026-2/roster/slv/").json()
    assert (entry["party"], entry["kind"], entry["decision"]) == ("SLV", "state", "in")
    listed = client.get(f"{PERIODS}2026-2/roster/", {"page_size": 500}).json()["results"]
    assert entry in listed
    assert {row["decision"] for row in listed} >= {"in", "out"}


@pytest.mark.parametrize(
    "address",
    [
        "periods/1999-1/",
        "periods/x/",
        "periods/1999-1/roster/",
        "periods/2026-2/roster/XXX/",
        "cycles/999/",
        "cycles/x/",
        "cycles/99999999999999999999/",
    ],
)
def test_what_is_not_there_is_404(api: Any, open_period: Any, visitor: Any, address: str) -> None:
    assert api(visitor).get(f"/api/v1/{address}").status_code == 404


def test_an_officer_plans_amends_opens_and_closes(
    api: Any, open_period: Any, officer: User
) -> None:
    client = api(officer)
    made = client.post(PERIODS, NEW)
    assert made.status_code == 201, made.content
    address = made["Location"]
    assert made.json()["may"] == ["amend", "open"]
    changes = {"due_at": "2027-05-15T00:00:00Z"}
    assert client.patch(address, changes).status_code == 428
    assert client.patch(address, changes, headers={"If-Match": '"9"'}).status_code == 412
    amended = client.patch(address, changes, headers={"If-Match": made["ETag"]})
    assert (amended.status_code, amended.json()["due_at"]) == (200, "2027-05-15T00:00:00Z")
    assert client.post(f"{address}open/", {"colour": "red"}).status_code == 400
    stale = client.post(f"{address}open/", headers={"If-Match": made["ETag"]})
    assert stale.status_code == 412
    opened = client.post(f"{address}open/")
    assert (opened.status_code, opened.json()["state"]) == (200, "open")
    found = client.get("/api/v1/updates/", {"period": "2027-1", "party": "SLV"}).json()
    assert {row["state"] for row in found["results"]} == {"expected"}
    assert client.post(f"{address}open/").status_code == 409
    assert client.post(f"{address}close/").json()["state"] == "closed"
    found = client.get("/api/v1/updates/", {"period": "2027-1", "party": "SLV"}).json()
    assert {row["state"] for row in found["results"]} == {"not_reported"}


@pytest.mark.parametrize(
    ("person", "status"), [("visitor", 401), ("nobody", 403), ("authority_slv", 403)]
)
def test_others_run_no_periods(
    request: Any, api: Any, open_period: Any, person: str, status: int
) -> None:
    client = api(request.getfixturevalue(person))
    address = f"{PERIODS}2026-2/"
    assert client.post(PERIODS, {"colour": "red"}).status_code == status
    assert client.patch(address, {"colour": "red"}).status_code == status
    for verb in ("open", "close"):
        assert client.post(f"{address}{verb}/").status_code == status
    assert client.patch(f"{address}roster/SLV/", {"decision": "x"}).status_code == status


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"key": "x"}, {"/key"}),
        ({"key": 5}, {"/key"}),
        ({"key": "2026-2"}, {"/key"}),
        ({"cycle": "1"}, {"/cycle"}),
        ({"cycle": ["57"]}, {"/cycle"}),
        ({"instruments": "ag-dec-66"}, {"/instruments"}),
        ({"instruments": []}, {"/instruments"}),
        ({"instruments": ["ag-dec-66", {}]}, {"/instruments/1"}),
        ({"covers_to": "2026-01-01"}, {"/covers_to"}),
        ({"due_at": "2026-01-01T00:00:00Z"}, {"/due_at"}),
        ({"opens_at": "soon", "covers_from": 5}, {"/opens_at", "/covers_from"}),
        ({"colour": "red"}, {"/colour"}),
    ],
)
def test_a_period_that_will_not_do_is_refused(
    api: Any, open_period: Any, officer: User, changes: dict[str, Any], pointers: set[str]
) -> None:
    refused = api(officer).post(PERIODS, NEW | changes)
    assert refused.status_code == 400, refused.content
    assert set(codes(refused)) == pointers


def test_all_that_is_missing_is_named(api: Any, open_period: Any, officer: User) -> None:
    assert set(codes(api(officer).post(PERIODS, {}))) == {f"/{name}" for name in NEW}


def test_an_officer_decides_where_a_standing_is_disputed(
    api: Any, open_period: Any, officer: User
) -> None:
    client = api(officer)
    listed = client.get(f"{PERIODS}2026-2/roster/", {"page_size": 500}).json()["results"]
    disputed = next(row["party"] for row in listed if row["decision"] == "undecided")
    address = f"{PERIODS}2026-2/roster/{disputed}/"
    settled = f"{PERIODS}2026-2/roster/SLV/"
    assert client.patch(settled, {"decision": "out", "reason": "x"}).status_code == 409
    refused = client.patch(address, {"decision": "perhaps", "colour": "red"})
    assert refused.status_code == 400
    assert {"/decision", "/colour"} <= set(codes(refused))
    decided = client.patch(address, {"decision": "in", "reason": "Note 3/2026"})
    assert (decided.status_code, decided.json()["decision"]) == (200, "in")
    found = client.get("/api/v1/updates/", {"party": disputed, "period": "2026-2"}).json()
    assert len(found["results"]) == 52


def test_an_officer_begins_a_cycle_and_says_why_dates_move(
    api: Any, open_period: Any, officer: User, authority_slv: User
) -> None:
    client = api(officer)
    cycles = "/api/v1/cycles/"
    assert api(authority_slv).post(cycles, {"to_session": "50"}, format="json").status_code == 403
    made = client.post(cycles, {"to_session": "50"}, format="json")
    assert (made.status_code, made["Location"]) == (201, "/api/v1/cycles/50/")
    assert (made.json()["from_session"], made.json()["periods"]) == ("49", [])
    again = client.post(cycles, {"to_session": "50"}, format="json")
    assert (again.status_code, again.json()["code"]) == (409, "cycle_exists")
    for wrong, code in (({}, 400), ({"to_session": 50}, 400), ({"to_session": "999"}, 400)):
        assert client.post(cycles, wrong, format="json").status_code == code
    address = f"{PERIODS}2026-2/"
    moved = client.patch(
        address,
        {"closes_at": "2099-01-01T00:00:00Z", "reason": "The hurricane."},
        format="json",
        headers={"If-Match": client.get(address)["ETag"]},
    )
    assert moved.status_code == 200
    assert AuditEntry.objects.get(action="amend_period").detail["reason"] == "The hurricane."
