"""The head of every page leaves room for the page, whoever reads it, in whatever language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
# Three rows of links, of 44 px each, are more.
TWO_ROWS = 140
HEIGHT = "document.querySelector('body > header').offsetHeight"


@pytest.mark.parametrize("width", [360, 768, 1024, 1279, 1280, 1920])
def test_it_takes_two_rows_at_most(
    page: Page,
    live_server: Any,
    sign_in: Callable[[Any], None],
    administrator: Any,
    width: int,
) -> None:
    """An administrator's has the most links."""
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(administrator)
    heights = {}
    for language, _name in settings.LANGUAGES:
        page.goto(f"{live_server.url}/{language}/method/")
        heights[language] = page.evaluate(HEIGHT)
    assert {language: height for language, height in heights.items() if height > TWO_ROWS} == {}
    assert len(heights) == 4


def test_the_menu_of_a_tablet_stands_at_the_pages_edge(
    page: Page, live_server: Any, open_period: Any
) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(f"{live_server.url}/en/method/")
    reports = page.get_by_role("navigation", name="Main").get_by_role("link", name="Reports")
    expect(reports).not_to_be_visible()
    page.get_by_role("button", name="Menu").click()
    expect(reports).to_be_visible()
    box = page.locator("#menu").bounding_box()
    assert box is not None
    assert box["x"] > 0
    assert box["x"] + box["width"] == 1024
    # What lies beside it closes it.
    page.mouse.click(20, 600)
    expect(reports).not_to_be_visible()
