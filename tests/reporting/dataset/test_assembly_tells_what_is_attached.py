"""Cooperation, duties, observations, reservations and series beside what was said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from commitments.models import Instrument, Party, Reservation
from tests.conftest import person
from tests.reporting.world import LAST_DAY, ask, make_period, report, say
from tracker.models import Observation, ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def test_cooperation_is_told_by_theme(period: ReportingPeriod) -> None:
    say(
        period,
        "SLV",
        "7.1",
        cooperation_needed=[{"theme": "poverty", "text": "Training."}],
        cooperation_offered=[{"theme": "funding", "text": "Experts."}],
    )
    assert [(c.direction, c.theme, c.party, c.text) for c in report().cooperation] == [
        ("needed", "poverty", "SLV", "Training."),
        ("offered", "funding", "SLV", "Experts."),
    ]


def test_duties_of_bodies_stand_against_their_deadline(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "PC", "16.1", 4)
    say(period, "GS", "17.1", 2)
    over = LAST_DAY + timedelta(days=10)
    duties = {d.commitment: d for d in report(as_of=over).duties}
    assert {code: d.rubric for code, d in duties.items()} == {
        "16.1": "done",
        "16.2": "",
        "16.3": "",
        "16.4": "",
        "16.5": "",
        "17.1": "under_way",
        "17.2": "",
    }
    assert [code for code, d in duties.items() if d.past_deadline] == [
        "16.2",
        "16.3",
        "16.4",
        "16.5",
        "17.1",
        "17.2",
    ]
    assert not any(d.past_deadline for d in report().duties)


def test_what_was_done_in_an_earlier_cycle_stays_done(period: ReportingPeriod) -> None:
    say(period, "PC", "16.1", 4)
    next_cycle = make_period("2012-2", to_session=43)
    ask(next_cycle, "PC", "16.1")
    dataset = report("council", period=next_cycle, as_of=next_cycle.closes_at)
    assert next(d.rubric for d in dataset.duties if d.commitment == "16.1") == "done"


def test_observations_and_reservations_come_with_their_source(period: ReportingPeriod) -> None:
    instrument = Instrument.objects.default()
    Observation.objects.create(
        commitment=instrument.commitments.get(code="17.2"),
        party=Party.objects.get(code="GS"),
        period=period,
        content="No report was found.",
        language="en",
        source="A search.",
        by=person("officer@tests.example"),
        at=timezone.now(),
    )
    Reservation.objects.create(
        state=Party.objects.get(code="NIC"),
        instrument=instrument,
        content="A footnote.",
        language="en",
        made_on=LAST_DAY.date() - timedelta(days=9),
    )
    dataset = report()
    assert [(o.commitment, o.party, o.source) for o in dataset.observations] == [
        ("17.2", "GS", "A search.")
    ]
    assert [(r.state, r.content) for r in dataset.reservations] == [("NIC", "A footnote.")]
    assert report(as_of=period.opens_at).reservations == ()


def test_series_end_with_the_year_before(period: ReportingPeriod) -> None:
    series = {i.code: i for i in report().indicators}
    points = series["WB-HOMICIDE"].points
    assert max(point.year for point in points) == 2011
    assert {"SLV", "HND"} <= {point.state for point in points}
