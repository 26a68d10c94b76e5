"""The main path in a real browser, on a phone's width; signing in by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import PHONE, widest
from tests.conftest import PASSWORD
from tracker.models import ProgressUpdate, State

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_from_draft_to_publication_on_a_phone(
    page: Page,
    live_server: Any,
    sign_in: Callable[[Any], None],
    update_of: Callable[..., ProgressUpdate],
    authority_slv: Any,
    officer: Any,
) -> None:
    update = update_of("SLV", "2.3")
    page.set_viewport_size(PHONE)
    sign_in(authority_slv)
    page.get_by_role("link", name="2.3").first.click()
    page.get_by_label("Language of the text").select_option("es")
    page.get_by_label("Summary").fill("Se aprobó la política.")
    page.get_by_role("button", name="Save and submit").click()
    # The level is missing: it says so, and what was typed is still there.
    expect(page.locator(".notice.error")).to_be_visible()
    expect(page.get_by_label("Summary")).to_have_value("Se aprobó la política.")
    update.refresh_from_db()
    assert update.state == State.DRAFT
    page.locator("[name=answer][value='2']").check()
    assert widest(page) <= 0
    page.get_by_role("button", name="Save and submit").click()
    expect(page.locator(".notice.success")).to_be_visible()
    update.refresh_from_db()
    assert update.state == State.SUBMITTED

    sign_in(officer)
    page.goto(f"{live_server.url}/en/review/{update.pk}/")
    page.get_by_role("button", name="Accept").first.click()
    expect(page.locator(".notice.success")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"{live_server.url}/en/commitments/2.3/")
    expect(page.get_by_text("Se aprobó la política.").first).to_be_visible()


def test_signing_in_takes_the_keyboard_alone(
    page: Page, live_server: Any, authority_slv: Any
) -> None:
    page.goto(f"{live_server.url}/en/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#content")
    page.goto(f"{live_server.url}/en/sign-in/")
    expect(page.get_by_label("E-mail address")).to_be_focused()
    page.keyboard.type(authority_slv.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/desk/**")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_menu_opens_by_the_keyboard_without_a_script(
    browser: Browser, live_server: Any, open_period: Any
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/")
    themes = page.get_by_role("navigation", name="Main").get_by_role("link", name="Themes")
    expect(themes).not_to_be_visible()
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    expect(themes).to_be_visible()
    for _stop in range(12):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Themes":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/themes/")
    page.get_by_role("button", name="Menu").click()
    page.keyboard.press("Escape")
    expect(themes).not_to_be_visible()
    context.close()
