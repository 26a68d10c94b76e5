"""Numbers in two places of one report never disagree."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.dataset.assembly import counting
from reporting.dataset.assembly.records import AcceptedUpdate, Due, Reading
from reporting.dataset.schema import LevelCounts
from tests.reporting.world import ask, make_period, report, say

PARTIES = ("GTM", "HND", "SLV")
CODES = ("7.1", "7.2", "8.1")
PARAGRAPH = {"7.1": "7", "7.2": "7", "8.1": "8"}
NAMES = [field.name for field in fields(LevelCounts) if field.name != "levels"]

AT = datetime(2012, 6, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
# Whether the period is over, and whether its due date is past.
ENDED, PAST_DUE, AHEAD = (True, True), (False, True), (False, False)

whats = st.one_of(
    st.sampled_from((ENDED, PAST_DUE, AHEAD)),
    st.sampled_from(("received", "withheld", "n/a", "undecided")),
    st.integers(min_value=0, max_value=4),
)


def reading_of(whats: list[Any]) -> Reading:
    due, said = [], {}
    pairs = product(PARTIES, CODES)
    for number, ((party, code), what) in enumerate(zip(pairs, whats, strict=True)):
        closed, past_due = what if isinstance(what, tuple) else ENDED
        due.append(
            Due(
                responsibility=number,
                party=party,
                commitment=code,
                due_at=AT - HOUR if past_due else AT + HOUR,
                closed=closed,
                in_hand=what == "received",
                undecided=what == "undecided",
                sample=False,
            )
        )
        if what in ("withheld", "n/a") or isinstance(what, int):
            said[number] = AcceptedUpdate(
                responsibility=number,
                party=party,
                commitment=code,
                readable=what != "withheld",
                level=what if isinstance(what, int) else None,
                sample=False,
                level_before=None,
                period_before="",
                fields={},
            )
    return Reading(at=AT, due=tuple(due), accepted=said)


def total(parts: Any) -> LevelCounts:
    rows = [asdict(part) for part in parts]
    levels = [sum(row["levels"][level] for row in rows) for level in range(5)]
    sums = {name: sum(row[name] for row in rows) for name in NAMES}
    return LevelCounts(levels=tuple(levels), **sums)


@given(st.lists(whats, min_size=9, max_size=9))
def test_every_way_of_counting_gives_the_same_sum(whats: list[Any]) -> None:
    reading = reading_of(whats)
    whole = counting.count(reading.counted)
    frame = counting.MatrixFrame(
        rows=["7", "8"], parties=PARTIES, paragraph_of=PARAGRAPH, owed=frozenset()
    )
    cells = counting.matrix(frame, reading).cells
    for key in ("party", "commitment"):
        groups = counting.count_by(reading, lambda line, key=key: getattr(line, key))  # type: ignore[misc]
        assert total(groups.values()) == whole
    assert total(cell.counts for cell in cells) == whole
    silent = counting.silent(reading, PARTIES, CODES)
    assert sum(len(s.missing) for s in silent) == whole.not_reported + whole.overdue
    assert whole.undecided == whats.count("undecided")
    assert whole.received == whats.count("received")
    assert whole.awaited == whats.count(PAST_DUE) + whats.count(AHEAD)
    assert whole.overdue == whats.count(PAST_DUE)
    assert whole.not_reported == whats.count(ENDED)
    assert whole.due == len(whats) - whole.undecided
    assert whole.due == (whole.reported + whole.received + whole.awaited + whole.not_reported)


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogue")
def test_a_whole_report_agrees_with_itself() -> None:
    earlier, period = make_period("2011-2"), make_period("2012-1")
    for number, (party, code) in enumerate(product(PARTIES, CODES)):
        say(earlier, party, code, number % 5)
        if number % 4 == 0:
            ask(period, party, code)
        else:
            visibility = "member_states" if number % 4 == 1 else "public"
            say(period, party, code, (number + 1) % 5, visibility=visibility)
    dataset = report("council", period=period, as_of=period.closes_at)
    paragraphs = dataset.paragraphs
    assert total(p.counts for p in paragraphs) == dataset.counts
    assert total(c.counts for p in paragraphs for c in p.commitments) == dataset.counts
    assert total(p.counts for p in dataset.parties) == dataset.counts
    assert total(c.counts for c in dataset.matrix.cells) == dataset.counts
    before = [p.counts_before for p in paragraphs if p.counts_before is not None]
    assert total(before) == dataset.counts_before
    by_level = [sum(u.level == level for u in dataset.updates) for level in range(5)]
    assert tuple(by_level) == dataset.counts.levels
    assert sum(len(s.missing) for s in dataset.silent) == dataset.counts.not_reported == 3
