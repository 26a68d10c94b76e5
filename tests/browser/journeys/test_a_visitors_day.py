"""A visitor's day: what is reported and on what evidence, what was promised, what can be found."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from commitments.models import User
from reporting.models import StatusReport
from tests.access import scene
from tests.browser.journeys.conftest import Enter
from tests.browser.journeys.walking import Keyboard, NoScript, Walker
from tests.tracker.journeys import CONTENT, accepted
from tracker.models import ProgressUpdate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@dataclass(frozen=True)
class Published:
    update: ProgressUpdate
    report: StatusReport


@pytest.fixture
def published(
    update_of: Callable[..., ProgressUpdate],
    authority_slv: User,
    authority_hnd: User,
    officer: User,
) -> Published:
    """El Salvador reports on 3.1 with a file, Honduras too without one; a report is issued."""
    accepted(update_of("HND", "3.1"), authority_hnd, officer, summary="Hay una ley.", level=3)
    update = scene.published_update(update_of("SLV", "3.1"), authority_slv, officer)
    return Published(update, scene.report("issued", officer))


@pytest.mark.parametrize(("kind", "language"), [(Keyboard, "fr"), (NoScript, "pt")])
def test_a_visitors_day(
    enter: Enter, published: Published, kind: type[Walker], language: str
) -> None:
    walker = enter(kind, language)
    walker.go()
    _from_the_matrix_to_the_evidence(walker, published.update)
    _the_page_in_another_language(walker, published.update)
    _from_the_words_to_where_they_stand_and_back(walker)
    _what_a_search_finds(walker, published.update)
    _two_states_side_by_side(walker)
    _a_report_and_its_file(walker, published.report)


def _from_the_matrix_to_the_evidence(walker: Walker, update: ProgressUpdate) -> None:
    state = "states/SLV/?period=2026-2#paragraph-3"
    cell = walker.find(f'.matrix a[href="/{walker.language}/{state}"]')
    place: Any = cell.evaluate("(one) => [one.closest('tr').rowIndex, one.closest('td').cellIndex]")
    first: Any = walker.find(".matrix td a").first.evaluate(
        "(one) => [one.closest('tr').rowIndex, one.closest('td').cellIndex]"
    )
    walker.press_cell(cell, down=place[0] - first[0], right=place[1] - first[1])
    walker.at(state)
    walker.heading("El Salvador")
    section = walker.find("#paragraph-3")
    expect(section).to_be_in_viewport()
    expect(section).to_contain_text(CONTENT["summary"])
    expect(section).to_contain_text(walker.says("Partial"))
    walker.press(walker.link(f"updates/{update.pk}/"))
    walker.at(f"updates/{update.pk}/")
    expect(walker.find("dl.narrative")).to_contain_text(CONTENT["progress"])
    assert walker.fetch(walker.find("dl.narrative a")) == scene.PDF


def _the_page_in_another_language(walker: Walker, update: ProgressUpdate) -> None:
    walker.press(walker.page.locator(".languages a[lang=es]"))
    expect(walker.page).to_have_url(f"{walker.site}/es/updates/{update.pk}/")
    expect(walker.page.locator("html")).to_have_attribute("lang", "es")
    expect(walker.find("dl.narrative")).to_contain_text(CONTENT["progress"])
    walker.press(walker.page.locator(f".languages a[lang={walker.language}]"))
    walker.at(f"updates/{update.pk}/")


def _from_the_words_to_where_they_stand_and_back(walker: Walker) -> None:
    walker.press(walker.page.locator("nav.main li:nth-child(2) a"))
    walker.at("declaration/")
    walker.press(walker.find('.pills a[href="#op7"]'))
    words, standing = walker.find("#words-7\\.1"), walker.find("#standing-7\\.1")
    walker.press(words.locator("a"))
    walker.at("declaration/#standing-7.1")
    expect(standing).to_be_in_viewport()
    walker.press(standing.locator('a[href="#words-7.1"]'))
    walker.at("declaration/#words-7.1")
    expect(words).to_be_in_viewport()
    walker.press(standing.locator("a").first)
    walker.at("commitments/7.1/?period=2026-2")
    walker.heading("7.1")


def _what_a_search_finds(walker: Walker, update: ProgressUpdate) -> None:
    # The accent is left out.
    walker.write(walker.page.locator("#site-search"), "politica aprobo")
    walker.press(walker.page.locator("header form.search button"))
    walker.at("search/?q=politica+aprobo")
    page_of_it = walker.page.locator(f'a[href="/{walker.language}/updates/{update.pk}/"]')
    found = walker.find(".found li").filter(has=page_of_it)
    expect(found.locator("mark")).to_have_text(["aprobó", "política"])
    # With it, the same is found.
    walker.write(walker.field("q"), "política aprobó")
    walker.press(walker.find(".search-form button"))
    expect(found.locator("mark")).to_have_text(["aprobó", "política"])
    walker.press(found.get_by_role("link").first)
    walker.at(f"updates/{update.pk}/")


def _two_states_side_by_side(walker: Walker) -> None:
    walker.press(walker.link("states/SLV/?period=2026-2#paragraph-3"))
    walker.press(walker.link("compare/?states=SLV&period=2026-2"))
    walker.tick(walker.find("#state-HND"))
    walker.press(walker.find("section.choose button").first)
    walker.at("compare/?states=SLV&states=HND&period=2026-2")
    line = walker.find("table.side-by-side tr").filter(has_text="3.1")
    expect(line.get_by_role("cell")).to_contain_text(
        [walker.says("Partial"), walker.says("Substantial")]
    )
    expect(line.locator("a.level").first).to_have_attribute(
        "href", f"/{walker.language}/states/SLV/?period=2026-2#c3.1"
    )


def _a_report_and_its_file(walker: Walker, report: StatusReport) -> None:
    walker.press(walker.page.locator("nav.main li:nth-child(7) a"))
    walker.at("reports/")
    walker.press(walker.link(f"reports/{report.pk}/"))
    expect(walker.find(".tag.issued")).to_be_visible()
    file = walker.fetch(walker.find(f'a[href="/api/v1/reports/{report.pk}/files/en.json"]'))
    assert file == bytes(report.dataset or b"")
    assert json.loads(file)
