"""However much there is to show, a page asks the database as often: every page there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commitments.models import Instrument
from tests.access import scene
from tests.access.addresses import Things, address_of, cases, things
from tests.access.table import ROLES, read_table
from tests.conftest import designate, person
from tests.tracker.journeys import accepted, drafted, submitted
from tracker.models import ReportingCycle
from tracker.periods.commands import planning
from tracker.updates.commands import comments

__all__ = ["things"]
pytestmark = [pytest.mark.django_db, pytest.mark.long]
# The one sees most of everything; the other has a desk. With how many pages that is, at the least.
ASKING = {"administrator": ("", 60), "authority_slv": ("desk/", 6)}
# For each: what is published of 7 and 12, what waits for review, what is begun.
FIRST = [("7.1", "15.1", "15.2")]
THEN = [("7.2", "15.3", "15.4"), ("12.1", "15.5", "15.6"), ("12.2", "15.7", "15.8")]
Add = Callable[[list[tuple[str, str, str]]], None]


@pytest.fixture
def add(
    update_of: Callable[[str, str], Any],
    authority_slv: Any,
    authority_hnd: Any,
    officer: Any,
    administrator: Any,
) -> Add:
    """`add(FIRST)`: of everything that pages list one more, for each code of what is published."""

    def make(codes: list[tuple[str, str, str]]) -> None:
        now = timezone.now()
        for published, waiting, begun in codes:
            accepted(update_of("SLV", published), authority_slv, officer)
            scene.published_update(update_of("HND", published), authority_hnd, officer)
            scene.action_of("SLV", authority_slv, "public")
            scene.report("issued", officer)
            scene.report("draft", officer)
            handed_in = submitted(update_of("SLV", waiting), authority_slv)
            comments.say(update=handed_in, content="Why?", passage="", by=officer, at=now)
            drafted(update_of("SLV", begun), authority_slv)
            designate(person(f"{begun}@tests.example", full_name=begun), "HND", "contributor")
            _plan(administrator, year=2020 + int(begun.partition(".")[2]))

    return make


def _plan(administrator: Any, *, year: int) -> None:
    begins = timezone.now() + timedelta(days=365 * (year - 2020))
    planning.plan(
        key=f"{year}-1",
        cycle=ReportingCycle.objects.latest("pk"),
        instruments=[Instrument.objects.default()],
        covers_from=date(2026, 7, 1),
        covers_to=date(2027, 1, 1),
        opens_at=begins,
        due_at=begins + timedelta(days=30),
        closes_at=begins + timedelta(days=60),
        by=administrator,
        at=timezone.now(),
    )


@pytest.mark.parametrize("role", ASKING)
def test_more_rows_take_no_more_queries(
    client_of: Callable[[Any], Client],
    request: pytest.FixtureRequest,
    things: Things,
    add: Add,
    role: str,
) -> None:
    client = client_of(request.getfixturevalue(role))
    start, least = ASKING[role]
    add(FIRST)
    pages = [page for page in _pages(things, role) if page.startswith(f"/en/{start}")]
    few = {page: _queries(client, page) for page in pages}
    add(THEN)
    many = {page: _queries(client, page) for page in pages}
    assert {page: (few[page], many[page]) for page in pages if many[page] > few[page]} == {}
    assert len(pages) >= least


def _queries(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200, page
    return len(captured)


def _pages(things: Things, role: str) -> list[str]:
    place = ROLES.index(role)
    return [
        f"/en/{address_of(template, dict(cases(template, things))[label])}"
        for (label, method, template), statuses in read_table("pages.txt").items()
        if method == "get" and statuses[place] == "200"
    ]
