"""Going through the pages as people do who use no mouse, and as those whose browser runs no script.

A day is written once, in what a person does: press, write, choose. `Keyboard` does it with keys
alone, and nothing is worked that Tab does not reach or whose focus cannot be seen. `NoScript` does
it with clicks where JavaScript is off.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

from django.utils import translation
from django.utils.translation import gettext, pgettext
from playwright.sync_api import Locator, Page, expect

from tests.conftest import PASSWORD

MOST_TABS = 150
_HAS_FOCUS = "(all) => all.includes(document.activeElement)"
# Have a Tab that is held down end where one of them has the focus, and say which way the first of
# them lies from where the keyboard is; "in" is behind the skip link.
_WAY = """(all) => {
    const active = document.activeElement;
    removeEventListener("keydown", window.heldTab, true);
    window.heldTab = (event) => {
        if (event.repeat && all.includes(document.activeElement)) event.preventDefault();
    };
    addEventListener("keydown", window.heldTab, true);
    const here = active === document.body ? document.querySelector(":target") : active;
    if (!here) return document.querySelector("main")?.contains(all[0]) ? "in" : "on";
    return here.compareDocumentPosition(all[0]) & Node.DOCUMENT_POSITION_PRECEDING ? "back" : "on";
}"""
# What hides the focus of the element that has it; nothing where one sees it.
_UNSEEN = """() => {
    const here = document.activeElement;
    const style = getComputedStyle(here);
    const width = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    if (!width) return "it has no outline";
    const boxes = [...here.getClientRects()].filter((box) => box.width > 2 && box.height > 2);
    if (!boxes.length) return "it takes no room";
    const on = boxes.some((box) => [0.5, 0.1, 0.9].some((part) => {
        const [x, y] = [box.left + box.width * part, box.top + box.height / 2];
        return here.contains(document.elementFromPoint(x, y));
    }));
    return on ? "" : "it lies under something else, or beyond the window";
}"""
_NAMED = """() => {
    const here = document.activeElement;
    return here.outerHTML.slice(0, 120).replace(/\\s+/g, " ");
}"""
_STEPS = """(select, value) => {
    const values = [...select.options].map((option) => option.value);
    return values.indexOf(value) - select.selectedIndex;
}"""


class Walker(ABC):
    """A person at a browser, in one language."""

    scripts: ClassVar[bool]

    def __init__(self, page: Page, site: str, language: str) -> None:
        self.page, self.site, self.language = page, site, language
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def says(self, words: str, context: str = "", **values: Any) -> str:
        """Return the interface's words in the person's language."""
        with translation.override(self.language):
            said = pgettext(context, words) if context else gettext(words)
        return said % values if values else said

    def go(self, path: str = "") -> None:
        """Type an address; the language comes before it."""
        self.page.goto(f"{self.site}/{self.language}/{path}")

    def at(self, path: str) -> None:
        """See that the page of this address is there, in the person's language."""
        address = re.escape(f"{self.site}/{self.language}/{path}")
        # A form without an address of its own keeps where the skip link led.
        expect(self.page).to_have_url(re.compile(f"^{address}(#content)?$"))
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)

    def heading(self, words: str) -> None:
        """See that the page is headed so."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(words)

    def find(self, css: str) -> Locator:
        """Return what is in the page's content."""
        return self.page.locator("main").locator(css)

    def link(self, path: str) -> Locator:
        """Return the first link of the content that leads there."""
        return self.find(f'a[href="/{self.language}/{path}"]').first

    def button(self, verb: str) -> Locator:
        """Return the button that does this; not the hidden one that Enter in a field presses."""
        return self.find(f'button[name="verb"][value="{verb}"]:not([tabindex])')

    def field(self, name: str) -> Locator:
        return self.find(f'[name="{name}"]')

    def sign_in(self, person: Any, password: str = PASSWORD) -> None:
        self.go("sign-in/")
        self.write(self.field("username"), person.email)
        self.write(self.field("password"), password)
        self.press(self.find("button.primary"))
        self.at("desk/")

    def sign_out(self) -> None:
        self.press(self.page.locator("form[data-sign-out] button"))
        self.at("")

    def press(self, target: Locator) -> None:
        """Work a link or a button, and be where it leads, be it on the same page."""
        with self.page.expect_navigation():
            self.work(target)

    def fetch(self, link: Locator) -> bytes:
        """Follow a link to a file; return the file."""
        with self.page.expect_download() as coming:
            self.work(link)
        return Path(coming.value.path()).read_bytes()

    @abstractmethod
    def work(self, target: Locator) -> None:
        """Press a link, a button or a summary."""

    @abstractmethod
    def write(self, field: Locator, words: str) -> None:
        """Write in a field, in place of what stands in it."""

    @abstractmethod
    def write_day(self, field: Locator, day: date) -> None: ...

    @abstractmethod
    def write_moment(self, field: Locator, moment: datetime) -> None: ...

    @abstractmethod
    def choose(self, select: Locator, value: str) -> None: ...

    @abstractmethod
    def pick(self, radios: Locator, value: str) -> None: ...

    @abstractmethod
    def tick(self, box: Locator) -> None: ...

    @abstractmethod
    def press_cell(self, cell: Locator, *, down: int, right: int) -> None:
        """Open a cell of the matrix: so far from the first of its cells."""


class Keyboard(Walker):
    scripts = True

    def reach(self, targets: Locator) -> None:
        """Hold Tab down until one of them has the focus, and see that it has."""
        targets.first.wait_for()
        way = targets.evaluate_all(_WAY)
        if way == "in":
            self._skip_to_the_content()
        if not targets.evaluate_all(_HAS_FOCUS):
            self._hold_tab(targets, back=way == "back")
        unseen = self.page.evaluate(_UNSEEN)
        assert not unseen, f"{self.page.evaluate(_NAMED)} has the focus, and {unseen}"

    def _hold_tab(self, targets: Locator, *, back: bool) -> None:
        """It repeats itself, and is looked at ever more seldom: a look takes longer than a Tab."""
        keyboard = self.page.keyboard
        if back:
            keyboard.down("Shift")
        pressed, before_a_look = 0, 1
        while pressed < MOST_TABS:
            for _tab in range(before_a_look):
                keyboard.down("Tab")
            if targets.evaluate_all(_HAS_FOCUS):
                break
            pressed += before_a_look
            before_a_look = min(2 * before_a_look, 8)
        else:
            at = self.page.evaluate(_NAMED)
            raise AssertionError(f"{pressed} times Tab do not reach {targets}: now at {at}")
        keyboard.up("Tab")
        if back:
            keyboard.up("Shift")

    def _skip_to_the_content(self) -> None:
        self.page.keyboard.press("Tab")
        expect(self.page.locator(":focus")).to_have_class("skip")
        self.page.keyboard.press("Enter")
        expect(self.page.locator("main")).to_be_focused()

    def work(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, words: str) -> None:
        self.reach(field)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(words)
        expect(field).to_have_value(words)

    def write_day(self, field: Locator, day: date) -> None:
        self._write_parts(field, [f"{day:%m}", f"{day:%d}", f"{day:%Y}"])
        expect(field).to_have_value(f"{day:%Y-%m-%d}")

    def write_moment(self, field: Locator, moment: datetime) -> None:
        parts = ["%m", "%d", "%Y", "%I", "%M", "%p"]
        self._write_parts(field, [format(moment, part) for part in parts])
        expect(field).to_have_value(f"{moment:%Y-%m-%dT%H:%M}")

    def _write_parts(self, field: Locator, parts: list[str]) -> None:
        """A date is written in parts, between which arrows lead."""
        self.reach(field)
        for _part in parts:
            self.page.keyboard.press("ArrowLeft")
        for place, part in enumerate(parts):
            self.page.keyboard.type(part)
            # A part that can take no more figures leads on by itself; a year can.
            if place + 1 < len(parts) and part.isdigit() and len(part) == 4:
                self.page.keyboard.press("ArrowRight")

    def choose(self, select: Locator, value: str) -> None:
        self.reach(select)
        steps = select.evaluate(_STEPS, value)
        for _step in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        expect(select).to_have_value(value)

    def pick(self, radios: Locator, value: str) -> None:
        self.reach(radios)
        wanted = radios.and_(self.page.locator(f'[value="{value}"]'))
        if not wanted.evaluate("(one) => one === document.activeElement"):
            for _radio in range(radios.count()):
                self.page.keyboard.press("ArrowDown")
                if wanted.is_checked():
                    break
        else:
            self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def tick(self, box: Locator) -> None:
        self.reach(box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def press_cell(self, cell: Locator, *, down: int, right: int) -> None:
        self.reach(self.find(".matrix a[tabindex='0']"))
        for key, times in (("ArrowDown", down), ("ArrowRight", right)):
            for _time in range(times):
                self.page.keyboard.press(key)
        expect(cell).to_be_focused()
        self.press(cell)


class NoScript(Walker):
    scripts = False

    def work(self, target: Locator) -> None:
        target.click()

    def write(self, field: Locator, words: str) -> None:
        field.fill(words)

    def write_day(self, field: Locator, day: date) -> None:
        field.fill(f"{day:%Y-%m-%d}")

    def write_moment(self, field: Locator, moment: datetime) -> None:
        field.fill(f"{moment:%Y-%m-%dT%H:%M}")

    def choose(self, select: Locator, value: str) -> None:
        select.select_option(value)

    def pick(self, radios: Locator, value: str) -> None:
        radios.and_(self.page.locator(f'[value="{value}"]')).check()

    def tick(self, box: Locator) -> None:
        box.check()

    def press_cell(self, cell: Locator, *, down: int, right: int) -> None:
        self.press(cell)
