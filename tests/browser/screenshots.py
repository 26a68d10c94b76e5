"""`make screenshots`: every page of a running product with the sample, and what axe says of it.

Pictures of roles × pages × widths × languages, light and dark, into var/screenshots. Exits with 1
where axe found something, a page is wider than its window, or one could not be opened.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from tqdm import tqdm

ADDRESS = os.environ.get("ADDRESS", "http://127.0.0.1:8000")
FOLDER = Path(os.environ.get("VAR_DIR", "var")) / "screenshots"
# Width, theme, language: each page in all four languages, both themes and three widths.
LOOKS = ((1280, "light", "en"), (360, "light", "fr"), (768, "dark", "es"), (1920, "dark", "pt"))
ROLES = {
    "public": "",
    "focal-point": "authority.slv@example.org",
    "contributor": "contributor.slv@example.org",
    "officer": "officer@example.org",
    "administrator": "admin@example.org",
}
# Addresses below the language; {…} is the first link of that shape on the page before the colon.
PAGES = {
    "public": [
        *(
            "",
            "?by=subregion",
            "declaration/",
            "paragraphs/7/",
            "paragraphs/p5/",
            "commitments/7.1/",
        ),
        *("commitments/16.1/", "states/", "states/SLV/", "bodies/", "bodies/PC/", "periods/"),
        *("periods/:periods/[0-9]+-[0-9]/", "themes/", "themes/:themes/[^/]+/", "indicators/"),
        *("indicators/:indicators/[^/]+/", "sessions/", "sessions/:sessions/[^/]+/", "open-data/"),
        *("method/", "commitments/7.1/:updates/[0-9]+/", "search/?q=security", "search/?q=xyzzy"),
        *("compare/", "compare/?states=SLV,HND", "reports/", "reports/:reports/[0-9]+/"),
        *("reports/calendar/", "reports/check/", "reports/compare/", "sign-in/", "nothing-here/"),
        *("account/forgotten/", "account/password/spent/"),
    ],
    "focal-point": [
        *(
            "desk/",
            "desk/:desk/updates/[0-9]+/",
            "desk/:desk/actions/[0-9]+/",
            "desk/actions/new/SLV/",
        ),
        *("account/", "review/"),
    ],
    "contributor": ["desk/", "desk/:desk/updates/[0-9]+/"],
    "officer": [
        *("desk/", "review/", "review/:review/[0-9]+/", "review/log/", "coverage/", "periods/"),
        *("periods/plan/", "reports/", "reports/new/", "reports/calendar/"),
    ],
    "administrator": [
        *("people/", "people/:people/[0-9]+/", "people/invite/", "focal-points/"),
        *("focal-points/SLV/", "focal-points/SLV/:designations/[0-9]+/hand-over/"),
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
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox"],
        )
        with tqdm(
            total=len(LOOKS) * sum(map(len, PAGES.values())), unit="page", disable=None
        ) as bar:
            for fault in _walk(browser, bar):
                faults.append(fault)
                bar.write(fault)
    sys.exit(f"{len(faults)} faults" if faults else 0)


def _walk(browser: Browser, bar: tqdm[Any]) -> Iterator[str]:
    for role, email in ROLES.items():
        for width, theme, language in LOOKS:
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if theme == "dark" else "light",
            )
            page = context.new_page()
            if email:
                _sign_in(page, email)
            for address in PAGES[role]:
                bar.update()
                where = f"{role} {language} {width} {theme} {address}"
                for fault in _look(page, role, address, language):
                    yield f"{where}: {fault}"
                name = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-") or "overview"
                picture = FOLDER / role / f"{name}-{width}-{theme}-{language}.png"
                page.screenshot(path=picture, full_page=True)
            context.close()


def _sign_in(page: Page, email: str) -> None:
    page.goto(f"{ADDRESS}/en/sign-in/")
    page.locator("[name=username]").fill(email)
    page.locator("[name=password]").fill(os.environ.get("SAMPLE_PASSWORD", "sample"))
    page.locator("main button").first.click()
    page.wait_for_url("**/desk/**")


def _look(page: Page, role: str, address: str, language: str) -> Iterator[str]:
    """Open the page; yield what is wrong with it."""
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
    wider = int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
    if wider > 0:
        yield f"wider than its window by {wider} px"
    for rule in Axe().run(page).response["violations"]:
        for node in rule["nodes"]:
            yield f"{rule['id']}: {node['html'][:160]}"


if __name__ == "__main__":
    main()
