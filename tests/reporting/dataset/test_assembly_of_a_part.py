"""A report on a party or a paragraph, and the Declaration in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Instrument, Paragraph, Party
from tests.reporting.world import ask, counts, report, say
from tracker.models import ReportingPeriod
from tracker.updates.queries.matrix import matrix

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


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
    assert len(many) == len(few) <= 31
