"""Evidence by drag and drop: with progress, and with errors in words."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.access.scene import PDF, action_of
from tests.browser.looking import faults
from tracker.models import FollowUpAction, ProgressUpdate

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.usefixtures("at_rest"),
]


@pytest.fixture
def here(
    page: Page,
    live_server: Any,
    sign_in: Callable[[Any], None],
    update_of: Callable[..., ProgressUpdate],
    contributor_slv: Any,
) -> ProgressUpdate:
    update = update_of("SLV", "7.1")
    sign_in(contributor_slv)
    page.goto(f"{live_server.url}/en/desk/updates/{update.pk}/")
    return update


def drop(page: Page, *files: tuple[str, bytes]) -> None:
    """Let go of files over the place for evidence."""
    packed = [[name, base64.b64encode(content).decode()] for name, content in files]
    transfer = page.evaluate_handle(
        """(files) => {
            const transfer = new DataTransfer();
            for (const [name, content] of files) {
                const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
                transfer.items.add(new File([bytes], name));
            }
            return transfer;
        }""",
        packed,
    )
    for kind in ("dragover", "drop"):
        page.dispatch_event("#evidence", kind, {"dataTransfer": transfer})


def test_files_are_dropped_while_one_writes(page: Page, here: ProgressUpdate) -> None:
    page.get_by_label("Summary").press_sequentially("Kept with the file.")
    drop(page, ("plan.pdf", PDF), ("law.pdf", PDF + b"%"))
    expect(page.locator(".sending.good")).to_have_count(2, timeout=15_000)
    expect(page.locator("#evidence [data-list] a")).to_have_text(["plan", "law"])
    with page.expect_response(lambda answer: "And on." in (answer.request.post_data or "")):
        page.get_by_label("Summary").press_sequentially(" And on.")
    expect(page.locator("#keeping")).to_contain_text("Saved", timeout=10_000)
    expect(page.locator(".keeping")).to_have_attribute("data-now", "saved")
    here.refresh_from_db()
    assert here.summary == "Kept with the file. And on."
    assert sorted(here.evidence.values_list("title", "file_name")) == [
        ("law", "law.pdf"),
        ("plan", "plan.pdf"),
    ]
    expect(page.locator("#meeting")).to_be_hidden()
    assert faults(page) == []


def test_what_will_not_do_is_refused_in_words(
    page: Page, here: ProgressUpdate, settings: Any
) -> None:
    drop(page, ("program.exe", b"MZ\x90"))
    expect(page.locator(".sending.bad")).to_contain_text(
        "program.exe was not added: or file: Its content must match its name", timeout=10_000
    )
    assert not here.evidence.exists()
    assert faults(page) == []


def test_what_is_too_large_is_refused_before_it_is_sent(
    page: Page, here: ProgressUpdate, settings: Any
) -> None:
    settings.EVIDENCE_MAX_BYTES = 1024
    page.reload()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    drop(page, ("plan.pdf", PDF + b"%" * 2000))
    expect(page.locator(".sending.bad")).to_contain_text("it is larger than")
    assert "POST" not in sent


def test_a_broken_connection_is_said_and_the_next_try_works(
    page: Page, here: ProgressUpdate
) -> None:
    page.route("**/desk/updates/*/", lambda route: route.abort())
    drop(page, ("plan.pdf", PDF))
    expect(page.locator(".sending.bad")).to_contain_text("the connection broke off")
    page.unroute("**/desk/updates/*/")
    page.get_by_label("or file").set_input_files(
        {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.locator("#evidence").get_by_label("Title").fill("The plan")
    page.get_by_role("button", name="Save and add evidence").click()
    expect(page.locator("#evidence [data-list] a")).to_have_text(["The plan"], timeout=10_000)
    assert here.evidence.get().title == "The plan"


def test_an_action_takes_files_too(
    page: Page, live_server: Any, here: ProgressUpdate, contributor_slv: Any
) -> None:
    action = FollowUpAction.objects.get(pk=action_of("SLV", contributor_slv, "party").pk)
    page.goto(f"{live_server.url}/en/desk/actions/{action.pk}/")
    drop(page, ("budget.pdf", PDF))
    expect(page.locator(".sending.good")).to_have_count(1, timeout=10_000)
    assert set(action.evidence.values_list("title", flat=True)) == {"The bill", "budget"}
    page.get_by_label("Description").fill("Second reading.")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.wait_for_load_state()
    action.refresh_from_db()
    assert action.description == "Second reading."
