"""A real browser, where there is one; CI fails where there is not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.looking import CHROMIUM
from tests.browser.rest import Requests, leave

# Three processes of the suite share two cores: what comes late has come all the same.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session", autouse=True)
def browser_is_there() -> None:
    if CHROMIUM is None:
        words = "No Chromium on this machine: nothing was looked at in a real browser."
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)


@pytest.fixture(scope="session", autouse=True)
def unsafe_is_meant() -> None:
    """Playwright keeps an event loop in this thread; the database is asked beside it, not in it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """The page for a lost connection stands aside where tests cut the network themselves."""
    return browser_context_args | {"service_workers": "block"}


@pytest.fixture(scope="session")
def requests_open() -> Requests:
    """What the server of the tests has not answered yet."""
    return Requests()


@pytest.fixture
def at_rest(context: BrowserContext, live_server: Any, requests_open: Requests) -> Iterator[None]:
    """No page of the test still sends anything while the database is put back after it."""
    yield
    leave(context, live_server.url, requests_open)


@pytest.fixture
def sign_in(
    page: Page, live_server: Any, client_of: Callable[[Any], Any], settings: Any
) -> Callable[[Any], None]:
    """`sign_in(person)`: at the desk in this browser, whoever was there before.

    By a session made beside it: the form is filled in by the journeys.
    """

    def enter(person: Any) -> None:
        name = settings.SESSION_COOKIE_NAME
        session = client_of(person).cookies[name].value
        page.context.clear_cookies()
        page.context.add_cookies([{"name": name, "value": session, "url": live_server.url}])
        page.goto(f"{live_server.url}/en/desk/")

    return enter


@pytest.fixture
def ana(catalogue: None) -> Any:
    """Invited, and not here yet."""
    from django.utils import timezone

    from commitments.models import User

    return User.objects.create_user(
        "ana@foreign.example", full_name="Ana Pérez", language="es", invited_at=timezone.now()
    )
