"""What a report's dataset holds, for whom, as of when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from commitments.models import Instrument, Paragraph, Party, Reservation
from reporting.dataset import Dataset, LevelCounts, decode, encode
from tests.conftest import person
from tracker.models import (
    FollowUpAction,
    Observation,
    ReportingPeriod,
    State,
    Verb,
)
from tracker.selectors import matrix

from .world import HOUR, LAST_DAY, ask, enrol, make_period, report, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def earlier() -> ReportingPeriod:
    return make_period("2011-2")


@pytest.fixture
def period(earlier: ReportingPeriod) -> ReportingPeriod:
    return make_period("2012-1")


def counts(
    levels: dict[int, int] | None = None,
    not_applicable: int = 0,
    withheld: int = 0,
    not_reported: int = 0,
) -> LevelCounts:
    a, b, c, d, e = ((levels or {}).get(level, 0) for level in range(5))
    return LevelCounts(
        due=a + b + c + d + e + not_applicable + withheld + not_reported,
        levels=(a, b, c, d, e),
        not_applicable=not_applicable,
        withheld=withheld,
        not_reported=not_reported,
    )


def paragraph(dataset: Dataset, reference: str) -> Any:
    return next(p for p in dataset.paragraphs if p.reference == reference)


# What counts ---------------------------------------------------------------------------------


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
    assert dataset.counts_before == counts({1: 1, 2: 1})
    assert dataset.period_before == "2011-2"


def test_a_council_report_takes_its_period_alone(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "HND", "7.1", 2)
    ask(period, "HND", "7.1")
    dataset = report("council", period=period, as_of=period.closes_at)
    assert dataset.counts == counts(not_reported=1)
    assert dataset.counts_before == counts({2: 1})
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
    assert dataset.counts == counts(not_reported=1)
    assert {p.code for p in dataset.parties} >= {"GS", "SMS"}


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
    assert dataset.counts == counts({2: 1})
    assert next(p for p in dataset.parties if p.code == "VEN").decision == "undecided"


def test_nobody_is_silent_before_it_is_due(period: ReportingPeriod) -> None:
    ask(period, "SLV", "7.1")
    before = report("council", period=period, as_of=period.due_at - HOUR)
    assert (before.silent, before.counts) == ((), counts(not_reported=1))
    after = report("council", period=period, as_of=period.due_at)
    assert [s.party for s in after.silent] == ["SLV"]


# For whom ------------------------------------------------------------------------------------


def test_what_is_for_member_states_is_withheld_from_the_public(period: ReportingPeriod) -> None:
    say(period, "SLV", "7.1", 3, visibility="member_states", summary="Between ourselves.")
    public = report()
    assert public.counts == counts(withheld=1)
    assert (public.updates, public.silent) == ((), ())
    assert b"Between ourselves" not in encode(public)
    theirs = report(audience="member_states")
    assert theirs.counts == counts({3: 1})
    assert [u.summary for u in theirs.updates] == ["Between ourselves."]


@pytest.mark.parametrize("audience", ["public", "member_states"])
def test_an_embargo_holds_for_every_audience_until_it_is_over(
    period: ReportingPeriod, audience: str
) -> None:
    say(period, "SLV", "7.1", 3, embargo_until=LAST_DAY)
    assert report(audience=audience, as_of=LAST_DAY - HOUR).counts == counts(withheld=1)
    assert report(audience=audience).counts == counts({3: 1})


def test_a_level_before_that_is_withheld_makes_no_move(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    say(earlier, "SLV", "7.1", 1, visibility="member_states")
    say(period, "SLV", "7.1", 3)
    public, theirs = report(), report(audience="member_states")
    assert (public.updates[0].level_before, public.moves) == (None, ())
    assert [m.before for m in theirs.moves] == [1]
    cell = next(c for c in public.matrix.cells if (c.row, c.party) == ("7", "SLV"))
    assert (cell.level, cell.change) == (3, None)


def test_drafts_never_come_into_it(period: ReportingPeriod) -> None:
    say(
        period,
        "SLV",
        "7.1",
        steps=[(Verb.SAVE, State.DRAFT, period.opens_at + HOUR)],
        summary="Not for you yet.",
    )
    dataset = report(audience="member_states")
    assert dataset.counts == counts(not_reported=1)
    assert b"Not for you yet" not in encode(dataset)


def test_evidence_shows_as_its_own_visibility_says(period: ReportingPeriod) -> None:
    for_whom = ("public", "member_states", "party")
    say(
        period,
        "SLV",
        "7.1",
        evidence=[
            {"title": name, "url": f"https://example.org/{name}", "visibility": name}
            for name in for_whom
        ],
    )
    (update,) = report().updates
    assert [e.title for e in update.evidence] == ["public"]
    (update,) = report(audience="member_states").updates
    assert [e.title for e in update.evidence] == ["public", "member_states"]


def test_actions_show_as_their_visibility_says(period: ReportingPeriod) -> None:
    author = person("author@tests.example")
    for visibility in ("public", "member_states", "party"):
        action = FollowUpAction.objects.create(
            party=Party.objects.get(code="SLV"),
            title=visibility,
            language="en",
            kind="law",
            status="under_way",
            due_on=LAST_DAY.date() - timedelta(days=1),
            visibility=visibility,
            created_at=period.opens_at,
            created_by=author,
            changed_at=period.opens_at,
        )
        action.commitments.add(*Instrument.objects.default().commitments.filter(code="7.1"))
    public = report()
    assert [(a.title, a.overdue, a.commitments) for a in public.actions] == [
        ("public", True, ("7.1",))
    ]
    assert {a.title for a in report(audience="member_states").actions} == {
        "public",
        "member_states",
    }
    assert report(as_of=period.opens_at - HOUR + HOUR).actions[0].overdue is False


# As of when ----------------------------------------------------------------------------------


def test_what_happens_later_changes_nothing(period: ReportingPeriod) -> None:
    accepted_later = LAST_DAY + HOUR
    update = say(
        period,
        "SLV",
        "7.1",
        1,
        steps=[
            (Verb.SUBMIT, State.SUBMITTED, period.opens_at + HOUR),
            (Verb.ACCEPT, State.ACCEPTED, period.opens_at + 2 * HOUR),
            (Verb.REOPEN, State.DRAFT, accepted_later),
            (Verb.SUBMIT, State.SUBMITTED, accepted_later + HOUR),
            (Verb.ACCEPT, State.ACCEPTED, accepted_later + 2 * HOUR),
        ],
    )
    assert update.revisions.count() == 2
    dataset = report()
    assert [u.revision for u in dataset.updates] == [1]
    assert [u.revision for u in report(as_of=accepted_later + 3 * HOUR).updates] == [2]


def test_a_paper_that_lies_with_the_secretariat_is_no_silence(period: ReportingPeriod) -> None:
    say(
        period,
        "SLV",
        "7.1",
        3,
        steps=[
            (Verb.SUBMIT, State.SUBMITTED, period.opens_at + HOUR),
            (Verb.ACCEPT, State.ACCEPTED, LAST_DAY + HOUR),
        ],
    )
    say(
        period,
        "HND",
        "7.1",
        3,
        steps=[
            (Verb.SUBMIT, State.SUBMITTED, period.opens_at + HOUR),
            (Verb.RETURN, State.RETURNED, period.opens_at + 2 * HOUR),
        ],
    )
    dataset = report()
    assert dataset.counts == counts(withheld=1, not_reported=1)
    assert [s.party for s in dataset.silent] == ["HND"]
    assert dataset.updates == ()


def test_it_is_the_same_bytes_in_any_language_and_zone(period: ReportingPeriod) -> None:
    say(period, "SLV", "7.1", 3, cooperation_needed=[{"theme": "poverty", "text": "Training."}])
    enrol(period, "SLV", "in", "participating")
    once = encode(report())
    with translation.override("fr"), timezone.override("Asia/Tokyo"):
        again = encode(report())
    assert once == again
    assert encode(decode(once)) == once


# What hangs on it ----------------------------------------------------------------------------


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


# Parts of it ---------------------------------------------------------------------------------


def test_a_report_on_a_party_holds_that_party_alone(period: ReportingPeriod) -> None:
    say(period, "SLV", "7.1", 3)
    say(period, "HND", "7.1", 1)
    slv = Party.objects.get(code="SLV")
    dataset = report("party", party=slv, period=period, as_of=period.closes_at)
    assert {p.code for p in dataset.parties} == {"SLV"}
    assert dataset.counts == counts({3: 1})
    assert dataset.matrix.parties == ("SLV",)
    assert {point.state for i in dataset.indicators for point in i.points} <= {"SLV"}
    assert "HND" not in {u.party for u in dataset.updates}


def test_a_report_on_a_paragraph_holds_that_paragraph_alone(period: ReportingPeriod) -> None:
    say(period, "SLV", "7.1", 3)
    say(period, "SLV", "8.1", 1)
    seventh = Paragraph.objects.get(kind="operative", number=7)
    dataset = report("paragraph", paragraph=seventh, period=period, as_of=period.closes_at)
    assert [p.reference for p in dataset.paragraphs] == ["7"]
    assert dataset.counts == counts({3: 1})
    assert dataset.matrix.rows == ("7",)


def test_the_whole_declaration_is_there_word_for_word(period: ReportingPeriod) -> None:
    dataset = report()
    assert len(dataset.paragraphs) == 17
    assert sum(len(p.commitments) for p in dataset.paragraphs) == 59
    assert (len(dataset.matrix.rows), len(dataset.matrix.parties)) == (17, 34)
    source = Instrument.objects.default().texts.get(language="en")
    assert all(p.text in source.content for p in dataset.paragraphs)
    assert dataset.instrument.text_sha256 == source.sha256
    owed = {c.row for c in dataset.matrix.cells if c.owed}
    assert owed == {str(number) for number in range(1, 16)}


def test_the_matrix_is_the_one_that_the_site_shows(
    earlier: ReportingPeriod, period: ReportingPeriod
) -> None:
    for number, party in enumerate(("SLV", "HND", "GTM", "CRI", "PAN")):
        for code in ("7.1", "7.2", "7.3", "8.1"):
            say(earlier, party, code, number % 5)
        say(period, party, "7.1", (number + 1) % 5)
        say(period, party, "7.2", number, visibility="member_states")
        ask(period, party, "7.3")
        say(period, party, "8.1", None, not_applicable_reason="No.")
    shown = matrix(
        period=period,
        instrument=Instrument.objects.default(),
        by="paragraph",
        person=AnonymousUser(),
    )
    ours = report("council", period=period, as_of=datetime.now(tz=UTC)).matrix
    levels = {(c.row, c.party): (c.level, c.change) for c in ours.cells}
    assert shown.cells
    for cell in shown.cells:
        assert levels[cell.row, cell.party] == (cell.level, cell.change)


def test_the_queries_do_not_grow_with_what_is_said(period: ReportingPeriod) -> None:
    say(period, "SLV", "7.1")
    report()
    with CaptureQueriesContext(connection) as few:
        report()
    for party in ("SLV", "HND", "GTM", "CRI"):
        for code in ("1.1", "7.2", "8.1"):
            say(period, party, code)
    with CaptureQueriesContext(connection) as many:
        report()
    assert len(many) == len(few) <= 25
