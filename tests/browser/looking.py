"""What a page is looked at for: what axe finds, and whether anything lies beyond the window."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
# What axe found in order is told by nobody: it need not be put together.
_FAULTS_ALONE = {"resultTypes": ["violations"]}


def faults(page: Page) -> list[str]:
    """What axe finds on the page, by rule and element."""
    found = Axe().run(page, options=_FAULTS_ALONE).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def widest(page: Page) -> int:
    """How far the page reaches beyond the window, in pixels."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def all_faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands, with everything on it unfolded."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
    wide = widest(page)
    return faults(page) + ([f"wider than the window by {wide} px"] if wide > 0 else [])
