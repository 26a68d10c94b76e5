"""People and accounts in a real browser, by the keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from commitments.models import User
from commitments.people.commands.own_account import INVITATION, make_link

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
NEW_PASSWORD = "nine green bottles hang"


@pytest.mark.usefixtures("at_rest")
def test_an_invitation_is_accepted_by_the_keyboard_alone(
    page: Page, live_server: Any, ana: User
) -> None:
    link = make_link(person=ana, purpose=INVITATION, since=timezone.now())
    page.goto(f"{live_server.url}/es/account/password/{link}/")
    page.locator("[name=password]").focus()
    page.keyboard.type(NEW_PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(NEW_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/es/desk/**")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    ana.refresh_from_db()
    assert ana.state == User.State.ACTIVE
