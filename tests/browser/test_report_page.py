"""A report's page of HTML in a real browser: by axe, on a phone, in the dark, and printed."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from reporting import dataset as d
from reporting.renderers import LANGUAGES, render
from tests.browser.test_in_a_browser import PHONE, faults, widest
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
        *((language, "party", "light") for language in LANGUAGES),
        ("en", "party", "dark"),
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
