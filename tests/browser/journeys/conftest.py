"""People who come to the site, each with a browser of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.journeys.walking import Walker
from tests.browser.rest import Requests, leave

Enter = Callable[[type[Walker], str], Walker]


@pytest.fixture
def enter(
    new_context: Callable[..., BrowserContext], live_server: Any, requests_open: Requests
) -> Iterator[Enter]:
    """`enter(Keyboard, "es")`: somebody who reads Spanish, and uses no mouse."""
    there: list[Walker] = []

    def come(kind: type[Walker], language: str) -> Walker:
        context = new_context(java_script_enabled=kind.scripts, reduced_motion="reduce")
        there.append(kind(context.new_page(), live_server.url, language))
        return there[-1]

    yield come
    for walker in there:
        leave(walker.page.context, live_server.url, requests_open)
    assert [complaint for walker in there for complaint in walker.complaints] == []
