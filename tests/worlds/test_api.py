"""The API says the oracle's numbers: the matrix cell by cell, and which updates there are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.worlds import oracle
from tests.worlds.conftest import READERS, Here
from tests.worlds.oracle import Line, Oracle
from tests.worlds.worlds import Period, Update

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("by", ["paragraph", "commitment"])
def test_each_cell_of_the_matrix(here: Here, reader: str, by: str) -> None:
    told = here.oracle(reader)
    for period in here.world.periods:
        groups: dict[tuple[str, str], list[Line]] = {}
        for line in told.lines(period):
            groups.setdefault((getattr(line, by), line.party), []).append(line)
        answer = here.api(reader, "matrix/", period=period.key, by=by)
        for cell in answer["cells"]:
            own = groups.pop((cell["row"], cell["party"]))
            assert cell["counts"] == _counts(own), cell
            assert (cell["level"], cell["change"]) == oracle.cell(own), cell
            assert cell["states"] == _states(told, period, own), cell
        assert not groups


def _counts(own: list[Line]) -> dict[str, int]:
    """Return counts as the API has them: `reported` is the sum of those by level."""
    counts = oracle.count(own)
    by_level = sum(counts[key] for key in (*oracle.LEVELS, "not_applicable"))
    return dict(counts) | ({"reported": by_level} if by_level else {})


def _states(told: Oracle, period: Period, own: list[Line]) -> dict[str, int] | None:
    """Return the states of what was asked for, for those who may know them."""
    if not told.reader.knows(own[0].party):
        return None
    kept = {line.commitment for line in own if line.key != "volunteered"}
    states: dict[str, int] = {}
    for update in told.world.updates:
        if update.period == period and update.party == own[0].party and update.commitment in kept:
            states[update.state] = states.get(update.state, 0) + 1
    return states


@pytest.mark.parametrize("reader", READERS)
def test_the_list_of_updates_holds_what_may_be_read_and_no_more(here: Here, reader: str) -> None:
    told = here.oracle(reader)
    for period in here.world.periods:
        found: list[Any] = []
        answer = here.api(reader, "updates/", period=period.key, page_size="500")
        found += answer["results"]
        assert answer["next"] is None
        wanted = {_key(update): update for update in told.visible(period)}
        assert {(row["party"], row["commitment"]) for row in found} == set(wanted)
        for row in found:
            update = wanted[row["party"], row["commitment"]]
            if not told.reader.knows(update.party):
                text = oracle.accepted(update, told.at)
                assert text is not None
                assert (row["state"], row["level"]) == ("accepted", text.level), row
            else:
                assert row["state"] == update.state


def _key(update: Update) -> tuple[str, str]:
    return update.party, update.commitment
