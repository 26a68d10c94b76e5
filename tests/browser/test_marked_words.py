"""The public catalogue in a real browser: from the words of the text to where they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.access import scene
from tracker.models import ProgressUpdate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture(autouse=True)
def something_is_published(
    update_of: Callable[..., ProgressUpdate], authority_slv: Any, officer: Any
) -> None:
    scene.published_update(update_of("SLV", "7.1"), authority_slv, officer)
    scene.action_of("SLV", authority_slv, "public")


def test_the_words_of_the_text_lead_to_where_they_stand_and_back(
    page: Page, live_server: Any
) -> None:
    page.goto(f"{live_server.url}/en/declaration/")
    words = page.locator("#words-7\\.1")
    words.get_by_role("link").click()
    standing = page.locator("#standing-7\\.1")
    expect(standing).to_be_in_viewport()
    assert page.url.endswith("#standing-7.1")
    standing.get_by_role("link", name="Back to the text").press("Enter")
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
