"""Every page there is, as every role that may open it: axe finds nothing, and nothing overflows.

Which pages there are is read from the table of access, so that no new one is forgotten. Each is
looked at once, in one of four looks; `LOOKS=every make screenshots` has all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from commitments.models import User
from commitments.people.commands import access_tokens as tokens
from commitments.people.commands.own_account import INVITATION, make_link
from tests.access.addresses import Things, address_of, cases, things
from tests.access.table import ROLES, read_table
from tests.browser.looking import all_faults

__all__ = ["things"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
# Each page has one of them, by its place in the list.
LOOKS = (("fr", 360, "light"), ("es", 1280, "dark"), ("en", 360, "dark"), ("pt", 1920, "light"))
# Pages with a query, pages of what is not there, and pages that the table has no object for.
MORE = {
    "visitor": [
        *("?by=subregion&paragraph=3", "search/?q=xyzzy", "compare/?states=SLV,HND"),
        *("compare/?state=SLV&periods=2026-2,2026-2", "nothing-here/", "reports/1/", "review/"),
        *("account/password/spent/", "account/password/{link}/", "paragraphs/p5/", "offline/"),
    ],
    "authority_slv": ["review/", "desk/updates/{begun}/", "desk/?party=SLV&state=expected"],
    "officer": ["coverage/?by=period", "review/?state=accepted", "updates/1/"],
    "administrator": [
        *("people/{person}/?end={held}", "people/{invited}/", "people/invite/?party=SLV"),
        "designations/{held}/hand-over/",
    ],
}
Opened = Callable[[str], list[str]]


@pytest.fixture
def known(
    ana: User, authority_slv: User, administrator: User, update_of: Callable[..., Any]
) -> dict[str, Any]:
    """What stands between braces above."""
    tokens.create(by=administrator, at=timezone.now(), name="my script")
    return {
        "begun": update_of("SLV", "7.1").pk,
        "held": authority_slv.designations.get().pk,
        "invited": ana.pk,
        "link": make_link(person=ana, purpose=INVITATION, since=timezone.now()),
        "person": authority_slv.pk,
    }


@pytest.mark.usefixtures("at_rest")
@pytest.mark.parametrize("look", range(len(LOOKS)))
def test_axe_finds_nothing_and_nothing_overflows(
    page: Page,
    live_server: Any,
    sign_in: Callable[[Any], None],
    request: pytest.FixtureRequest,
    things: Things,
    known: dict[str, Any],
    look: int,
) -> None:
    language, width, theme = LOOKS[look]
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]  # a word of LOOKS
    found: dict[tuple[str, str], list[str]] = {}
    for role, addresses in _pages(things).items():
        if role != "visitor":
            sign_in(request.getfixturevalue(role))
        for address in addresses[look :: len(LOOKS)]:
            page.goto(f"{live_server.url}/{language}/{address.format_map(known)}")
            found[role, address] = all_faults(page)
            if page.locator("html").get_attribute("lang") != language:
                found[role, address].append("it says that it is in another language")
    assert {where: seen for where, seen in found.items() if seen} == {}
    assert len(found) > 15


def _pages(things: Things) -> dict[str, list[str]]:
    """Return for each role the pages that no role before it may open."""
    table = read_table("pages.txt")
    pages: dict[str, list[str]] = {role: [] for role in MORE}
    for (label, method, template), statuses in table.items():
        arguments = dict(cases(template, things))[label]
        role = next((role for role in MORE if statuses[ROLES.index(role)] == "200"), None)
        if method == "get" and role is not None and not template.endswith("feed/"):
            pages[role].append(address_of(template, arguments))
    return {role: [*pages[role], *MORE[role]] for role in MORE}
