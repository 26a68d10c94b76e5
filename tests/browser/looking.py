"""What a page is looked at for: what axe finds, and whether anything lies beyond the window."""

from __future__ import annotations

import shutil

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

# The one without windows, which takes a quarter less time, or the whole one; None without either.
CHROMIUM = (
    shutil.which("chromium-headless-shell")
    or shutil.which("chromium")
    or shutil.which("chromium-browser")
)
_AXE = Axe().axe_script
PHONE: ViewportSize = {"width": 360, "height": 740}
# What axe found in order is told by nobody: it need not be put together, nor sent.
# A page has a dozen colors, which axe parses again for each element and each of its ancestors, in a
# third of its time: each is parsed once and kept by its text. The contrasts stay what they were.
_FAULTS_ALONE = """
async () => {
  const color = axe.commons.color.Color.prototype, parse = color.parseString, parsed = new Map();
  color.parseString = function (text) {
    if (!parsed.has(text)) {
      parse.call(this, text);
      parsed.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    [this.r, this.g, this.b, this.alpha] = parsed.get(text);
    return this;
  };
  try {
    const found = await axe.run({ resultTypes: ["violations"] });
    return found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
  } finally {
    color.parseString = parse;
  }
}
"""


def faults(page: Page) -> list[str]:
    """What axe finds on the page, by rule and element."""
    page.evaluate(_AXE)
    found = page.evaluate(_FAULTS_ALONE)
    return [f"{rule}: {html[:120]}" for rule, elements in found for html in elements]


def widest(page: Page) -> int:
    """How far the page reaches beyond the window, in pixels."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def all_faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands, with everything on it unfolded."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
    wide = widest(page)
    return faults(page) + ([f"wider than the window by {wide} px"] if wide > 0 else [])
