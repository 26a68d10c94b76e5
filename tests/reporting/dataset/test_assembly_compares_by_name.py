"""What a report compares: each update with its party's previous one, each scope with the last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commitments.models import AssemblySession
from reporting.dataset.schema import Dataset
from reporting.documents.edition import Edition, edition_of
from reporting.documents.layouts import lay_out
from reporting.documents.layouts.shared_blocks import named_before, named_scope
from tests.reporting.world import HOUR, ask, counts, make_period, report, say
from tracker.models import ReportingPeriod, State, Verb

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def edition(data: Dataset, language: str = "en") -> Edition:
    return edition_of(dataset=data, language=language, sha256="0" * 64, draft=False)


def lines(made: Edition, anchor: str = "summary") -> str:
    """Return what a section says outside its tables."""
    (found,) = (s for s in lay_out(made).sections if getattr(s.blocks[0], "anchor", "") == anchor)
    return " ".join(run.text for block in found.blocks for run in getattr(block, "runs", ()))


def next_cycle() -> Dataset:
    """Return the report to the 43rd session, a year later."""
    session = AssemblySession.objects.get(kind="regular", number=43)
    return report(session=session, as_of=datetime(2013, 6, 1, tzinfo=UTC))


def test_an_update_is_never_compared_with_itself(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "SLV", "7.1", 3)
    ask(period, "SLV", "7.1")
    (update,) = report().updates
    assert (update.period, update.level, update.level_before, update.period_before) == (
        "2011-2",
        3,
        None,
        "",
    )


def test_before_an_update_is_the_partys_previous_accepted_one_whichever_the_scope(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "SLV", "7.1", 1)
    say(period, "SLV", "7.1", 3)
    ask(make_period("2012-2", to_session=43), "SLV", "7.1")
    (update,) = report().updates
    assert (update.level, update.level_before, update.period_before) == (3, 1, "2011-2")
    assert [(m.before, m.now) for m in report().moves] == [(1, 3)]
    assert next_cycle().updates == ()


def test_a_cycle_is_compared_with_the_cycle_before_it_and_says_so(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "SLV", "7.1", 1)
    ask(earlier, "HND", "7.1")
    say(period, "HND", "7.1", 2)
    last = make_period("2012-2", to_session=43)
    ask(last, "SLV", "7.2")
    say(last, "SLV", "7.1", 3)
    dataset = next_cycle()
    assert dataset.counts == counts({3: 1}, not_reported=1)
    assert dataset.counts_before == counts({1: 1, 2: 1})
    assert dataset.compared_with is not None
    told = dataset.compared_with
    assert (told.kind, told.periods) == ("cycle", ("2011-2", "2012-1"))
    assert told.session is not None
    assert told.session.number == 42
    made = edition(dataset)
    scope, before = named_scope(made), named_before(made)
    assert scope == "this cycle (2012-2)"
    assert before == "the cycle to the XLII regular session (2011-2 and 2012-1)"
    assert f"Reported in {scope}: 1 of 2 (50.0%); in {before}: 2 of 2 (100.0%)." in lines(made)


def test_a_period_is_compared_with_the_one_before_it_by_their_keys(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "SLV", "7.1", 1)
    say(period, "SLV", "7.1", 3)
    made = edition(report("council", period=period, as_of=period.closes_at))
    assert (named_scope(made), named_before(made)) == ("2012-1", "2011-2")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "There is no earlier cycle to compare with."),
        ("es", "No hay un ciclo anterior con el cual comparar."),
        ("fr", "Il n’y a pas de cycle antérieur auquel comparer."),
        ("pt", "Não há ciclo anterior com o qual comparar."),
    ],
)
def test_the_first_cycle_says_that_there_is_none_before(
    period: ReportingPeriod, language: str, told: str
) -> None:
    say(period, "SLV", "7.1", 3)
    assert told in lines(edition(report(), language))


def test_a_paragraphs_change_is_over_the_commitments_that_have_both(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "SLV", "7.1", 1)
    say(earlier, "SLV", "7.2", 1)
    for code, level in (("7.1", 2), ("7.2", 2), ("7.3", 4), ("7.4", 4)):
        say(period, "SLV", code, level)
    (cell,) = (
        c
        for c in report("council", period=period, as_of=period.closes_at).matrix.cells
        if (c.row, c.party) == ("7", "SLV")
    )
    # Of all four the median is 2; the two that can be compared rose by one.
    assert (cell.level, cell.change) == (2, 1)


def test_an_open_period_is_not_said_to_be_complete(earlier: ReportingPeriod) -> None:
    say(earlier, "SLV", "7.1", 3)
    ask(earlier, "SLV", "7.2")
    ask(earlier, "HND", "7.1")
    steps = [(Verb.SUBMIT, State.SUBMITTED, earlier.opens_at + HOUR)]
    say(earlier, "GTM", "7.1", 2, steps=steps)
    while_open = report("council", period=earlier, as_of=earlier.due_at - HOUR)
    assert while_open.counts == counts({3: 1}, received=1, awaited=2)
    assert while_open.silent == ()
    text = lines(edition(while_open), "silent")
    assert "Awaited, and not due yet: 2 of 4." in text
    assert "Received and not yet reviewed: 1." in text
    assert "All of the updates due were reported" not in text


def test_a_duty_that_is_not_applicable_or_in_hand_is_not_called_unreported(
    period: ReportingPeriod,
) -> None:
    say(period, "PC", "16.3", None, not_applicable_reason="It was not convened.")
    steps = [(Verb.SUBMIT, State.SUBMITTED, period.opens_at + HOUR)]
    say(period, "GS", "16.4", 3, steps=steps)
    say(period, "PC", "16.2", 3, visibility="member_states")
    ask(period, "PC", "16.1")
    rubrics = {duty.commitment: duty.rubric for duty in report().duties}
    assert rubrics["16.1"] == "not_reported"
    assert rubrics["16.2"] == "withheld"
    assert rubrics["16.3"] == "not_applicable"
    assert rubrics["16.4"] == "received"
    words = edition(report()).words
    assert words.by_key("duties.rubric.not_applicable") == "Not applicable"


def test_two_reports_of_one_second_each_hold_what_was_accepted_by_their_moment(
    period: ReportingPeriod,
) -> None:
    moment = period.closes_at + HOUR + timedelta(milliseconds=300)
    steps = [
        (Verb.SUBMIT, State.SUBMITTED, period.opens_at + HOUR),
        (Verb.ACCEPT, State.ACCEPTED, moment),
    ]
    say(period, "SLV", "7.1", 3, steps=steps)
    session = AssemblySession.objects.get(kind="regular", number=42)

    def reported(after: timedelta) -> int:
        return report(session=session, as_of=moment + after).counts.reported

    tick = timedelta(microseconds=1)
    assert [reported(-tick), reported(timedelta()), reported(tick)] == [0, 1, 1]
