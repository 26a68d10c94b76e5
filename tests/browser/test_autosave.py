"""Nothing typed is ever lost: the network is cut, the server killed, the session ended, a second
tab opened, all in the middle of a sentence."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from commitments.foundation.pages import SIGNED_OUT
from tests.browser.looking import faults
from tests.conftest import PASSWORD
from tests.tracker.journeys import drafted
from tracker.models import ProgressUpdate, State
from tracker.updates import commands as workflow

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.usefixtures("at_rest"),
]
PROJECT = Path(__file__).parents[2]
PORT = 8947
SAVED = "Saved"
OPEN = "Se formó a doscientos fiscales en tres provincias."


@pytest.fixture
def here(
    page: Page,
    live_server: Any,
    sign_in: Callable[[Any], None],
    update_of: Callable[..., ProgressUpdate],
    contributor_slv: Any,
) -> ProgressUpdate:
    """An update that a contributor has open on its page."""
    update = update_of("SLV", "7.1")
    sign_in(contributor_slv)
    page.goto(f"{live_server.url}/en/desk/updates/{update.pk}/")
    return update


def status(page: Page) -> Any:
    return page.locator("#keeping")


def is_saved(page: Page, *, within: int) -> None:
    """Wait so many seconds for the last word typed; what was said of the one before it stands."""
    expect(page.locator(".keeping")).to_have_attribute("data-now", "saved", timeout=within * 1000)
    expect(status(page)).to_contain_text(SAVED)


def summary(page: Page) -> Any:
    return page.get_by_label("Summary")


def copies(page: Page) -> int:
    """How many copies of drafts are kept on this device."""
    found = "Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"
    return int(page.evaluate(found))


def said(update: ProgressUpdate) -> str:
    update.refresh_from_db()
    return update.summary


def test_what_is_typed_is_saved_and_the_page_says_when(page: Page, here: ProgressUpdate) -> None:
    summary(page).press_sequentially(OPEN, delay=5)
    page.locator("[name=answer][value='2']").check()
    is_saved(page, within=10)
    expect(page.locator("#state")).to_have_text("Draft")
    here.refresh_from_db()
    assert (here.summary, here.level, here.state) == (OPEN, 2, State.DRAFT)
    assert copies(page) == 0
    # What is still missing is said anew, and one spell of typing is one line of the log.
    expect(page.locator("#lacking")).to_contain_text("Language of the text")
    summary(page).press_sequentially(" Y más.")
    expect(page.locator("#lacking")).not_to_contain_text("Summary")
    page.get_by_label("Language of the text").select_option("es")
    expect(page.locator("#lacking")).to_contain_text("Nothing is missing", timeout=10_000)
    assert said(here) == f"{OPEN} Y más."
    assert here.decisions.count() == 1
    assert faults(page) == []


def test_a_lost_connection(page: Page, context: BrowserContext, here: ProgressUpdate) -> None:
    context.set_offline(True)
    summary(page).fill(OPEN)
    expect(status(page)).to_contain_text("no connection", timeout=10_000)
    assert said(here) == ""
    assert copies(page) == 1
    assert faults(page) == []
    context.set_offline(False)
    is_saved(page, within=15)
    assert said(here) == OPEN
    assert copies(page) == 0


def test_a_tab_that_dies_offline(page: Page, context: BrowserContext, here: ProgressUpdate) -> None:
    context.set_offline(True)
    summary(page).fill(OPEN)
    page.locator("[name=answer][value='3']").check()
    page.get_by_label("Write to the secretariat").fill("Is a decree enough?")
    expect(status(page)).to_contain_text("no connection", timeout=10_000)
    address = page.url
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(summary(again)).to_have_value(OPEN)
    expect(again.get_by_label("Write to the secretariat")).to_have_value("Is a decree enough?")
    is_saved(again, within=10)
    here.refresh_from_db()
    assert (here.summary, here.level) == (OPEN, 3)


def test_an_answer_that_never_comes_is_no_conflict(page: Page, here: ProgressUpdate) -> None:
    """The server saved, and the connection broke before it could say so."""
    lost = []

    def lose(route: Any) -> None:
        route.fetch()
        lost.append(route.request.post_data)
        route.abort()

    page.route("**/desk/updates/*/", lose)
    summary(page).fill(OPEN)
    expect(status(page)).to_contain_text("no connection", timeout=10_000)
    assert said(here) == OPEN
    summary(page).press_sequentially(" Y más.")
    page.unroute("**/desk/updates/*/")
    is_saved(page, within=15)
    expect(page.locator("#meeting")).to_be_hidden()
    assert said(here) == f"{OPEN} Y más."
    assert lost


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """`served()`: a real server on the test's database, at one address, that can be killed."""
    begun: list[subprocess.Popen[bytes]] = []
    database = urlsplit(os.environ["DATABASE_URL"])._replace(
        path=f"/{connection.settings_dict['NAME']}"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database.geturl(),
        "SECRET_KEY": "for tests only, of no use anywhere else",
        "VAR_DIR": str(tmp_path),
        "DEBUG": "1",
    }

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{PORT}"]
        with (tmp_path / "server.log").open("ab") as log:
            begun.append(
                subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
            )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", PORT), timeout=1):
                return begun[-1]
            time.sleep(0.1)
        raise AssertionError((tmp_path / "server.log").read_text())

    yield start
    for process in begun:
        process.kill()
        process.wait()


def test_the_server_is_killed_and_started_again(
    page: Page,
    served: Callable[[], subprocess.Popen[bytes]],
    update_of: Callable[..., ProgressUpdate],
    contributor_slv: Any,
) -> None:
    here = update_of("SLV", "7.1")
    address = f"http://127.0.0.1:{PORT}/en/desk/updates/{here.pk}/"
    # The server hashes as the product does, not as the other tests.
    contributor_slv.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=1)
    contributor_slv.save()
    server = served()
    page.goto(address)
    page.get_by_label("E-mail address").fill(contributor_slv.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(address)
    summary(page).press_sequentially(OPEN[:20])
    server.kill()
    server.wait()
    summary(page).press_sequentially(OPEN[20:])
    expect(status(page)).to_contain_text("Not saved", timeout=10_000)
    assert copies(page) == 1
    served()
    is_saved(page, within=30)
    assert said(here) == OPEN
    page.goto("about:blank")


def test_the_session_ends(
    page: Page, context: BrowserContext, here: ProgressUpdate, contributor_slv: Any
) -> None:
    Session.objects.all().delete()
    summary(page).fill(OPEN)
    expect(status(page)).to_contain_text("you are signed out", timeout=10_000)
    assert said(here) == ""
    assert faults(page) == []
    # It tries again by itself, and would save before the desk is looked at.
    page.route(page.url, lambda route: route.fulfill(status=401, json=SIGNED_OUT))
    with context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    other = opened.value
    other.get_by_label("E-mail address").fill(contributor_slv.email)
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("main").get_by_role("button", name="Sign in").click()
    other.wait_for_url("**/en/desk/**")
    # The desk knows what is on this device alone.
    expect(other.locator("#kept-here")).to_contain_text("7.1")
    other.close()
    page.unroute(page.url)
    is_saved(page, within=40)
    assert said(here) == OPEN
    # The page's own buttons know the new session too.
    page.get_by_role("button", name="hand over").click()
    page.wait_for_url("**/en/desk/")
    here.refresh_from_db()
    assert here.state == State.NATIONAL_REVIEW


def test_somebody_else_signs_in_on_the_same_computer(
    page: Page,
    context: BrowserContext,
    here: ProgressUpdate,
    live_server: Any,
    authority_slv: Any,
) -> None:
    other = context.new_page()
    context.clear_cookies()
    other.goto(f"{live_server.url}/en/sign-in/")
    other.get_by_label("E-mail address").fill(authority_slv.email)
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("main").get_by_role("button", name="Sign in").click()
    other.wait_for_url("**/en/desk/**")
    summary(page).fill(OPEN)
    expect(status(page)).to_contain_text("somebody else is signed in", timeout=10_000)
    assert said(here) == ""
    # What one typed, the other is not shown.
    other.goto(page.url)
    expect(summary(other)).to_have_value("")


def test_two_tabs_on_different_passages_go_together(
    page: Page, context: BrowserContext, here: ProgressUpdate
) -> None:
    second = context.new_page()
    second.goto(page.url)
    summary(page).fill(OPEN)
    is_saved(page, within=10)
    second.get_by_label("Challenges").fill("El presupuesto.")
    is_saved(second, within=10)
    expect(summary(second)).to_have_value(OPEN)
    here.refresh_from_db()
    assert (here.summary, here.challenges) == (OPEN, "El presupuesto.")


@pytest.mark.parametrize(
    ("button", "kept"),
    [
        ("Keep what I typed", "Here."),
        ("Use what was saved", OPEN),
        ("Keep both, one after the other", f"Here.\n\n{OPEN}"),
    ],
)
def test_two_tabs_on_one_passage_ask_which_to_keep(
    page: Page, context: BrowserContext, here: ProgressUpdate, button: str, kept: str
) -> None:
    second = context.new_page()
    second.goto(page.url)
    summary(page).fill(OPEN)
    is_saved(page, within=10)
    summary(second).fill("Here.")
    meeting = second.locator("#meeting")
    expect(meeting).to_contain_text(OPEN, timeout=10_000)
    expect(meeting).to_contain_text("Here.")
    assert said(here) == OPEN
    assert faults(second) == []
    # Both are still there when the tab is opened again before anything was said.
    second.reload()
    expect(meeting).to_contain_text(OPEN)
    expect(summary(second)).to_have_value("Here.")
    meeting.get_by_role("button", name=button).click()
    expect(meeting).to_be_hidden()
    is_saved(second, within=10)
    expect(summary(second)).to_have_value(kept)
    assert said(here) == kept


def test_words_for_what_has_been_handed_in_meanwhile_are_shown_to_be_copied(
    page: Page, here: ProgressUpdate, authority_slv: Any
) -> None:
    summary(page).fill(OPEN)
    is_saved(page, within=10)
    update = drafted(ProgressUpdate.objects.get(pk=here.pk), authority_slv)
    workflow.submit(update=update, by=authority_slv, at=timezone.now())
    summary(page).fill("Words that come too late to be saved.")
    expect(status(page)).to_contain_text("Not saved", timeout=10_000)
    page.goto("about:blank")
    page.go_back()
    page.reload()
    expect(page.locator("#kept")).to_contain_text("Words that come too late to be saved.")
    page.get_by_role("button", name="Remove it from this device").click()
    assert copies(page) == 0


def test_leaving_with_words_unsaved_is_asked_about(
    page: Page, context: BrowserContext, here: ProgressUpdate
) -> None:
    context.set_offline(True)
    summary(page).press_sequentially("Not saved.")
    expect(status(page)).to_contain_text("no connection", timeout=10_000)
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as asked:
        page.get_by_role("link", name="My desk").first.click(no_wait_after=True)
    assert asked.value.type == "beforeunload"
    expect(summary(page)).to_have_value("Not saved.")


def test_signing_out_leaves_nothing_on_the_device(
    page: Page, context: BrowserContext, here: ProgressUpdate
) -> None:
    context.set_offline(True)
    summary(page).press_sequentially("Not saved.")
    expect(status(page)).to_contain_text("no connection", timeout=10_000)
    # In this order: the page tries again at once where there is a connection.
    page.route("**/desk/updates/*/", lambda route: route.abort())
    context.set_offline(False)
    said_at_the_door = []

    def agree(dialog: Any) -> None:
        said_at_the_door.append(dialog.message)
        dialog.accept()

    page.on("dialog", agree)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/en/")
    assert "has not been saved yet" in said_at_the_door[0]
    assert copies(page) == 0


def test_rows_of_cooperation_are_added_and_removed(page: Page, here: ProgressUpdate) -> None:
    needed = page.get_by_role("group", name="Cooperation requested")
    needed.get_by_label("Theme").first.select_option("police")
    needed.get_by_label("Description").first.fill("Training.")
    needed.get_by_role("button", name="Another row").click()
    needed.get_by_label("Description").nth(1).fill("Half a row.")
    is_saved(page, within=10)
    here.refresh_from_db()
    assert here.cooperation_needed == [
        {"theme": "police", "text": "Training."},
        {"theme": "", "text": "Half a row."},
    ]
    with page.expect_response("**/desk/updates/*/"):
        needed.get_by_role("button", name="Remove").first.click()
    expect(page.locator(".keeping")).to_have_attribute("data-now", "saved")
    here.refresh_from_db()
    assert here.cooperation_needed == [{"theme": "", "text": "Half a row."}]
    assert faults(page) == []
