"""The matrix and the map in a real browser: told under the pointer, walked by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from commitments.models import User
from tests.access import scene
from tests.browser.looking import faults, widest
from tracker.models import ProgressUpdate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def overview(
    live_server: Any,
    update_of: Callable[..., ProgressUpdate],
    authority_slv: User,
    officer: User,
) -> str:
    """The address of an overview in which El Salvador has reported on paragraph 3."""
    scene.published_update(update_of("SLV", "3.1"), authority_slv, officer)
    return f"{live_server.url}/en/"


def cell(page: Page, place: str) -> Locator:
    return page.locator(f'.matrix td a[aria-label^="{place} · "]')


def test_the_pointer_is_told_what_it_is_on_and_escape_hushes_it(page: Page, overview: str) -> None:
    page.clock.install()
    page.goto(overview)
    cell(page, "3 · El Salvador").hover()
    card = page.locator(".tell")
    expect(card).to_contain_text("El Salvador")
    expect(card).to_contain_text("1 of 1 reported")
    # The card may be reached with the pointer, and stays.
    card.hover()
    page.clock.fast_forward(2000)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_the_focus_is_told_the_same_on_the_matrix_and_the_map(page: Page, overview: str) -> None:
    page.goto(overview)
    cell(page, "3 · El Salvador").focus()
    expect(page.locator(".tell")).to_contain_text("1 of 1 reported")
    page.locator('.map a[aria-label^="El Salvador"]').focus()
    expect(page.locator(".tell strong")).to_have_text("El Salvador")
    page.get_by_role("button", name="Show").first.focus()
    expect(page.locator(".tell")).to_be_hidden()


def test_the_matrix_is_one_stop_and_arrows_walk_it(page: Page, overview: str) -> None:
    page.goto(overview)
    here = cell(page, "3 · El Salvador")
    here.focus()
    focused = page.locator(":focus")
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-label", cell_label(page, "4 · El Salvador"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    expect(focused).to_have_attribute("aria-label", cell_label(page, "3 · Grenada"))
    page.keyboard.press("Home")
    expect(focused).to_have_attribute("href", "/en/paragraphs/3/")
    page.keyboard.press("Control+Home")
    expect(focused).to_have_attribute("href", "/en/states/ATG/")
    # One Tab leaves the matrix, one back returns to where it was.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.matrix')") is None
    page.keyboard.press("Shift+Tab")
    expect(focused).to_have_attribute("href", "/en/states/ATG/")


def cell_label(page: Page, place: str) -> str:
    return cell(page, place).get_attribute("aria-label") or ""


def test_enter_leads_to_the_partys_updates_of_the_paragraph(page: Page, overview: str) -> None:
    page.goto(overview)
    cell(page, "3 · El Salvador").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/states/SLV/?period=2026-2#paragraph-3")
    expect(page.locator("#paragraph-3")).to_be_in_viewport()


def test_what_has_the_focus_is_not_under_the_headings(page: Page, overview: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    # It scrolls at once then.
    page.emulate_media(reduced_motion="reduce")
    page.goto(overview)
    cell(page, "15 · Uruguay").focus()
    cell(page, "1 · Argentina").focus()
    box = cell(page, "1 · Argentina").bounding_box()
    assert box is not None
    top = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('a')?.getAttribute('aria-label')",
        [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
    )
    assert (top or "").startswith("1 · Argentina")


def test_without_a_script_every_cell_is_a_link_that_tells_itself(
    browser: Browser, overview: str
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(overview)
    here = cell(page, "3 · El Salvador")
    here.focus()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("aria-label", cell_label(page, "3 · Grenada"))
    here.click()
    page.wait_for_url("**/en/states/SLV/?period=2026-2#paragraph-3")
    page.close()


@pytest.mark.parametrize("query", ["", "?by=subregion&paragraph=3"])
@pytest.mark.parametrize(("theme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_nothing_and_nothing_overflows(
    page: Page, overview: str, query: str, theme: Any, width: int
) -> None:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(overview + query)
    cell(page, "3 · El Salvador").focus()
    page.locator("details.behind summary").click()
    assert faults(page) == []
    assert widest(page) <= 0
