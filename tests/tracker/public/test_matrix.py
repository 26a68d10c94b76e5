"""The matrix: what each reader may know of each row and party."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commitments.models import Instrument, Responsibility
from tests.conftest import person
from tracker.models import ProgressUpdate, ReportingPeriod, State, Verb
from tracker.updates.commands.past_entries import History, PastStep, enter
from tracker.updates.queries.matrix import PeriodMatrix, PeriodMatrixCell, matrix
from tracker.updates.rules.rubric import lower_median_level

pytestmark = pytest.mark.django_db


def table(period: ReportingPeriod, reader: Any, by: str = "paragraph") -> PeriodMatrix:
    return matrix(period=period, instrument=Instrument.objects.default(), by=by, person=reader)


def cell(found: PeriodMatrix, row: str, party: str) -> PeriodMatrixCell:
    return next(c for c in found.cells if (c.row, c.party) == (row, party))


def accept(
    period: ReportingPeriod, party: str, code: str, *, solicited: bool = True, **content: Any
) -> None:
    """Put the accepted update of a party in place of its expected one."""
    ProgressUpdate.objects.filter(period=period, party__code=party, commitment__code=code).delete()
    author = person("author@tests.example")
    now = timezone.now()
    enter(
        [
            History(
                responsibility=Responsibility.objects.select_related("commitment").get(
                    party__code=party, commitment__code=code, role="addressee"
                ),
                period=period,
                solicited=solicited,
                sample=False,
                content={"language": "en", "summary": "Words.", "level": 2} | content,
                steps=[
                    PastStep(Verb.SUBMIT, State.SUBMITTED, now, author),
                    PastStep(Verb.ACCEPT, State.ACCEPTED, now, author),
                ],
            )
        ],
        at=now,
    )


def earlier(period: ReportingPeriod) -> ReportingPeriod:
    """A closed period a year before."""
    year = timedelta(days=365)
    return ReportingPeriod.objects.create(
        key="2025-2",
        cycle=period.cycle,
        covers_from=date(2025, 7, 1),
        covers_to=date(2026, 1, 1),
        opens_at=period.opens_at - year,
        due_at=period.due_at - year,
        closes_at=period.closes_at - year,
        state="closed",
        opened_at=period.opens_at - year,
        closed_at=period.closes_at - year,
    )


def test_nothing_reported_shows_no_level_and_counts_what_is_awaited(
    open_period: ReportingPeriod, visitor: Any
) -> None:
    found = cell(table(open_period, visitor), "7", "SLV")
    assert found.level is None
    assert found.counts == {"awaited": 5}


def test_rows_and_parties_are_those_that_owe(open_period: ReportingPeriod, visitor: Any) -> None:
    found = table(open_period, visitor)
    assert found.rows == [str(number) for number in range(1, 18)]
    # Withdrawn, disputed and not participating states are not asked.
    assert not {"NIC", "VEN", "CUB"} & set(found.parties)
    assert len(found.parties) == 32 + 3
    by_commitment = table(open_period, visitor, by="commitment")
    assert len(by_commitment.rows) == 59
    assert by_commitment.rows[:3] == ["1.1", "2.1", "2.2"]
    assert by_commitment.rows.index("15.10") == by_commitment.rows.index("15.9") + 1


def test_a_paragraph_shows_the_lower_median_once_half_is_reported(
    open_period: ReportingPeriod, visitor: Any
) -> None:
    accept(open_period, "SLV", "7.1", level=4)
    accept(open_period, "SLV", "7.2", level=1)
    assert cell(table(open_period, visitor), "7", "SLV").level is None
    accept(open_period, "SLV", "7.3", level=3)
    found = cell(table(open_period, visitor), "7", "SLV")
    assert found.level == 3
    assert found.counts == {"reported": 3, "1": 1, "3": 1, "4": 1, "awaited": 2}


@pytest.mark.parametrize(
    ("levels", "reported", "due", "expected"),
    [
        ([], 0, 0, None),
        ([], 4, 4, None),
        ([2], 1, 3, None),
        ([2], 1, 2, 2),
        ([0, 4], 2, 4, 0),
        ([4, 1, 3], 3, 3, 3),
    ],
)
def test_lower_median(levels: list[int], reported: int, due: int, expected: int | None) -> None:
    assert lower_median_level(levels, reported=reported, due=due) == expected


def test_what_was_volunteered_is_shown_and_stands_in_no_rate(
    open_period: ReportingPeriod, visitor: Any
) -> None:
    accept(open_period, "PC", "16.1", solicited=False, level=4)
    found = table(open_period, visitor)
    assert cell(found, "16", "PC").counts == {"awaited": 2, "volunteered": 1}
    assert cell(found, "16", "PC").level is None
    by_commitment = cell(table(open_period, visitor, by="commitment"), "16.1", "PC")
    assert (by_commitment.level, by_commitment.counts) == (4, {"volunteered": 1})


def test_change_is_against_the_last_accepted_level_before(
    open_period: ReportingPeriod, visitor: Any
) -> None:
    accept(earlier(open_period), "SLV", "1.1", level=1)
    accept(open_period, "SLV", "1.1", level=3)
    accept(open_period, "HND", "1.1", level=3)
    found = table(open_period, visitor, by="commitment")
    assert cell(found, "1.1", "SLV").change == 2
    assert cell(found, "1.1", "HND").change is None


def test_what_is_for_member_states_only_is_withheld_from_the_public(
    open_period: ReportingPeriod, visitor: Any, authority_hnd: Any
) -> None:
    accept(open_period, "SLV", "1.1", level=3, visibility="member_states")
    for_visitor = cell(table(open_period, visitor), "1", "SLV")
    assert for_visitor.level is None
    assert for_visitor.counts == {"withheld": 1}
    assert cell(table(open_period, authority_hnd), "1", "SLV").level == 3


def test_an_embargo_binds_other_states_too(
    open_period: ReportingPeriod, authority_hnd: Any, authority_slv: Any, officer: Any
) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    accept(open_period, "SLV", "1.1", level=3, embargo_until=tomorrow)
    assert cell(table(open_period, authority_hnd), "1", "SLV").counts == {"withheld": 1}
    assert cell(table(open_period, authority_slv), "1", "SLV").level == 3
    assert cell(table(open_period, officer), "1", "SLV").level == 3


def test_a_level_before_that_was_not_public_gives_no_change(
    open_period: ReportingPeriod, visitor: Any, officer: Any
) -> None:
    accept(earlier(open_period), "SLV", "1.1", level=1, visibility="member_states")
    accept(open_period, "SLV", "1.1", level=3)
    assert cell(table(open_period, visitor), "1", "SLV").change is None
    assert cell(table(open_period, officer), "1", "SLV").change == 2


def test_workflow_states_are_for_the_secretariat_and_the_party_itself(
    open_period: ReportingPeriod, visitor: Any, authority_slv: Any, officer: Any
) -> None:
    assert cell(table(open_period, visitor), "7", "SLV").states is None
    own = table(open_period, authority_slv)
    assert cell(own, "7", "SLV").states == {"expected": 5}
    assert cell(own, "7", "HND").states is None
    assert cell(table(open_period, officer), "7", "HND").states == {"expected": 5}


def test_it_takes_few_queries_however_large(open_period: ReportingPeriod, officer: Any) -> None:
    with CaptureQueriesContext(connection) as queries:
        table(open_period, officer)
    assert len(queries) <= 3
