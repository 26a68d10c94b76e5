"""Dates, intervals, numbers and lists as each language writes them, worked out by hand."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.foundation import formats
from commitments.foundation.formats import Seat

# The no-break spaces: before the French sign of per cent, and between its groups of digits.
NB, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
LANGUAGES = sorted(formats.LOCALES)
SAN_SALVADOR = Seat("San Salvador", "America/El_Salvador")
OTTAWA = Seat("Ottawa", "America/Toronto")


def in_all(write: object, *values: object) -> dict[str, str]:
    assert callable(write)
    return {language: write(*values, language) for language in ("en", "es", "fr", "pt")}


def test_numbers_have_the_separators_of_their_language() -> None:
    assert in_all(formats.number, 1775) == {
        "en": "1,775",
        "es": "1,775",
        "fr": f"1{NARROW}775",
        "pt": "1.775",
    }
    assert [formats.number(97.26, language, 1) for language in LANGUAGES] == [
        "97.3",
        "97.3",
        "97,3",
        "97,3",
    ]
    assert formats.number(1200, "pt", 2) == "1.200,00"
    assert formats.number(0.5, "en") == "0.5"


def test_a_rate_always_has_one_decimal() -> None:
    assert in_all(formats.rate, 21, 100) == {
        "en": "21.0%",
        "es": "21.0%",
        "fr": f"21,0{NB}%",
        "pt": "21,0%",
    }
    assert [formats.rate(part, 1671, "en") for part in (0, 1, 146, 1670, 1671)] == [
        "0.0%",
        "0.1%",
        "8.7%",
        "99.9%",
        "100.0%",
    ]


def test_what_is_whole_by_nature_has_none() -> None:
    assert in_all(formats.percent, 40) == {
        "en": "40%",
        "es": "40%",
        "fr": f"40{NB}%",
        "pt": "40%",
    }


def test_lists_are_joined_as_in_a_sentence() -> None:
    assert in_all(formats.listed, ("a", "b", "c")) == {
        "en": "a, b, and c",
        "es": "a, b y c",
        "fr": "a, b et c",
        "pt": "a, b e c",
    }
    assert formats.listed(["a"], "en") == "a"
    assert formats.listed([], "en") == ""


def test_the_first_of_a_month_is_an_ordinal_in_french_and_portuguese() -> None:
    assert in_all(formats.day, date(2011, 7, 1)) == {
        "en": "July 1, 2011",
        "es": "1 de julio de 2011",
        "fr": "1er juillet 2011",
        "pt": "1º de julho de 2011",
    }
    assert formats.day(date(2011, 7, 11), "fr") == "11 juillet 2011"
    assert formats.day_of_year(date(2011, 7, 1), "pt") == "1º de julho"
    assert formats.short_day(date(2011, 7, 1), "en") == "Jul 1, 2011"


def test_days_within_a_month_are_collapsed() -> None:
    assert in_all(formats.interval, date(2012, 6, 3), date(2012, 6, 5)) == {
        "en": "June 3–5, 2012",
        "es": "3–5 de junio de 2012",
        "fr": "3–5 juin 2012",
        "pt": "3–5 de junho de 2012",
    }


def test_days_across_months_share_their_year() -> None:
    assert in_all(formats.interval, date(2012, 5, 30), date(2012, 6, 1)) == {
        "en": "May 30 – June 1, 2012",
        "es": "30 de mayo – 1 de junio de 2012",
        "fr": "30 mai – 1er juin 2012",
        "pt": "30 de maio – 1º de junho de 2012",
    }


def test_days_across_years_share_nothing() -> None:
    assert in_all(formats.interval, date(2011, 12, 1), date(2012, 1, 31)) == {
        "en": "December 1, 2011 – January 31, 2012",
        "es": "1 de diciembre de 2011 – 31 de enero de 2012",
        "fr": "1er décembre 2011 – 31 janvier 2012",
        "pt": "1º de dezembro de 2011 – 31 de janeiro de 2012",
    }


def test_a_half_open_interval_is_printed_with_its_last_day() -> None:
    assert in_all(formats.half_open, date(2011, 7, 1), date(2012, 1, 1)) == {
        "en": "July 1 – December 31, 2011",
        "es": "1 de julio – 31 de diciembre de 2011",
        "fr": "1er juillet – 31 décembre 2011",
        "pt": "1º de julho – 31 de dezembro de 2011",
    }
    assert formats.half_open(date(2012, 6, 3), date(2012, 6, 4), "en") == "June 3, 2012"


def test_periods_have_the_names_people_use() -> None:
    assert in_all(formats.period_name, date(2026, 7, 1), date(2027, 1, 1)) == {
        "en": "July–December 2026",
        "es": "julio–diciembre de 2026",
        "fr": "juillet–décembre 2026",
        "pt": "julho–dezembro de 2026",
    }


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2026, 1, 1), date(2027, 1, 1), "2026"),
        (date(2026, 1, 1), date(2028, 1, 1), "2026–2027"),
        (date(2026, 7, 1), date(2026, 8, 1), "July 2026"),
        (date(2026, 7, 1), date(2027, 7, 1), "July 2026 – June 2027"),
        (date(2011, 6, 8), date(2012, 6, 3), "June 8, 2011 – June 2, 2012"),
    ],
)
def test_other_spans_are_named_as_shortly_as_is_true(start: date, end: date, said: str) -> None:
    assert formats.period_name(start, end, "en") == said


def test_a_deadline_has_its_hour_its_zone_and_the_capitals_time() -> None:
    due = datetime(2027, 1, 31, 23, 59, tzinfo=UTC)
    assert in_all(formats.moment, due) == {
        "en": "January 31, 2027, 23:59 UTC",
        "es": "31 de enero de 2027, 23:59 UTC",
        "fr": "31 janvier 2027, 23:59 UTC",
        "pt": "31 de janeiro de 2027, 23:59 UTC",
    }
    assert {x: formats.deadline(due, x, SAN_SALVADOR) for x in ("en", "fr")} == {
        "en": "January 31, 2027, 23:59 UTC (San Salvador: 17:59)",
        "fr": f"31 janvier 2027, 23:59 UTC (San Salvador{NB}: 17:59)",
    }


def test_a_capital_that_keeps_summer_time_has_it_in_summer_alone() -> None:
    winter = datetime(2027, 1, 31, 23, 59, tzinfo=UTC)
    summer = datetime(2027, 7, 31, 23, 59, tzinfo=UTC)
    assert formats.deadline(winter, "en", OTTAWA).endswith("(Ottawa: 18:59)")
    assert formats.deadline(summer, "en", OTTAWA).endswith("(Ottawa: 19:59)")


def test_a_capital_where_it_is_still_the_day_before_has_that_day() -> None:
    midnight = datetime(2027, 2, 1, tzinfo=UTC)
    assert (
        formats.deadline(midnight, "en", SAN_SALVADOR)
        == "February 1, 2027, 00:00 UTC (San Salvador: January 31, 2027, 18:00)"
    )


def test_a_zone_that_there_is_not_leaves_utc_alone() -> None:
    due = datetime(2027, 1, 31, 23, 59, tzinfo=UTC)
    for zone in ("", "America/Nowhere", "../etc"):
        assert formats.deadline(due, "en", Seat("Nowhere", zone)) == formats.moment(due, "en")


DAYS = st.dates(min_value=date(1889, 1, 1), max_value=date(2199, 12, 31))


@given(start=DAYS, length=st.integers(min_value=0, max_value=1500))
def test_every_interval_names_its_first_and_last_day_and_no_other(start: date, length: int) -> None:
    last = start + timedelta(days=length)
    for language in LANGUAGES:
        told = formats.interval(start, last, language)
        numbers = [int(found) for found in re.findall(r"\d+", told)]
        expected = {start.day, start.year, last.day, last.year}
        assert set(numbers) == expected, told
        assert told == formats.half_open(start, last + timedelta(days=1), language)
        for value in (start, last):
            assert formats.month_name(value, language) in told


def test_sizes_of_files_are_in_the_largest_unit_of_which_there_is_one() -> None:
    assert in_all(formats.file_size, 1_572_864) == {
        "en": f"1.5{NB}MB",
        "es": f"1.5{NB}MB",
        "fr": f"1,5{NB}Mo",
        "pt": f"1,5{NB}MB",
    }
    assert formats.file_size(512, "en") == f"512{NB}B"
    assert formats.file_size(3 * 1024**4, "en") == f"3,072.0{NB}GB"


def test_decimals_are_written_where_one_of_the_list_has_any() -> None:
    assert formats.decimals_of([1, 2.0, 30]) == 0
    assert formats.decimals_of([1, 2.5]) == 1
    assert formats.decimals_of([]) == 0
