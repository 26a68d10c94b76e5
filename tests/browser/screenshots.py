"""`make screenshots`: every page of a running product with the sample, and what axe says of it.

Pictures of roles × pages, in four looks each (language, width, light or dark), into
var/screenshots. With LOOKS=every no pictures, but what axe says in all 24 looks. Exits with 1 where
axe found something, a page is wider than its window, or one could not be opened.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, sync_playwright
from tqdm import tqdm

from tests.browser.looking import CHROMIUM, all_faults

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
ADDRESS = os.environ.get("ADDRESS", "http://127.0.0.1:8000")
FOLDER = Path(os.environ.get("VAR_DIR", "var")) / "screenshots"
# By language: width and theme. Each page in all languages, both themes and four widths; or all.
FOUR: dict[str, list[tuple[int, Theme]]] = {
    "en": [(1280, "light")],
    "fr": [(360, "light")],
    "es": [(768, "dark")],
    "pt": [(1920, "dark")],
}
EVERY: dict[str, list[tuple[int, Theme]]] = {
    language: [(width, theme) for width in (360, 1280, 1920) for theme in THEMES]
    for language in FOUR
}
LOOKS = EVERY if os.environ.get("LOOKS") == "every" else FOUR
ROLES = {
    "public": "",
    "focal-point": "authority.slv@example.org",
    "contributor": "contributor.slv@example.org",
    "officer": "officer@example.org",
    "administrator": "admin@example.org",
}
# Addresses below the language; {…} is the first link of that shape on the page before the colon.
NOW = datetime.now(tz=UTC)
PERIOD = f"periods/{NOW.year}-{1 if NOW.month < 7 else 2}/"
PAGES = {
    "public": [
        *("", "?by=subregion", "declaration/", "paragraphs/7/", "paragraphs/p5/"),
        *("commitments/7.1/", "commitments/16.1/", "states/", "states/SLV/", "bodies/"),
        *("bodies/PC/", "periods/", PERIOD, "themes/", "themes/:themes/[^/]+/", "indicators/"),
        *("indicators/:indicators/[^/]+/", "sessions/", "sessions/:sessions/[^/]+/", "open-data/"),
        *("method/", "commitments/7.1/:updates/[0-9]+/", "search/?q=security", "search/?q=xyzzy"),
        *("compare/", "compare/?states=SLV,HND", "compare/?state=SLV&periods=2011-2,2012-1"),
        *("states/SLV/:actions/[0-9]+/", "reports/", "reports/:reports/[0-9]+/"),
        *("reports/calendar/", "reports/check/", "reports/compare/", "sign-in/", "nothing-here/"),
        *("account/forgotten/", "account/password/spent/", "offline/"),
    ],
    "focal-point": [
        *("desk/", "desk/:desk/updates/[0-9]+/", "desk/:desk/updates/[0-9]+/unchanged/"),
        *("desk/:desk/actions/[0-9]+/", "desk/actions/new/SLV/", "account/", "review/"),
    ],
    "contributor": ["desk/", "desk/:desk/updates/[0-9]+/"],
    "officer": [
        *("desk/", "review/", "review/:review/[0-9]+/", "review/log/", "coverage/"),
        *("coverage/?by=period", "periods/", "periods/plan/", f"{PERIOD}amend/", f"{PERIOD}close/"),
        *(f"{PERIOD}remind/", f"{PERIOD}remind/SLV/", "reports/", "reports/new/"),
        *("reports/:reports/[0-9]+/", "reports/calendar/"),
    ],
    "administrator": [
        *("people/", "people/:people/[0-9]+/", "people/invite/", "focal-points/"),
        *("focal-points/SLV/:designations/[0-9]+/hand-over/", "focal-points/SLV/", "account/"),
        f"audit/period/{PERIOD.split('/')[1]}/",
    ],
}
# These answer so on purpose.
ODD = {
    ("public", "nothing-here/"): 404,
    ("public", "account/password/spent/"): 410,
    ("focal-point", "review/"): 403,
}


def main() -> None:
    """Take all pictures; tell what is wrong."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    faults: list[str] = []
    looks = sum(map(len, LOOKS.values()))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with tqdm(total=looks * sum(map(len, PAGES.values())), unit="look", disable=None) as bar:
            for role in ROLES:
                for language in LOOKS:
                    for fault in _walk(browser, role, language, bar):
                        faults.append(fault)
                        bar.write(fault)
    sys.exit(f"{len(faults)} faults" if faults else 0)


def _walk(browser: Browser, role: str, language: str, bar: tqdm[Any]) -> Iterator[str]:
    """Open each page of the role once, and look at it in every width and theme."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    if ROLES[role]:
        _sign_in(page, ROLES[role])
    for address in PAGES[role]:
        name = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "overview"
        page.set_viewport_size({"width": LOOKS[language][0][0], "height": 900})
        for fault in _open(page, role, address, language):
            yield f"{role} {language} {address}: {fault}"
        for width, theme in LOOKS[language]:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)
            if LOOKS is FOUR:
                picture = FOLDER / role / f"{name}-{width}-{theme}-{language}.png"
                page.screenshot(path=picture, full_page=True)
            for fault in all_faults(page):
                yield f"{role} {language} {width} {theme} {address}: {fault}"
            bar.update()
    context.close()


def _sign_in(page: Page, email: str) -> None:
    page.goto(f"{ADDRESS}/en/sign-in/")
    page.locator("[name=username]").fill(email)
    page.locator("[name=password]").fill(os.environ.get("SAMPLE_PASSWORD", "sample"))
    page.locator("main button").first.click()
    page.wait_for_url("**/desk/**")


def _open(page: Page, role: str, address: str, language: str) -> Iterator[str]:
    """Open the page; yield why that did not go as it should."""
    start, _colon, shape = address.partition(":")
    response = page.goto(f"{ADDRESS}/{language}/{start}")
    if shape:
        links = page.locator("main a").evaluate_all("all => all.map(one => one.pathname)")
        found = next((link for link in links if re.fullmatch(f"/{language}/{shape}", link)), None)
        if found is None:
            yield f"no link to {shape}"
            return
        response = page.goto(ADDRESS + found)
    status = response.status if response else 0
    if status != ODD.get((role, address), 200):
        yield f"answers {status}"


if __name__ == "__main__":
    main()
