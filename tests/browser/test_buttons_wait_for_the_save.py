"""A button pressed while what was typed is being saved goes on from that, and is not refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from tracker.models import ProgressUpdate, State

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.usefixtures("at_rest"),
]
Held = list[tuple[Route, APIResponse]]
WORDS = "Se aprobó la política."


@pytest.fixture
def under_way(
    page: Page,
    live_server: Any,
    sign_in: Callable[[Any], None],
    update_of: Callable[..., ProgressUpdate],
    contributor_slv: Any,
) -> tuple[ProgressUpdate, Held]:
    """A draft whose first save the server has made, and whose answer is still on its way."""
    update, held = update_of("SLV", "7.1"), Held()
    sign_in(contributor_slv)
    page.goto(f"{live_server.url}/en/desk/updates/{update.pk}/")

    def hold(route: Route) -> None:
        if route.request.headers["accept"] == "application/json" and not held:
            held.append((route, route.fetch()))
        else:
            route.continue_()

    page.route("**/desk/updates/*/", hold)
    page.get_by_label("Summary").fill(WORDS)
    for _time in range(100):
        page.wait_for_timeout(50)
        if held:
            break
    return update, held


def answer(held: Held) -> None:
    (route, response), *_later = held
    route.fulfill(response=response)


def test_it_hands_over_what_was_typed(page: Page, under_way: tuple[ProgressUpdate, Held]) -> None:
    update, held = under_way
    page.get_by_role("button", name="hand over").dblclick()
    answer(held)
    page.wait_for_url("**/en/desk/")
    expect(page.get_by_text("Handed over to the authority of your party.")).to_be_visible()
    update.refresh_from_db()
    assert (update.state, update.summary) == (State.NATIONAL_REVIEW, WORDS)


def test_words_typed_since_go_along(page: Page, under_way: tuple[ProgressUpdate, Held]) -> None:
    update, held = under_way
    page.get_by_label("Challenges").fill("El presupuesto.")
    page.get_by_role("button", name="Save", exact=True).last.press("Enter")
    answer(held)
    expect(page.locator(".notice.success")).to_have_text("Saved.")
    update.refresh_from_db()
    assert (update.summary, update.challenges) == (WORDS, "El presupuesto.")
