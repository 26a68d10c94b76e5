"""Counts on pages have their language's separators: no bare run of four digits but a year."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from commitments.models import Party
from tests.pages.test_every_page import PUBLIC, SECRETARIAT

ClientOf = Callable[[Any], Client]
# What stands between tags; a script or a style sheet is not read by anybody.
HIDDEN: Final = re.compile(r"<(script|style|code)\b.*?</\1>|<[^>]*>", re.DOTALL)
BARE: Final = re.compile(r"(?<![\w.,/:#()-])\d{4,}(?![\w/)-])")
# What is a name: symbols of documents, standards, and numbers of notes.
NAMES: Final = {"9457", "8601", "3166", "2438", "2704"}


def counts_without_separators(page: str) -> set[str]:
    """Return the runs of four digits and more that are no year."""
    found = BARE.findall(html.unescape(HIDDEN.sub(" ", page)))
    return {one for one in found if one not in NAMES and not 1800 <= int(one) < 2200}


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_no_page_shows_a_count_without_separators(
    client_of: ClientOf, officer: Any, open_period: Any, language: str
) -> None:
    client = client_of(officer)
    wrong: dict[str, set[str]] = {}
    with translation.override(language):
        for name, args in (PUBLIC | SECRETARIAT).items():
            if {"PK", "ACTION", "PERSON"} & set(args):
                continue
            address = reverse(name, args=args)
            response = client.get(address, follow=True)
            found = counts_without_separators(response.content.decode())
            if found:
                wrong[address] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "1,6"), ("es", "1,6"), ("fr", "1\N{NARROW NO-BREAK SPACE}6"), ("pt", "1.6")],
)
def test_the_overview_counts_what_is_due_with_separators(
    client_of: ClientOf, visitor: Any, open_period: Any, language: str, written: str
) -> None:
    due = open_period.updates.filter(solicited=True).count()
    assert due > 1600, "the catalogue asks for fewer updates than this test wants"
    shown = client_of(visitor).get(f"/{language}/").content.decode()
    assert f"{written}{due - 1600:02d}" in html.unescape(shown)
    assert Party.objects.states().count() == 35
