"""Numbers inside texts of ours are written as their language writes the ones beside them.

Messages of the pages and of the documents, and the catalogue's texts by language. What is
quoted from an instrument is not ours to change, and is not looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from commitments.foundation import formats

LANGUAGES: Final = sorted(formats.LOCALES)
GROUPED: Final = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,' \u00a0\u2009\u202f]\d{3})+(?![\w]|[.,]\d)")
DECIMAL: Final = re.compile(r"(?<![\w.,-])\d+[.,]\d{1,2}(?![\w]|[.,]\d)")
LONG: Final = re.compile(r"(?<![\w.,/:+-])\d{4,}(?![\w/:-])")
PERCENT: Final = re.compile(r"\d(\s*)%(?!\()")
# A place that a number is put into, with its sign of per cent written beside it by hand.
BY_HAND: Final = re.compile(r"(?:\)[sd]|\})\s*%(?!\()")
# Numbers that are names: of standards, a resolution, a document, a licence, commitments, tables.
NAMES: Final = {"8601", "4217", "3166", "5421", "9457", "2704", "2.0", "7.1", "1.1", "1.8"}
# The page's script writes how much of a file is sent, in whole per cent.
WRITTEN_BY_A_SCRIPT: Final = "{percent}"


def messages(domain: str) -> Iterator[tuple[str, str]]:
    """Yield language and text of each message, in English too, in which they are written."""
    for language in ("es", "fr", "pt"):
        path = Path(settings.BASE_DIR, "locale", language, f"LC_MESSAGES/{domain}.po")
        with path.open("rb") as file:
            for message in read_po(file):
                if not message.id:
                    continue
                for found, texts in ((language, message.string), ("en", message.id)):
                    for text in texts if isinstance(texts, list | tuple) else (texts,):
                        yield found, (text or "").replace("%%", "%")


def pages() -> Iterator[tuple[str, str]]:
    return messages("django")


def documents() -> Iterator[tuple[str, str]]:
    return messages("documents")


def catalogue() -> Iterator[tuple[str, str]]:
    for path in Path(settings.BASE_DIR, "commitments/catalogue").rglob("*.json"):
        yield from by_language(json.loads(path.read_text(encoding="utf-8")))


def by_language(value: Any) -> Iterator[tuple[str, str]]:
    """Yield language and text of everything that is written by language."""
    if isinstance(value, dict) and "en" in value and set(value) <= set(LANGUAGES):
        yield from ((language, text) for language, text in value.items() if text)
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from by_language(inner)


def faults(language: str, text: str) -> Iterator[str]:
    """Yield each number of a text that its language writes otherwise."""
    symbols = formats.locale_of(language).number_symbols["latn"]
    for found in GROUPED.findall(text):
        if re.sub(r"\d", "", found).strip(symbols["group"]):
            yield found
    for found in DECIMAL.findall(text):
        if symbols["decimal"] not in found and found not in NAMES:
            yield found
    for found in LONG.findall(text):
        if found not in NAMES and not 1800 <= int(found) < 2200:
            yield found
    sign = formats.percent(5, language).removeprefix("5").removesuffix("%")
    yield from (found[0] for found in PERCENT.finditer(text) if found[1] != sign)
    yield from BY_HAND.findall(text.replace(WRITTEN_BY_A_SCRIPT, ""))


@pytest.mark.parametrize("source", [pages, documents, catalogue])
def test_numbers_in_our_texts_keep_to_their_languages_convention(source: Any) -> None:
    texts = list(source())
    assert len(texts) > 500
    wrong = {(language, text) for language, text in texts if any(faults(language, text))}
    assert wrong == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "por cada 100.000 habitantes"),
        ("es", "97,6%"),
        ("es", "40 %"),
        ("en", "100 000 inhabitants"),
        ("fr", "pour 100.000 habitants"),
        ("fr", "40%"),
        ("pt", "por 100,000"),
        ("pt", "1775 atualizações"),
        ("en", "%(n)s % done"),
    ],
)
def test_the_scan_finds_what_breaks_it(language: str, text: str) -> None:
    assert list(faults(language, text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "100,000 en 2011, 97.6%"),
        ("fr", "100\u202f000 en 2011, 97,6\u00a0%"),
        ("pt", "100.000 em 2011, 97,6%"),
        ("en", "AG/DEC. 66 (XLI-O/11), SDG 16.1.1, ISO 8601, %(n)s of 59"),
    ],
)
def test_the_scan_lets_pass_what_keeps_to_it(language: str, text: str) -> None:
    assert list(faults(language, text)) == []
