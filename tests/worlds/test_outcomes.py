"""Python, SQL and the oracle agree on every update of every world, whoever reads."""

from __future__ import annotations

import pytest

from tests.worlds import oracle
from tests.worlds.conftest import READERS, Here
from tests.worlds.worlds import NAMES, NOW, World, world
from tracker.models import ProgressUpdate, State
from tracker.updates.queries.updates import count_by, with_outcome
from tracker.updates.rules.outcomes import OutcomeFacts, is_closed, is_overdue, key_of, outcome_of
from tracker.visibility import Reader

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.mark.parametrize("reader", READERS)
def test_python_sql_and_the_oracle_count_each_update_alike(here: Here, reader: str) -> None:
    looking, told = Reader.of(here.people[reader], NOW), here.oracle(reader)
    rows = {
        (row.period.key, row.party.code, row.commitment.code): row
        for row in with_outcome(ProgressUpdate.objects.all(), looking).select_related(
            "period", "party", "commitment", "published_revision"
        )
    }
    assert len(rows) == len(here.world.updates)
    for period in here.world.periods:
        for update in (one for one in here.world.updates if one.period is period):
            row = rows.pop((period.key, update.party, update.commitment))
            line = told.line([update], [period])
            where = (period.key, update)
            undecided = here.world.roster[period.key, update.party] == "undecided"
            facts = _facts(row, looking, undecided=undecided)
            outcome = outcome_of(facts)
            assert row.state == update.state, where
            assert row.outcome == (outcome.value if outcome else ""), where
            level = row.published_revision.level if row.published_revision else None
            assert (key_of(outcome, level) if outcome else "") == line.key, where
            assert is_overdue(outcome, due_at=period.due_at, at=NOW) == line.overdue, where
    assert not rows


def _facts(row: ProgressUpdate, looking: Reader, *, undecided: bool) -> OutcomeFacts:
    text, period = row.published_revision, row.period
    return OutcomeFacts(
        solicited=row.solicited,
        undecided=undecided,
        accepted=text is not None,
        readable=text is not None
        and looking.reads(
            party_id=row.party_id, visibility=text.visibility, embargo_until=text.embargo_until
        ),
        in_hand=row.state == State.SUBMITTED,
        closed=is_closed(closes_at=period.closes_at, closed_at=period.closed_at, at=NOW),
    )


@pytest.mark.parametrize("reader", READERS)
def test_counted_in_the_database_it_is_the_same(here: Here, reader: str) -> None:
    looking, told = Reader.of(here.people[reader], NOW), here.oracle(reader)
    found = count_by(looking, "period__key", "party__code", "commitment__code")
    wanted = {
        (period.key, *pair): counts
        for period in here.world.periods
        for pair, counts in oracle.by(
            told.lines(period), lambda line: (line.party, line.commitment)
        ).items()
    }
    assert found == wanted


@pytest.mark.parametrize("name", NAMES)
def test_each_world_holds_every_outcome_and_every_state(name: str) -> None:
    made: World = world(name)
    told = oracle.Oracle(made, oracle.PUBLIC, NOW)
    keys = oracle.count(line for period in made.periods for line in told.lines(period))
    assert set(keys) == {*oracle.DUE, *oracle.BESIDE, "overdue"} - (
        {"overdue"} if name != "two cycles" else set()
    )
    assert {update.state for update in made.updates} == set(State.values)
