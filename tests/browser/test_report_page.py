"""Reports in a browser: their HTML by axe, on a phone, in the dark, printed; one being made."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from reporting.dataset import schema as d
from reporting.documents import render
from reporting.models import StatusReport
from tests.browser.looking import PHONE, faults, widest
from tests.reporting.datasets import make_dataset

pytestmark = pytest.mark.browser


def opened(page: Page, folder: Path, *, kind: str, language: str, draft: bool = True) -> list[str]:
    """Open a report's page; return what the browser complains of while it is read."""
    data = make_dataset(
        kind=kind, subject={"party": "SLV", "paragraph": "7"}.get(kind, ""), length=120
    )
    sha = d.sha256(d.encode(data))
    file = folder / "report.html"
    file.write_bytes(
        render(dataset=data, language=language, format="html", sha256=sha, draft=draft)
    )
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url) if "http" in request.url else None)
    page.goto(file.as_uri())
    return said


@pytest.mark.parametrize(
    ("language", "kind", "scheme"),
    [
        ("fr", "party", "light"),
        ("es", "party", "dark"),
        # The one with a matrix that axe reads in seconds: an assembly's has 60,000 elements.
        ("en", "paragraph", "light"),
    ],
)
def test_anyone_can_use_it(
    page: Page, tmp_path: Path, language: str, kind: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    assert opened(page, tmp_path, kind=kind, language=language) == []
    assert faults(page) == []


def test_it_fits_a_phone(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size(PHONE)
    opened(page, tmp_path, kind="assembly", language="fr")
    assert widest(page) <= 0


def test_one_key_leads_past_the_contents(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, kind="party", language="en")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "report"


def test_each_printed_page_of_a_draft_says_so(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, kind="party", language="es")
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) > 3
    for printed in pages:
        text = printed.extract_text()
        assert "Borrador" in text
        assert "Datos de muestra" in text


def test_no_printed_page_of_an_issued_report_says_draft(page: Page, tmp_path: Path) -> None:
    opened(page, tmp_path, kind="party", language="es", draft=False)
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert not any("Borrador" in printed.extract_text() for printed in pages)


@pytest.mark.django_db(transaction=True)
def test_a_report_in_the_making_is_watched_in_place(
    page: Page, live_server: Any, sign_in: Callable[[Any], None], officer: Any, open_period: Any
) -> None:
    made = StatusReport.objects.create(
        kind="council",
        instrument=open_period.instruments.get(),
        period=open_period,
        as_of=timezone.now(),
        languages=["en"],
        formats=["json", "pdf"],
        requested_at=timezone.now(),
        requested_by=officer,
    )
    page.set_viewport_size(PHONE)
    sign_in(officer)
    page.goto(f"{live_server.url}/en/reports/{made.pk}/")
    expect(page.get_by_text("0% ready")).to_be_visible()
    assert faults(page) == []
    page.evaluate("window.untouched = true")
    page.get_by_role("link", name="Refresh").focus()
    StatusReport.objects.filter(pk=made.pk).update(
        state="failed", failure_code="disk_full", failure_step="en.pdf"
    )
    expect(page.get_by_role("button", name="Try again")).to_be_visible(timeout=15_000)
    assert page.evaluate("window.untouched")
    # What had the focus is gone: the keyboard goes on from the page's content.
    expect(page.locator("main")).to_be_focused()
    expect(page.locator("body > [role=status]")).to_have_text("Failed")
    assert faults(page) == []
    assert widest(page) <= 0
