"""People and accounts in a real browser: by the keyboard, on a phone, and what axe says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from commitments import tokens
from commitments.models import User
from commitments.people.links import INVITATION, make_link

from .test_in_a_browser import PHONE, faults, widest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
NEW_PASSWORD = "nine green bottles hang"


@pytest.fixture
def ana(catalogue: None) -> User:
    """Invited, and not here yet."""
    return User.objects.create_user(
        "ana@foreign.example", full_name="Ana Pérez", language="es", invited_at=timezone.now()
    )


@pytest.mark.usefixtures("at_rest")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_overflows(
    page: Page,
    live_server: Any,
    sign_in: Callable[[Any], None],
    open_period: Any,
    administrator: User,
    authority_slv: User,
    ana: User,
    scheme: Any,
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(PHONE)
    link = make_link(person=ana, purpose=INVITATION, since=timezone.now())
    held = authority_slv.designations.get()
    tokens.create(by=administrator, at=timezone.now(), name="my script")
    found: dict[str, list[str]] = {}

    def look(address: str) -> None:
        page.goto(live_server.url + address)
        for summary in page.locator("main summary").all():
            summary.click()
        wide = widest(page)
        found[address] = faults(page) + ([f"{wide} px too wide"] if wide > 0 else [])

    for address in ("/es/account/forgotten/", f"/es/account/password/{link}/"):
        look(address)
    look("/fr/account/password/spent/")
    sign_in(administrator)
    for address in (
        "/en/account/",
        "/en/people/",
        "/fr/people/invite/?party=SLV",
        f"/en/people/{authority_slv.pk}/?end={held.pk}",
        f"/pt/people/{ana.pk}/",
        "/es/focal-points/",
        "/en/focal-points/SLV/",
        f"/es/designations/{held.pk}/hand-over/",
    ):
        look(address)
    assert {address: each for address, each in found.items() if each} == {}


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
