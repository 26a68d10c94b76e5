"""The public catalogue: every thing at its own address, and what a reader finds there."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from commitments.models import (
    AssemblySession,
    Commitment,
    Indicator,
    IndicatorValue,
    Instrument,
    Party,
    Theme,
)
from tests.access import scene
from tests.tracker.journeys import accepted, submitted
from tracker.models import ProgressUpdate

ClientOf = Callable[[Any], Client]
UpdateOf = Callable[..., ProgressUpdate]
pytestmark = pytest.mark.usefixtures("open_period")


def words(client: Client, address: str) -> str:
    """The page's source; it opened."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def plain(source: str) -> str:
    """What is read on a page, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", source)).split())


def section(source: str, anchor: str) -> str:
    """What is read in the section with this anchor."""
    return plain(source.split(f'id="{anchor}"')[1].split("</section>")[0])


# The text ----------------------------------------------------------------------------------------


def test_the_words_of_every_commitment_lead_to_its_standing_and_back(
    client_of: ClientOf, visitor: Any
) -> None:
    page = words(client_of(visitor), "/en/declaration/")
    for code in Commitment.objects.current().values_list("code", flat=True):
        for anchor in (f"words-{code}", f"standing-{code}"):
            assert page.count(f'id="{anchor}"') == 1, anchor
            assert f'href="#{anchor}"' in page, anchor


def test_the_words_stay_those_of_the_text(client_of: ClientOf, visitor: Any) -> None:
    page = words(client_of(visitor), "/en/declaration/")
    text = Instrument.objects.default().texts.get()
    shown = re.sub(
        r'<a class="no".*?</a>|<sup.*?</sup>|<ul class="margin".*?</ul>', "", page, flags=re.S
    )
    assert text.content[7655:7801] in unescape(re.sub(r"<[^>]+>", "", shown))


def test_a_commitment_has_one_stop_for_the_tab_key_in_the_text(
    client_of: ClientOf, visitor: Any
) -> None:
    page = words(client_of(visitor), "/en/declaration/")
    for code in Commitment.objects.current().values_list("code", flat=True):
        links = re.findall(rf'<a href="#standing-{re.escape(code)}"([^>]*)>', page)
        assert sum("tabindex" not in attributes for attributes in links) == 1, code


def test_the_margin_tells_how_many_of_how_many(
    client_of: ClientOf, visitor: Any, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    scene.published_update(update_of("SLV", "3.1"), authority_slv, officer)
    page = words(client_of(visitor), "/en/declaration/")
    due = ProgressUpdate.objects.filter(commitment__code="3.1", solicited=True).count()
    margin = plain(page.split('id="standing-3.1"')[1].split("</li>")[0])
    assert f"1 of {due} reported" in margin


# A state -----------------------------------------------------------------------------------------


def test_a_states_page_has_a_place_for_every_paragraph_the_matrix_leads_to(
    client_of: ClientOf, visitor: Any
) -> None:
    page = words(client_of(visitor), "/en/states/SLV/")
    numbers = (
        Commitment.objects.filter(tracking="per_state")
        .values_list("paragraph__number", flat=True)
        .distinct()
    )
    assert len(numbers) > 10
    for number in numbers:
        assert page.count(f'id="paragraph-{number}"') == 1, number


def test_awaited_and_reported_are_told_apart_with_their_denominator(
    client_of: ClientOf, visitor: Any, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    accepted(update_of("SLV", "7.1"), authority_slv, officer, level=2, summary="We began.")
    due = ProgressUpdate.objects.filter(
        party__code="SLV", commitment__paragraph__number=7, solicited=True
    ).count()
    told = section(words(client_of(visitor), "/en/states/SLV/"), "paragraph-7")
    assert f"1 of {due} reported" in told
    assert "Partial" in told
    assert "We began." in told
    assert told.count("Awaited") == due - 1


def test_what_is_for_member_states_reads_as_reported_to_the_public(
    client_of: ClientOf,
    visitor: Any,
    update_of: UpdateOf,
    authority_slv: Any,
    authority_hnd: Any,
    officer: Any,
) -> None:
    accepted(
        update_of("SLV", "7.1"),
        authority_slv,
        officer,
        level=3,
        summary="Among ourselves.",
        visibility="member_states",
    )
    told = section(words(client_of(visitor), "/en/states/SLV/"), "paragraph-7")
    assert "Among ourselves." not in told
    assert "Substantial" not in told
    assert "Reported, not public" in told
    told = section(words(client_of(authority_hnd), "/en/states/SLV/"), "paragraph-7")
    assert "Among ourselves." in told


def test_a_draft_shows_nothing_of_itself(
    client_of: ClientOf, visitor: Any, authority_hnd: Any, update_of: UpdateOf, authority_slv: Any
) -> None:
    submitted(update_of("SLV", "7.1"), authority_slv, summary="Not for you yet.")
    for person in (visitor, authority_hnd):
        page = words(client_of(person), "/en/states/SLV/")
        assert "Not for you yet." not in page
        assert "Awaited" in section(page, "paragraph-7")


def test_a_party_that_was_not_asked_is_not_called_silent(client_of: ClientOf, visitor: Any) -> None:
    page = plain(words(client_of(visitor), "/en/states/VEN/"))
    assert "nothing is counted as not reported" in page
    assert "Awaited" not in section(words(client_of(visitor), "/en/states/VEN/"), "paragraph-7")


# Themes ------------------------------------------------------------------------------------------


def test_every_theme_leads_to_its_commitments(client_of: ClientOf, visitor: Any) -> None:
    client = client_of(visitor)
    listed = words(client, "/es/themes/")
    for theme in Theme.objects.filter(commitments__isnull=False).distinct():
        assert f'href="/es/themes/{theme.key}/' in listed
    page = words(client, "/es/themes/gender/")
    for commitment in Theme.objects.get(key="gender").commitments.all():
        assert f'href="/es/commitments/{commitment.code}/' in page


def test_a_theme_tells_who_needs_and_who_offers(
    client_of: ClientOf, visitor: Any, update_of: UpdateOf, authority_slv: Any, officer: Any
) -> None:
    accepted(
        update_of("SLV", "7.1"),
        authority_slv,
        officer,
        cooperation_needed=[{"theme": "gender", "text": "Training of judges."}],
    )
    page = plain(words(client_of(visitor), "/en/themes/gender/"))
    assert "El Salvador : Training of judges." in page
    assert "Training of judges." not in words(client_of(visitor), "/en/themes/prisons/")


# Indicators --------------------------------------------------------------------------------------


def test_an_indicator_has_a_picture_and_a_row_of_the_table_for_every_state(
    client_of: ClientOf, visitor: Any
) -> None:
    page = words(client_of(visitor), "/en/indicators/WB-HOMICIDE/")
    states = Party.objects.filter(indicator_values__indicator__code="WB-HOMICIDE").distinct()
    assert page.count('class="spark"') == states.count() > 20
    assert page.count('<th scope="row">') >= states.count()
    value = IndicatorValue.objects.filter(indicator__code="WB-HOMICIDE", state__code="SLV").first()
    assert value is not None
    assert f'<td class="number">{value.value:.1f}' in page
    assert unescape(page).count(value.source) == 1
    # Its license is on the page of open data, which is for sources.
    assert "CC BY 4.0" not in page
    assert "CC BY 4.0" in words(client_of(visitor), "/en/open-data/")


def test_states_are_in_the_order_of_their_names_never_of_their_values(
    client_of: ClientOf, visitor: Any
) -> None:
    page = words(client_of(visitor), "/en/indicators/WB-HOMICIDE/")
    names = re.findall(r'<li><a href="/en/states/[A-Z]{3}/">([^<]+)</a><svg', page)
    assert len(names) > 20
    assert names == sorted(names)


def test_a_censored_value_is_shown_as_it_stands_in_the_source(
    client_of: ClientOf, visitor: Any
) -> None:
    indicator = Indicator.objects.create(code="CENSORED", framework="Test", titles={"en": "Few"})
    state = Party.objects.get(code="BLZ")
    for year, given in ((2001, {"censored": "<5"}), (2002, {"value": Decimal("7.5")})):
        IndicatorValue.objects.create(
            indicator=indicator, state=state, year=year, source="A survey", **given
        )
    page = words(client_of(visitor), "/en/indicators/censored/")
    assert "&lt;5</td>" in page
    assert 'class="censored"' in page
    assert "given only as" not in page
    assert "below or above a figure" in page
    assert "A survey" in page


def test_a_disaggregation_keeps_in_the_address(client_of: ClientOf, visitor: Any) -> None:
    indicator = Indicator.objects.create(code="PARTS", framework="Test", titles={"en": "Parts"})
    state = Party.objects.get(code="BLZ")
    for part, value in (("", 1), ("women", 2)):
        IndicatorValue.objects.create(
            indicator=indicator,
            state=state,
            year=2001,
            disaggregation=part,
            value=value,
            source="x",
        )
    client = client_of(visitor)
    assert '<td class="number">2</td>' in words(client, "/en/indicators/PARTS/?part=women")
    assert '<td class="number">1</td>' in words(client, "/en/indicators/PARTS/")
    assert client.get("/en/indicators/PARTS/?part=men").status_code == 404


def test_an_indicator_without_values_says_so(client_of: ClientOf, visitor: Any) -> None:
    page = plain(words(client_of(visitor), "/en/indicators/SDG-16.1.1/"))
    assert "No values have been loaded for it." in page
    assert "1.1 Keep citizen security a national priority" in page


# Sessions ----------------------------------------------------------------------------------------


def test_a_session_tells_what_it_adopted_and_what_was_due_by_it(
    client_of: ClientOf, visitor: Any, officer: Any
) -> None:
    report = scene.report("issued", officer)
    page = words(client_of(visitor), "/en/sessions/42/")
    for commitment in Commitment.objects.filter(deadline__number=42, deadline__kind="regular"):
        assert f'href="/en/commitments/{commitment.code}/"' in page
    assert f'href="/en/reports/{report.pk}/"' in page
    assert "Cochabamba" in page
    assert "AG/DEC. 66" in words(client_of(visitor), "/en/sessions/41/")


@pytest.mark.parametrize(
    ("language", "dates"), [("en", "June 5–7, 2011"), ("es", "5–7 de junio de 2011")]
)
def test_the_days_of_a_session_are_written_as_one(
    client_of: ClientOf, visitor: Any, language: str, dates: str
) -> None:
    page = words(client_of(visitor), f"/{language}/sessions/41/")
    assert dates in page.replace("\u2009", " ")


def test_a_session_shows_no_draft_to_the_public(
    client_of: ClientOf, visitor: Any, officer: Any
) -> None:
    report = scene.report("draft", officer)
    address = f'href="/en/reports/{report.pk}/"'
    assert address not in words(client_of(visitor), "/en/sessions/42/")
    assert address in words(client_of(officer), "/en/sessions/42/")


def test_every_session_has_its_page_and_those_without_dates_say_so(
    client_of: ClientOf, visitor: Any
) -> None:
    client = client_of(visitor)
    for session in AssemblySession.objects.all():
        page = words(client, f"/en/sessions/{session.key}/")
        assert ("Dates not known yet" in page) == (session.starts_on is None), session.key
    assert client.get("/en/sessions/999/").status_code == 404


def test_a_sessions_ordinal_is_raised_in_french(client_of: ClientOf, visitor: Any) -> None:
    client = client_of(visitor)
    assert "<h1>XLII<sup>e</sup> session ordinaire</h1>" in words(client, "/fr/sessions/42/")
    assert "<title>XLIIe session ordinaire" in words(client, "/fr/sessions/42/")
    assert "<h1>XLII regular session</h1>" in words(client, "/en/sessions/42/")


# Open data ---------------------------------------------------------------------------------------


def test_every_download_and_every_example_works_without_signing_in(
    client_of: ClientOf, visitor: Any, api: Any
) -> None:
    page = unescape(words(client_of(visitor), "/en/open-data/"))
    links = re.findall(r'href="(/api/v1/[^"]+)"', page)
    examples = re.findall(r"curl '[^/]+//[^/]+(/api/v1/[^']+)'", page)
    assert len(links) >= 8
    assert len(examples) == 5
    for address in links + examples:
        assert api(visitor).get(address).status_code == 200, address


# What a link to a page shows ----------------------------------------------------------------------

PREVIEWED = (
    *("/en/", "/en/declaration/", "/en/paragraphs/7/", "/en/commitments/7.1/", "/en/states/SLV/"),
    *("/en/bodies/PC/", "/en/themes/gender/", "/en/indicators/WB-GINI/", "/en/sessions/42/"),
    *("/en/open-data/", "/en/method/", "/en/states/", "/en/bodies/"),
)


def meta(page: str, name: str) -> str:
    found = re.findall(rf'<meta[^>]*(?:name|property)="{name}"[^>]*content="([^"]*)"', page)
    assert len(found) == 1, name
    return unescape(found[0])


def test_a_link_to_a_page_shows_what_it_is(
    client_of: ClientOf, visitor: Any, settings: Any
) -> None:
    settings.SITE_URL = "https://tracker.example"
    # Pages kept by an earlier test carry the address of then.
    cache.clear()
    client = client_of(visitor)
    titles, descriptions = set(), set()
    for address in PREVIEWED:
        page = words(client, address)
        assert meta(page, "og:url") == f"https://tracker.example{address}"
        assert f'<link rel="canonical" href="https://tracker.example{address}">' in page
        assert meta(page, "og:image").startswith("https://tracker.example/static/")
        assert meta(page, "og:type") == "website"
        title = re.search(r"<title>(.*?)</title>", page)
        assert title is not None
        assert meta(page, "og:title") == unescape(title[1])
        titles.add(title[1])
        descriptions.add(meta(page, "og:description"))
        for language in ("en", "es", "fr", "pt"):
            elsewhere = address.replace("/en/", f"/{language}/", 1)
            assert f'hreflang="{language}" href="https://tracker.example{elsewhere}"' in page
        assert f'hreflang="x-default" href="https://tracker.example{address}"' in page
    assert len(titles) == len(descriptions) == len(PREVIEWED)


def test_a_quotation_mark_in_a_title_stays_inside(client_of: ClientOf, visitor: Any) -> None:
    Theme.objects.filter(key="gender").update(names={"en": 'He said "a < b" & left'})
    page = words(client_of(visitor), "/en/themes/gender/")
    assert meta(page, "og:title").startswith('He said "a < b" & left · ')


def test_a_period_makes_another_page_and_other_parameters_do_not(
    client_of: ClientOf, visitor: Any
) -> None:
    page = words(client_of(visitor), "/en/states/SLV/?period=2026-2&utm_source=mail")
    assert meta(page, "og:url").endswith("/en/states/SLV/?period=2026-2")
