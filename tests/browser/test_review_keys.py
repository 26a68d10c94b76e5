"""The secretariat's queue by single keys, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from commitments.models import User
from tests.browser.looking import faults
from tests.tracker.journeys import submitted
from tracker.models import ProgressUpdate, State

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
UpdateOf = Callable[..., ProgressUpdate]


@pytest.fixture
def waiting(update_of: UpdateOf, authority_slv: User) -> tuple[ProgressUpdate, ProgressUpdate]:
    """Two of El Salvador's, in the order of the queue."""
    return tuple(submitted(update_of("SLV", code), authority_slv) for code in ("1.1", "7.1"))  # type: ignore[return-value]  # two of them


def state_of(update: ProgressUpdate) -> str:
    update.refresh_from_db()
    return update.state


def test_next_accept_and_return_without_a_mouse(
    page: Page, live_server: Any, sign_in: Callable[[Any], None], officer: User, waiting: Any
) -> None:
    first, second = waiting
    sign_in(officer)
    page.goto(f"{live_server.url}/en/review/?party=SLV")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_contain_text("7.1")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/review/{first.pk}/?party=SLV")
    page.keyboard.press("j")
    page.wait_for_url(f"**/review/{second.pk}/?party=SLV")
    page.keyboard.press("k")
    page.wait_for_url(f"**/review/{first.pk}/?party=SLV")

    page.keyboard.press("a")  # the first press only goes there
    expect(page.get_by_role("button", name="Accept")).to_be_focused()
    expect(page.get_by_text("Press a or Enter to accept.")).to_be_visible()
    assert state_of(first) == State.SUBMITTED
    page.keyboard.press("a")
    page.wait_for_url(f"**/review/{second.pk}/?party=SLV")
    assert state_of(first) == State.ACCEPTED

    page.keyboard.press("r")  # nothing is returned without a comment
    expect(page.get_by_label("Comment to the party")).to_be_focused()
    page.keyboard.type("Which year, and what area?")  # every letter of it is only a letter
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.press("r")
    page.wait_for_url("**/review/?party=SLV")
    assert state_of(second) == State.RETURNED


def test_the_keys_are_shown_and_can_be_turned_off(
    page: Page, live_server: Any, sign_in: Callable[[Any], None], officer: User, waiting: Any
) -> None:
    first, _second = waiting
    sign_in(officer)
    page.goto(f"{live_server.url}/en/review/{first.pk}/")
    page.keyboard.press("?")
    off = page.get_by_label("Single-key shortcuts work on this device")
    expect(off).to_be_visible()
    assert faults(page) == []
    off.uncheck()
    page.reload()
    page.locator("h1").click()
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Accept")).not_to_be_focused()
