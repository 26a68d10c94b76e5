"""Pages, letters and documents write the same day, deadline and number alike, in each language."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.foundation import formats
from commitments.models import Party
from commitments.templatetags import formats as filters
from reporting.documents.words import Words
from tracker.models import ReportingPeriod
from tracker.periods.commands import reminders
from tracker.periods.queries import arrears_in

LANGUAGES = ("en", "es", "fr", "pt")
ClientOf = Callable[[Any], Client]


@pytest.fixture
def half_year(open_period: ReportingPeriod) -> ReportingPeriod:
    """The open period, covering the second half of 2026, due by the end of next January."""
    now = timezone.now()
    open_period.covers_from, open_period.covers_to = date(2026, 7, 1), date(2027, 1, 1)
    open_period.due_at = (now + timedelta(days=60)).replace(hour=23, minute=59)
    open_period.closes_at = open_period.due_at + timedelta(days=15)
    open_period.save()
    return open_period


def words(client: Client, address: str) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    return html.unescape(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_name_a_deadline_with_hour_and_zone(
    client_of: ClientOf, officer: Any, half_year: ReportingPeriod, language: str
) -> None:
    due = formats.moment(half_year.due_at, language)
    assert due.endswith("23:59 UTC")
    for address in ("", "desk/", "periods/", f"periods/{half_year.key}/", "coverage/"):
        assert due in words(client_of(officer), f"/{language}/{address}"), address


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_partys_desk_and_its_reminder_add_the_time_of_its_capital(
    client_of: ClientOf, authority_slv: Any, half_year: ReportingPeriod, language: str
) -> None:
    party = Party.objects.get(code="SLV")
    due = formats.deadline(half_year.due_at, language, party_place(party, language))
    assert "17:59)" in due
    assert due in words(client_of(authority_slv), f"/{language}/desk/")
    now = timezone.now()
    (arrears,) = arrears_in(period=half_year, at=now, parties=[party.pk])
    letter = reminders.letter(arrears, language=language, at=now)
    assert due in letter.words
    assert formats.moment(half_year.due_at, language) in letter.subject
    assert formats.period_name(date(2026, 7, 1), date(2027, 1, 1), language) in letter.words


def party_place(party: Party, language: str) -> formats.Seat:
    with translation.override(language):
        place = party.place
    assert place is not None
    return place


def test_a_bodys_deadline_is_told_in_washingtons_time(
    client_of: ClientOf, authority_pc: Any, half_year: ReportingPeriod
) -> None:
    half_year.due_at = datetime(timezone.now().year + 1, 7, 1, 3, 0, tzinfo=UTC)
    half_year.closes_at = half_year.due_at + timedelta(days=15)
    half_year.save()
    year = half_year.due_at.year
    told = f"July 1, {year}, 03:00 UTC (Washington, D.C.: June 30, {year}, 23:00)"
    assert told in words(client_of(authority_pc), "/en/desk/")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "July 1 – December 31, 2026"),
        ("es", "1 de julio – 31 de diciembre de 2026"),
        ("fr", "1er juillet – 31 décembre 2026"),
        ("pt", "1º de julho – 31 de dezembro de 2026"),
    ],
)
def test_the_page_of_a_period_names_its_last_day(
    client_of: ClientOf, visitor: Any, half_year: ReportingPeriod, language: str, said: str
) -> None:
    for address in (f"/{language}/periods/{half_year.key}/", f"/{language}/periods/"):
        assert said in words(client_of(visitor), address)


def test_a_standing_is_shown_with_its_last_day(
    client_of: ClientOf, visitor: Any, catalogue: None
) -> None:
    """Honduras was suspended on July 4, 2009, and participated again from June 1, 2011."""
    page = words(client_of(visitor), "/en/states/HND/")
    assert "– July 3, 2009" in page
    assert "– May 31, 2011" in page


MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("1948-01-01"),
    max_value=datetime.fromisoformat("2199-01-01"),
    timezones=st.just(UTC),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(start=MOMENTS, end=MOMENTS, count=st.integers(min_value=0, max_value=10**7))
def test_a_page_and_a_document_write_the_same_value_alike(
    start: datetime, end: datetime, count: int
) -> None:
    first, last = sorted((start, end))
    days = first.date(), last.date()
    iso = [day.isoformat() for day in days]
    for language in LANGUAGES:
        document = Words(language)
        with translation.override(language):
            page = [
                filters.number(count),
                filters.rate(min(count, 999), 999),
                filters.day(first),
                filters.moment(first),
                filters.until(*days),
            ]
        assert page == [
            document.number(count),
            document.percent(min(count, 999), 999),
            document.date(iso[0]),
            document.moment(first.isoformat()),
            document.interval(*iso),
        ]
