"""Comparing states and periods, and the search page: without JavaScript, for anybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.tracker.journeys import accepted
from tracker.models import ProgressUpdate, ReportingPeriod
from tracker.periods.commands import opening_and_closing, planning

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]
UpdateOf = Callable[[str, str], ProgressUpdate]
PERIOD = "2026-2"


@pytest.fixture
def read(
    client_of: ClientOf, visitor: Any, open_period: ReportingPeriod
) -> Callable[..., tuple[int, str]]:
    """`read("compare/?…", by=officer)`: status and HTML of a page."""

    def page(address: str, by: Any = None, language: str = "en") -> tuple[int, str]:
        answer = client_of(by or visitor).get(f"/{language}/{address}")
        return answer.status_code, answer.content.decode()

    return page


def words_of(html: str) -> str:
    """Return what a page says, without its tags."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


# States side by side -------------------------------------------------------------------------


def test_states_stand_side_by_side_by_name_whatever_order_they_are_asked_in(
    read: Any, update_of: UpdateOf, authority_slv: Any, authority_hnd: Any, officer: Any
) -> None:
    accepted(update_of("SLV", "3.1"), authority_slv, officer, level=4)
    accepted(update_of("HND", "3.1"), authority_hnd, officer, level=1)
    one = read(f"compare/?states=SLV,HND&period={PERIOD}")
    other = read(f"compare/?states=HND&states=SLV&period={PERIOD}")
    assert one[0] == other[0] == 200
    for _status, html in (one, other):
        said = words_of(html)
        assert said.startswith("El Salvador, Honduras")
        assert re.search(r"3\.1 \S.*? El Salvador 4 Full Honduras 1 Initial steps", said)
        assert "1 of 52 reported. Full 1; Awaited 51." in said
        assert f"/en/states/HND/?period={PERIOD}#c3.1" in html


def test_the_page_asks_for_two_to_six_states(read: Any) -> None:
    assert "Compare states" in read("compare/")[1]
    status, html = read("compare/?states=SLV")
    assert status == 200
    assert re.search(r'value="SLV"[^>]* checked', html)
    status, html = read("compare/?states=SLV,HND,BOL,BRA,USA,CAN,PER")
    assert status == 400
    assert "Choose from 2 to 6 states." in html


@pytest.mark.parametrize(
    "wrong",
    [
        "states=SLV,XXX",
        "states=SLV,PC",
        "states=SLV,HND&period=1999-1",
        "states=%00",
        "periods=1999-1,2026-2",
        "periods=2026-2,%00",
        "periods=2026-2,2011-2&state=XXX",
        "states=SLV,HND&instrument=none",
    ],
)
def test_what_there_is_not_cannot_be_compared(read: Any, wrong: str) -> None:
    assert read(f"compare/?{wrong}")[0] == 404


def test_a_state_that_was_not_asked_is_not_called_silent(read: Any) -> None:
    ProgressUpdate.objects.filter(party__code="BOL").delete()
    said = words_of(read("compare/?states=SLV,BOL")[1])
    assert (
        "It was not invited to report in this period: nothing is counted as not reported." in said
    )
    assert "Bolivia Not requested El Salvador · Awaited" in said


def test_what_is_for_member_states_is_withheld_from_the_public(
    read: Any, update_of: UpdateOf, authority_slv: Any, authority_hnd: Any, officer: Any
) -> None:
    update = update_of("SLV", "3.1")
    accepted(update, authority_slv, officer, level=4, visibility="member_states")
    address = "compare/?states=SLV,HND"
    assert "El Salvador • Reported, not public" in words_of(read(address)[1])
    assert "El Salvador 4 Full" not in words_of(read(address)[1])
    assert "El Salvador 4 Full" in words_of(read(address, by=authority_hnd)[1])


# Two periods ---------------------------------------------------------------------------------


@pytest.fixture
def earlier(open_period: ReportingPeriod, officer: Any) -> ReportingPeriod:
    """A period before the open one, open too."""
    now = timezone.now()
    planned = planning.plan(
        key="2026-1",
        cycle=open_period.cycle,
        instruments=list(open_period.instruments.all()),
        covers_from=date(2026, 1, 1),
        covers_to=open_period.covers_from,
        opens_at=now - timedelta(days=60),
        due_at=now + timedelta(days=10),
        closes_at=now + timedelta(days=20),
        by=officer,
        at=now - timedelta(days=61),
    )
    return opening_and_closing.open_period(period=planned, by=officer, at=now - timedelta(days=60))


@pytest.fixture
def moved(
    earlier: ReportingPeriod,
    open_period: ReportingPeriod,
    authority_slv: Any,
    authority_hnd: Any,
    officer: Any,
) -> None:
    """El Salvador up in 3.1, down in 7.1, the same in 7.2, new in 7.3; Honduras up in 3.1."""
    for party, author, code, levels in (
        ("SLV", authority_slv, "3.1", (1, 3)),
        ("SLV", authority_slv, "7.1", (4, 2)),
        ("SLV", authority_slv, "7.2", (2, 2)),
        ("SLV", authority_slv, "7.3", (None, 2)),
        ("HND", authority_hnd, "3.1", (0, 1)),
    ):
        for period, level in zip((earlier, open_period), levels, strict=True):
            if level is not None:
                update = ProgressUpdate.objects.get(
                    period=period, party__code=party, commitment__code=code
                )
                accepted(update, author, officer, level=level)


@pytest.mark.usefixtures("moved")
def test_what_moved_of_one_state_is_told_by_name(read: Any) -> None:
    status, html = read("compare/?state=SLV&periods=2026-2,2026-1")
    assert status == 200
    said = words_of(html)
    assert said.startswith("El Salvador: January–June 2026 → July–December 2026")
    assert "Commitments with a level in both periods: 3." in said
    assert re.search(r"Higher level 1 1 then → 3 \+2 3\.1 ", said)
    assert re.search(r"Lower level 1 4 then → 2 −2 7\.1 ", said)
    assert re.search(
        r"A level in July–December 2026, none in January–June 2026 1 · then → 2 7\.3 ", said
    )
    assert re.search(r"Same level 1 2 then → 2 7\.2 ", said)
    assert "3 of 52 reported." in said
    assert "4 of 52 reported." in said


@pytest.mark.usefixtures("moved")
def test_what_moved_of_all_states_is_told_by_state(read: Any) -> None:
    said = words_of(read("compare/?periods=2026-1&periods=2026-2")[1])
    assert said.startswith("All states: January–June 2026 → July–December 2026")
    assert re.search(r"Higher level 2 El Salvador 1 then → 3 \+2 3\.1 .*?Honduras 0 then → 1", said)
    assert "Commitments with a level in both periods: 4." in said


def test_one_period_twice_is_no_comparison(read: Any) -> None:
    status, html = read(f"compare/?periods={PERIOD},{PERIOD}")
    assert status == 400
    assert "Choose two different periods." in html


def test_state_and_matrix_pages_lead_to_the_comparison(read: Any, earlier: Any) -> None:
    html = read("states/SLV/")[1]
    assert f"/en/compare/?states=SLV&amp;period={PERIOD}" in html
    assert "/en/compare/?state=SLV&amp;periods=2026-1,2026-2" in html
    assert "/en/compare/" in read("")[1]


def test_queries_of_a_comparison_do_not_grow_with_its_states(
    client_of: ClientOf, visitor: Any, earlier: Any, django_assert_max_num_queries: Any
) -> None:
    for query in ("states=SLV,HND,BOL,BRA,USA,CAN", "periods=2026-1,2026-2"):
        with django_assert_max_num_queries(14):
            client_of(visitor).get(f"/en/compare/?{query}")


# The search page -----------------------------------------------------------------------------


def test_every_page_but_its_own_has_the_search_in_its_head(read: Any) -> None:
    for address in ("", "states/", "commitments/7.1/"):
        html = read(address)[1]
        assert re.search(r'<form class="search" role="search" action="/en/search/">', html)
        assert '<label class="hidden" for="site-search">' in html
    assert 'id="site-search"' not in read("search/?q=police")[1]


def test_results_are_grouped_by_kind_and_marked(
    read: Any, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    accepted(
        update_of("SLV", "3.1"),
        authority_slv,
        officer,
        summary="<i>Policía</i> & <script>x</script>",
    )
    status, html = read("search/?q=policia")
    assert status == 200
    assert "&lt;i&gt;<mark>Policía</mark>&lt;/i&gt; &amp; &lt;script&gt;x&lt;/script&gt;" in html
    assert re.search(r'<h2 id="update">Updates <small class="soft">1</small></h2>', html)
    assert 'lang="es"' in html


def test_a_kind_is_shown_in_pages_whose_addresses_keep_what_narrows_them(
    read: Any, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    codes = ProgressUpdate.objects.filter(period__key=PERIOD, party__code="SLV").values_list(
        "commitment__code", flat=True
    )[:23]
    for code in codes:
        accepted(update_of("SLV", code), authority_slv, officer, summary="Una quimera & más.")
    few = read("search/?q=quimera&party=SLV")[1]
    assert few.count('<p class="what">') == 4
    assert "?q=quimera&amp;party=SLV&amp;kind=update" in few
    first = read("search/?q=quimera&party=SLV&kind=update")[1]
    assert first.count('<p class="what">') == 20
    assert "Page 1 of 2" in first
    assert "?q=quimera&amp;party=SLV&amp;kind=update&amp;page=2" in first
    assert read("search/?q=quimera&party=SLV&kind=update&page=2")[1].count('class="what"') == 3
    assert read("search/?q=quimera&page=99999999999&kind=update")[0] == 200
    assert "Nothing was found" in read("search/?q=quimera&party=HND")[1]


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_the_same_words_are_found_whatever_language_the_page_is_in(
    read: Any, language: str, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    accepted(update_of("SLV", "3.1"), authority_slv, officer, summary="Una quimera.")
    assert "<mark>quimera</mark>" in read("search/?q=quimeras", language=language)[1]


def test_nothing_asked_and_nothing_found_are_pages_that_help(read: Any) -> None:
    assert "Each text is searched in its own language" in read("search/")[1]
    assert "Each text is searched in its own language" in read("search/?q=%20")[1]
    assert "try the word in another" in read("search/?q=xyzzy")[1]


@pytest.mark.parametrize(
    "wrong", ["q=%00", f"q={'x' * 201}", "q=x&kind=none", "q=x&party=XXX", "q=x&paragraph=99"]
)
def test_what_cannot_be_searched_is_told_at_the_field(read: Any, wrong: str) -> None:
    status, html = read(f"search/?{wrong}")
    assert status == 400
    assert 'role="alert"' in html


def test_what_was_found_of_the_sample_says_so(
    read: Any, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    update = accepted(update_of("SLV", "3.1"), authority_slv, officer, summary="Una quimera.")
    assert "Sample data" not in read("search/?q=quimera")[1]
    ProgressUpdate.objects.filter(pk=update.pk).update(sample=True)
    assert read("search/?q=quimera")[1].count("Sample data") >= 2


@pytest.mark.parametrize(
    ("typed", "meant", "language"),
    [
        ("prevntion", "prevention", "en"),
        ("Hondruas", "honduras", "en"),
        ("delincuensia organizada", "delincuencia organizada", "es"),
        ("discrimnation", "discrimination", "fr"),
    ],
)
def test_where_nothing_is_found_it_says_what_may_have_been_meant(
    read: Callable[..., tuple[int, str]], typed: str, meant: str, language: str
) -> None:
    _status, page = read(f"search/?q={typed}", language=language)
    link = re.search(r'href="(\?[^"]*q=[^"]*)">([^<]*)</a>', page)
    assert link is not None
    assert link[2] == meant
    status, found = read(f"search/{link[1]}".replace("&amp;", "&"), language=language)
    assert status == 200
    assert "<mark>" in found


@pytest.mark.parametrize("typed", ["xyzzy", "security", "abc", "12.3", '"-'])
def test_it_guesses_nothing_where_nothing_is_near(
    read: Callable[..., tuple[int, str]], typed: str
) -> None:
    status, page = read(f"search/?q={typed}")
    assert status == 200
    assert "Did you mean" not in page
