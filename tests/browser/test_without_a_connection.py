"""Without a connection, a page of ours says so, in the language that was read."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def reader(browser: Browser) -> Any:
    """A browser of its own, in which the page may be kept."""
    context = browser.new_context(service_workers="allow")
    yield context.new_page()
    context.close()


def test_a_page_of_ours_says_so(reader: Page, live_server: Any) -> None:
    reader.goto(f"{live_server.url}/es/")
    reader.evaluate("navigator.serviceWorker.ready.then(() => true)")
    reader.goto(f"{live_server.url}/es/states/")
    reader.context.set_offline(True)
    reader.goto(f"{live_server.url}/es/declaration/")
    expect(reader.locator("html")).to_have_attribute("lang", "es")
    expect(reader.get_by_role("link", name="Intentar")).to_be_visible()
    assert reader.locator("header").evaluate("e => getComputedStyle(e).borderTopWidth") == "4px"
    assert Axe().run(reader).response["violations"] == []
    reader.context.set_offline(False)
    reader.goto(f"{live_server.url}/es/states/")
    expect(reader.get_by_role("heading", level=1)).not_to_have_text("Sin conexión")


def test_it_keeps_nothing_of_anybodys_desk(reader: Page, live_server: Any) -> None:
    reader.goto(f"{live_server.url}/en/")
    reader.evaluate("navigator.serviceWorker.ready.then(() => true)")
    reader.goto(f"{live_server.url}/en/states/")
    kept = reader.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys())
            for (const one of await (await caches.open(name)).keys())
              found.push(new URL(one.url).pathname);
          return found.sort();
        }"""
    )
    languages = ("en", "es", "fr", "pt")
    assert kept == [*(f"/{code}/offline/" for code in languages), "/static/config/tracker.css"]
