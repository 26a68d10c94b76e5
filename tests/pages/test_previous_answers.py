"""Beside an update stands what its party said last before, or nothing; never what came earlier."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from commitments.models import Responsibility
from tests.conftest import person
from tracker.models import ProgressUpdate, ReportingPeriod, State, Verb
from tracker.updates.commands.past_entries import History, PastStep, enter

pytestmark = pytest.mark.django_db
PAGES = ("/en/updates/{pk}/", "/en/states/SLV/?period=2026-2")
SHOWN = r"previous(?:ly, in | update \()%s"
EARLIER, LAST = SHOWN % "july–december 2025", SHOWN % "january–june 2026"


def _period(like: ReportingPeriod, key: str, start: date, end: date) -> ReportingPeriod:
    year = timedelta(days=365)
    return ReportingPeriod.objects.create(
        key=key,
        cycle=like.cycle,
        covers_from=start,
        covers_to=end,
        opens_at=like.opens_at - year,
        due_at=like.due_at - year,
        closes_at=like.closes_at - year,
        state="open",
        opened_at=like.opens_at - year,
    )


@pytest.fixture
def three(update_of: Any, open_period: ReportingPeriod) -> ProgressUpdate:
    """Accepted in three periods, that in the middle for member states alone; return the last."""
    now, author = timezone.now(), person("author@tests.example")
    update_of("SLV", "7.1").delete()
    periods = [
        _period(open_period, "2025-2", date(2025, 7, 1), date(2026, 1, 1)),
        _period(open_period, "2026-1", date(2026, 1, 1), date(2026, 7, 1)),
        open_period,
    ]
    made = enter(
        [
            History(
                responsibility=Responsibility.objects.select_related("commitment").get(
                    party__code="SLV", commitment__code="7.1", role="addressee"
                ),
                period=period,
                solicited=True,
                sample=False,
                content={
                    "language": "es",
                    "summary": "Palabras.",
                    "level": level,
                    "visibility": visibility,
                },
                steps=[
                    PastStep(Verb.SUBMIT, State.SUBMITTED, now, author),
                    PastStep(Verb.ACCEPT, State.ACCEPTED, now, author),
                ],
            )
            for period, level, visibility in zip(
                periods, (1, 2, 3), ("public", "member_states", "public"), strict=True
            )
        ],
        at=now,
    )
    return made[-1]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("reader", "shown"),
    [("visitor", False), ("authority_hnd", True), ("authority_slv", True), ("officer", True)],
)
def test_what_was_said_before_is_shown_to_who_may_read_it(
    request: pytest.FixtureRequest,
    client_of: Any,
    three: ProgressUpdate,
    address: str,
    reader: str,
    shown: bool,
) -> None:
    client = client_of(request.getfixturevalue(reader))
    page = client.get(address.format(pk=three.pk)).content.decode().lower()
    assert bool(re.search(LAST, page)) is shown
    assert not re.search(EARLIER, page)
