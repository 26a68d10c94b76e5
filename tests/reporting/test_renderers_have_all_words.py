"""The four languages have the same words, with the same places in them."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from django.utils import translation

from reporting import renderers
from reporting.renderers.words import CATALOGUES, Words
from tracker.rubric import RUBRIC

OTHERS = ["es", "fr", "pt"]


def places(entry: str | tuple[str, str]) -> set[str]:
    text = entry if isinstance(entry, str) else "".join(entry)
    return {name for _text, name, _spec, _change in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_every_key_and_place_of_english_is_there(language: str) -> None:
    english, other = CATALOGUES["en"], CATALOGUES[language]
    assert list(other) == list(english)
    assert {k: places(v) for k, v in other.items()} == {k: places(v) for k, v in english.items()}


@pytest.mark.parametrize("language", OTHERS)
def test_what_has_a_plural_in_english_has_one_in_each(language: str) -> None:
    english, other = CATALOGUES["en"], CATALOGUES[language]
    assert {k for k, v in other.items() if isinstance(v, tuple)} == {
        k for k, v in english.items() if isinstance(v, tuple)
    }


def test_levels_are_called_what_the_rubric_calls_them() -> None:
    words = Words("en")
    with translation.override("en"):
        named = {line.level: str(line.name) for line in RUBRIC}
    assert {level: words(f"level.{level}") for level in range(5)} | {
        None: words("level.na")
    } == named


def test_numbers_dates_and_lists_are_written_as_each_language_does() -> None:
    assert Words("en").number(1775) == "1,775"
    assert Words("pt").number(1775) == "1.775"
    assert Words("es").date("2012-06-03") == "3 de junio de 2012"
    assert Words("en").moment("2012-06-03T02:30:00-05:00") == "June 3, 2012, 07:30 UTC"
    assert Words("fr").list(["a", "b", "c"]) == "a, b et c"


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 9, "0%"), (9, 9, "100%"), (1, 9, "11.1%"), (9999, 10000, "99.9%"), (0, 0, "–")],
)
def test_a_share_is_all_or_nothing_only_where_it_is(part: int, whole: int, said: str) -> None:
    assert Words("en").percent(part, whole) == said


def test_one_and_many_are_told_apart() -> None:
    words = Words("en")
    assert words("paragraph.actions.count", n=1, overdue=0).startswith("1 follow-up action,")
    assert words("paragraph.actions.count", n=2, overdue=1).startswith("2 follow-up actions,")


def test_a_brace_that_a_party_wrote_stays_one() -> None:
    assert Words("en")("source", source="{sha256} {0}") == "Source: {sha256} {0}"


def test_the_renderers_know_neither_django_nor_our_other_packages() -> None:
    folder = Path(renderers.__file__).parent
    for file in folder.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        for name in ("django", "commitments", "tracker", "config"):
            assert f"import {name}" not in text, file
            assert f"from {name}" not in text, file
