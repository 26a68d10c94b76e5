"""Nothing is said in English alone, and nothing overflows where words are 40 % longer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from babel.dates import get_month_names
from django.apps import apps
from django.core.cache import cache
from django.db import models
from django.test import Client
from playwright.sync_api import Page

from tests.access import scene
from tests.browser import pseudo
from tests.browser.looking import widest
from tracker.models import ProgressUpdate

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
WIDTHS = (360, 1280)
PUBLIC = [
    *("", "declaration/", "paragraphs/7/", "commitments/7.1/", "states/", "states/SLV/"),
    *("bodies/PC/", "periods/2026-2/", "themes/", "indicators/", "sessions/", "open-data/"),
    *("method/", "reports/", "reports/check/", "reports/calendar/", "reports/compare/"),
    "sign-in/",
]
# The same in every language: formats' and checksums' names, clocks.
SAME = ("SHA-256", "JSON", "XLSX", "DOCX", "Atom", "p.m.", "a.m.", "UTC")
# Dates are CLDR's, in whose English this language writes them.
MONTHS = tuple(get_month_names("wide", locale="en").values())
# What is seen of a page; what somebody wrote is marked with its language, an interval is CLDR's.
SEEN = """
() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const apart = '[lang]:not(html), .interval, code, kbd, pre, script, textarea';
    if (!node.parentElement.closest(apart) && node.data.trim()) found.push(node.data.trim());
  }
  return found;
}
"""


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """No page made before the language was learnt, nor after."""
    cache.clear()
    yield
    cache.clear()


def strings(value: Any) -> Iterator[str]:
    """Every text in a value of a field."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def data() -> list[str]:
    """What the database says in letters, longest first: names and titles come from there."""
    found: set[str] = set()
    for label in ("commitments", "tracker", "reporting"):
        for model in apps.get_app_config(label).get_models():
            texts = [
                field.name
                for field in model._meta.concrete_fields
                if isinstance(field, models.CharField | models.TextField | models.JSONField)
                and not field.choices
            ]
            for row in model._base_manager.values_list(*texts) if texts else ():
                for value in row:
                    found.update(strings(value))
    # Not a number kept as text: it would take the figures out of SHA-256.
    words = (text for text in found if len(text) > 1 and re.search(r"[^\W\d_]", text))
    return sorted(words, key=len, reverse=True)


def untranslated(page: Page, known: list[str]) -> list[str]:
    """Texts of the page with a word that the language does not have."""
    found = []
    for text in page.evaluate(SEEN):
        rest = re.sub(r"\s+", " ", text)
        begun = re.fullmatch(r"[\d. ]*(.+)…", rest)
        if begun and any(one.startswith(begun[1]) for one in known):
            continue  # a name cut short
        for one in (*known, *SAME, *MONTHS):
            rest = rest.replace(one, " ")
        if pseudo.PLAIN_WORD.search(rest):
            found.append(text)
    return found


def test_every_word_is_translated_and_longer_ones_fit(
    page: Page,
    live_server: Any,
    monkeypatch: pytest.MonkeyPatch,
    client_of: Callable[[Any], Client],
    settings: Any,
    update_of: Callable[..., ProgressUpdate],
    authority_slv: Any,
    officer: Any,
) -> None:
    published = scene.published_update(update_of("SLV", "3.1"), authority_slv, officer)
    waiting = scene.private_update(update_of("SLV", "1.1"), authority_slv)
    draft = update_of("SLV", "7.1")
    pages = {
        None: [*PUBLIC, f"updates/{published.pk}/"],
        authority_slv: ["desk/", f"desk/updates/{draft.pk}/"],
        officer: ["review/", f"review/{waiting.pk}/", "reports/new/", "periods/plan/"],
    }
    known = data()
    found: dict[str, list[str]] = {}
    pseudo.speak(monkeypatch)
    for person, rests in pages.items():
        if person is not None:
            session = client_of(person).cookies[settings.SESSION_COOKIE_NAME].value
            page.context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
            )
        for rest in rests:
            page.goto(f"{live_server.url}/en/{rest}")
            found[rest] = untranslated(page, known)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                if widest(page) > 0:
                    found[rest].append(f"wider than {width} px by {widest(page)} px")
    assert {rest: said for rest, said in found.items() if said} == {}
