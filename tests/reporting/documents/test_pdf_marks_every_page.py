"""Each page of a PDF says what it is: a draft or not, a sample, its number, the document's name."""

from __future__ import annotations

import functools
from dataclasses import replace

import pytest

from reporting.dataset import schema as d
from reporting.documents import render
from reporting.documents.words import Words
from tests.reporting.datasets import make_dataset
from tests.reporting.pdf_text import squeezed_pages_of

LANGUAGES = ("en", "es", "fr", "pt")
pytestmark = pytest.mark.long


@functools.cache
def pages(language: str, *, draft: bool, sample: bool = True) -> list[str]:
    data = make_dataset(kind="party", subject="SLV", length=20, editorial=True)
    if not sample:
        data = replace(data, sample=False)
    checksum = d.sha256(d.encode(data))
    made = render(dataset=data, language=language, format="pdf", sha256=checksum, draft=draft)
    return squeezed_pages_of(made)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_says_so_on_every_page_and_what_is_issued_on_none(language: str) -> None:
    mark = Words(language).pgettext("document", "Draft")
    assert all(mark in page for page in pages(language, draft=True))
    # At the head of the page, that is: paragraph 16 and the method's words may speak of drafts.
    assert not any(mark in page[:60] for page in pages(language, draft=False))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sample_data_is_marked_on_every_page_and_other_data_at_the_head_of_none(
    language: str,
) -> None:
    mark = Words(language).gettext("Sample data")
    assert all(mark in page for page in pages(language, draft=False))
    assert not any(mark in page[:100] for page in pages(language, draft=False, sample=False))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_its_number_of_how_many(language: str) -> None:
    shown = pages(language, draft=False)
    for number, page in enumerate(shown, 1):
        assert (
            Words(language).gettext("Page %(page)s of %(pages)s", page=number, pages=len(shown))
            in page
        )


def test_every_page_but_the_cover_has_the_symbol_at_its_head() -> None:
    data = make_dataset(kind="party", subject="SLV", length=20, editorial=True)
    for page in pages("en", draft=False)[1:]:
        assert data.editorial.symbol in page


def test_the_checksum_stands_in_it() -> None:
    data = make_dataset(kind="party", subject="SLV", length=20, editorial=True)
    assert d.sha256(d.encode(data)) in "".join("".join(pages("en", draft=True)).split())


def test_no_short_annex_has_a_page_of_its_own() -> None:
    shown = pages("en", draft=False)[2:]
    words = Words("en")
    (page,) = [page for page in shown if words.by_key("annex.method") in page]
    assert words.by_key("annex.rubric") in page
