"""What counts, and as what."""

from __future__ import annotations

import pytest

from commitments.models import Party
from reporting.dataset.schema import ComparedWith
from tests.reporting.world import HOUR, ask, counts, enrol, report, say
from tracker.models import ReportingPeriod, State, Verb

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def test_it_takes_the_latest_accepted_update_of_the_cycle(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "SLV", "7.1", 1)
    say(period, "SLV", "7.1", 3)
    say(earlier, "HND", "7.1", 2)
    ask(period, "HND", "7.1")
    dataset = report()
    assert [(u.party, u.period, u.level) for u in dataset.updates] == [
        ("HND", "2011-2", 2),
        ("SLV", "2012-1", 3),
    ]
    assert dataset.counts == counts({2: 1, 3: 1})
    # Both periods are of this cycle, and there is none before it.
    assert (dataset.counts_before, dataset.compared_with) == (None, None)


def test_a_council_report_takes_its_period_alone(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "HND", "7.1", 2)
    ask(period, "HND", "7.1")
    dataset = report("council", period=period, as_of=period.closes_at)
    assert dataset.counts == counts(not_reported=1)
    assert dataset.counts_before == counts({2: 1})
    assert dataset.compared_with == ComparedWith(kind="period", periods=("2011-2",), session=None)
    assert [s.party for s in dataset.silent] == ["HND"]
    assert dataset.silent[0].missing == ("7.1",)


def test_levels_move_from_the_last_accepted_before(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "SLV", "7.1", 1)
    say(period, "SLV", "7.1", 3)
    say(earlier, "HND", "7.1", 2)
    say(period, "HND", "7.1", 2)
    say(period, "GTM", "7.1", 4)
    dataset = report()
    assert [(m.party, m.before, m.now) for m in dataset.moves] == [("SLV", 1, 3)]
    before = {u.party: u.level_before for u in dataset.updates}
    assert before == {"SLV": 1, "HND": 2, "GTM": None}


def test_what_was_not_asked_for_is_told_but_never_in_a_rate(period: ReportingPeriod) -> None:
    ask(period, "GS", "17.1")
    say(period, "SMS", "17.1", 4, solicited=False)
    dataset = report()
    assert [(u.party, u.solicited) for u in dataset.updates] == [("SMS", False)]
    assert dataset.counts == counts(not_reported=1, volunteered=1)
    assert {p.code for p in dataset.parties} >= {"GS", "SMS"}


def test_what_was_asked_for_may_be_answered_unasked_later(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    ask(earlier, "PC", "16.1")
    say(period, "PC", "16.1", 4, solicited=False)
    dataset = report()
    assert [(u.party, u.solicited) for u in dataset.updates] == [("PC", True)]
    assert dataset.counts == counts({4: 1})
    alone = report("council", period=period, as_of=period.closes_at)
    assert [(u.party, u.solicited) for u in alone.updates] == [("PC", False)]
    assert alone.counts == counts(volunteered=1)


def test_whom_a_report_is_on_has_a_name_though_nothing_is_due(period: ReportingPeriod) -> None:
    dataset = report("party", party=Party.objects.get(code="SMS"), period=period)
    assert [p.code for p in dataset.parties] == ["SMS"]
    assert dataset.parties[0].names["en"]


def test_not_applicable_counts_as_reported(period: ReportingPeriod) -> None:
    say(period, "SLV", "7.1", None, not_applicable_reason="No border there.")
    dataset = report()
    assert dataset.counts == counts(not_applicable=1)
    assert dataset.silent == ()


def test_late_ones_are_counted_and_marked(period: ReportingPeriod) -> None:
    late = period.due_at + HOUR
    say(
        period,
        "SLV",
        "7.1",
        steps=[
            (Verb.SUBMIT, State.SUBMITTED, late),
            (Verb.ACCEPT, State.ACCEPTED, late + HOUR),
        ],
    )
    say(period, "HND", "7.1")
    dataset = report()
    assert dataset.late == 1
    assert {u.party: u.late for u in dataset.updates} == {"SLV": True, "HND": False}


def test_a_party_whose_standing_is_undecided_is_never_silent(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    enrol(period, "VEN", "undecided", "disputed")
    ask(earlier, "VEN", "7.1", "7.2")
    say(earlier, "VEN", "7.3", 2)
    dataset = report()
    assert dataset.undecided == ("VEN",)
    assert dataset.silent == ()
    assert dataset.counts == counts(undecided=3)
    assert next(p for p in dataset.parties if p.code == "VEN").decision == "undecided"


def test_nobody_is_silent_before_it_is_due(period: ReportingPeriod) -> None:
    ask(period, "SLV", "7.1")
    before = report("council", period=period, as_of=period.due_at - HOUR)
    assert (before.silent, before.counts) == ((), counts(awaited=1))
    at_the_moment = report("council", period=period, as_of=period.due_at)
    assert (at_the_moment.silent, at_the_moment.counts) == ((), counts(awaited=1))
    after = report("council", period=period, as_of=period.due_at + HOUR)
    assert [s.party for s in after.silent] == ["SLV"]
    assert after.counts == counts(awaited=1, overdue=1)
    closed = report("council", period=period, as_of=period.closes_at)
    assert [s.party for s in closed.silent] == ["SLV"]
    assert closed.counts == counts(not_reported=1)
