"""The trend: every period by itself, all as of one moment, for one audience."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Paragraph, Party
from tests.reporting.world import HOUR, ask, counts, enrol, make_period, report, say
from tracker.models import ReportingPeriod, State, Verb

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

LATER = datetime(2013, 1, 1, tzinfo=UTC)
CODES = ("7.1", "7.2", "8.1")


def fill(period: ReportingPeriod, shift: int) -> None:
    """Have every kind of outcome in a period: levels, withheld, under review, silent, undecided."""
    enrol(period, "VEN", "undecided", "disputed")
    under_review = [(Verb.SUBMIT, State.SUBMITTED, period.opens_at + HOUR)]
    for number, (party, code) in enumerate(product(("GTM", "HND", "SLV", "VEN"), CODES)):
        what = (number + shift) % 7
        if what == 0:
            ask(period, party, code)
        elif what == 1:
            say(period, party, code, visibility="member_states")
        elif what == 2:
            say(period, party, code, steps=under_review)
        elif what == 3:
            say(period, party, code, None, not_applicable_reason="No.")
        elif what == 4:
            say(period, party, code, embargo_until=LATER + HOUR)
        else:
            say(period, party, code, what - 3)
    say(period, "SMS", "17.1", 4, solicited=False)


@pytest.mark.parametrize("audience", ["public", "member_states"])
def test_each_point_is_what_a_council_report_on_its_period_counts(audience: str) -> None:
    periods = [make_period("2011-2"), make_period("2012-1"), make_period("2012-2", to_session=43)]
    for shift, period in enumerate(periods):
        fill(period, shift)
    asked = {"audience": audience, "as_of": LATER}
    each = [report("council", period=period, **asked) for period in periods]
    last = each[-1]
    assert [point.counts for point in last.trend] == [one.counts for one in each]
    assert [point.period for point in last.trend] == ["2011-2", "2012-1", "2012-2"]
    assert [point.session for point in last.trend] == ["42", "42", "43"]
    assert last.trend[-1].counts == last.counts
    assert each[0].trend == last.trend[:1]


def test_it_has_no_point_where_nobody_was_asked(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "SMS", "17.1", 4, solicited=False)
    say(period, "SLV", "7.1", 3)
    assert [point.period for point in report().trend] == ["2012-1"]


def test_it_is_of_the_party_or_the_paragraph_alone(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "HND", "7.1", 1)
    say(period, "SLV", "7.1", 3)
    say(period, "SLV", "8.1", 4)
    say(period, "HND", "8.1", 2)
    about = {"period": period, "as_of": period.closes_at}
    slv = report("party", party=Party.objects.get(code="SLV"), **about)
    assert [(p.period, p.counts) for p in slv.trend] == [("2012-1", counts({3: 1, 4: 1}))]
    eighth = Paragraph.objects.get(kind="operative", number=8)
    on_eighth = report("paragraph", paragraph=eighth, **about)
    assert [(p.period, p.counts) for p in on_eighth.trend] == [("2012-1", counts({2: 1, 4: 1}))]


def test_what_is_accepted_later_changes_no_point(period: ReportingPeriod) -> None:
    accepted_later = [
        (Verb.SUBMIT, State.SUBMITTED, period.opens_at + HOUR),
        (Verb.ACCEPT, State.ACCEPTED, period.closes_at + HOUR),
    ]
    say(period, "SLV", "7.1", 3, steps=accepted_later)
    (then,) = report("council", period=period, as_of=period.closes_at).trend
    (now,) = report("council", period=period, as_of=LATER).trend
    assert (then.counts, now.counts) == (counts(received=1), counts({3: 1}))


def test_sample_points_say_so(earlier: ReportingPeriod, period: ReportingPeriod) -> None:
    say(earlier, "SLV", "7.1", 1, sample=True)
    say(period, "SLV", "7.1", 3)
    assert [point.sample for point in report().trend] == [True, False]


def test_its_queries_do_not_grow_with_the_periods(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "SLV", "7.1")
    say(period, "SLV", "7.1")
    later = datetime(2017, 1, 1, tzinfo=UTC)
    report("council", period=period, as_of=later)  # what is read once a process
    with CaptureQueriesContext(connection) as few:
        report("council", period=period, as_of=later)
    for year in (2013, 2014, 2015):
        for half in (1, 2):
            last = make_period(f"{year}-{half}", to_session=year - 1970)
            say(last, "SLV", "7.1")
    with CaptureQueriesContext(connection) as many:
        dataset = report("council", period=last, as_of=later)
    assert len(dataset.trend) == 8
    assert len(many) == len(few)
