"""The public catalogue in a real browser: what axe says, light and dark, narrow and wide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.access import scene
from tracker.models import ProgressUpdate

from .test_in_a_browser import faults, widest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
ADDRESSES = (
    *("declaration/", "paragraphs/15/", "commitments/7.1/", "states/SLV/", "bodies/PC/"),
    *("themes/", "themes/gender/", "indicators/", "indicators/WB-HOMICIDE/"),
    *("sessions/", "sessions/42/", "open-data/", "method/", "states/", "bodies/"),
)


@pytest.fixture(autouse=True)
def something_is_published(
    update_of: Callable[..., ProgressUpdate], authority_slv: Any, officer: Any
) -> None:
    scene.published_update(update_of("SLV", "7.1"), authority_slv, officer)
    scene.action_of("SLV", authority_slv, "public")


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("fr", 360, "light"), ("es", 1280, "dark")]
)
def test_axe_finds_nothing_and_nothing_overflows(
    page: Page, live_server: Any, language: str, width: int, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    found: dict[str, list[str]] = {}
    for address in ADDRESSES:
        page.goto(f"{live_server.url}/{language}/{address}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        seen = faults(page)
        if widest(page) > 0:
            seen.append(f"wider than the window by {widest(page)} px")
        if seen:
            found[address] = seen
    assert found == {}


def test_the_words_of_the_text_lead_to_where_they_stand_and_back(
    page: Page, live_server: Any
) -> None:
    page.goto(f"{live_server.url}/en/declaration/")
    words = page.locator("#words-7\\.1")
    words.get_by_role("link").click()
    standing = page.locator("#standing-7\\.1")
    expect(standing).to_be_in_viewport()
    assert page.url.endswith("#standing-7.1")
    standing.get_by_role("link", name="Back to the words").press("Enter")
    expect(words).to_be_in_viewport()
    standing.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("7.1")


def test_every_commitment_of_the_text_is_reached_by_the_keyboard(
    page: Page, live_server: Any
) -> None:
    page.goto(f"{live_server.url}/en/declaration/")
    page.locator("#op12 .no").focus()
    stops = []
    for _stop in range(4):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert stops == [f"#standing-12.{n}" for n in range(1, 5)]
