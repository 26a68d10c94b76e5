"""The four languages have the same words, with the same places in them, and each its own."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from reporting import documents as renderers
from reporting.documents.words import CATALOGUES, Words
from tracker.models import FollowUpAction
from tracker.updates.rules.rubric import ONE_OFF_NAMES, RUBRIC

LANGUAGES = sorted(CATALOGUES)
OTHERS = ["es", "fr", "pt"]
# What reads the same in English and another language, rightly.
ALIKE = {
    "es": {"level.na.short", "no", "total", "unit.series"},
    "fr": {
        "annex.sources",
        "channel.note_verbale",
        "classification",
        "code",
        "column.document",
        "column.licence",
        "column.nature",
        "column.source",
        "kind.budget",
        "kind.institution",
        "kind.programme",
        "session",
        "sheet.parties",
        "total",
    },
    "pt": {"level.na.short", "total"},
}


def entries(language: str) -> Iterator[tuple[str, str]]:
    """Yield each key with each of its forms."""
    for key, entry in CATALOGUES[language].items():
        for form in (entry,) if isinstance(entry, str) else entry:
            yield key, form


def places(entry: str | tuple[str, str]) -> set[str]:
    text = entry if isinstance(entry, str) else "".join(entry)
    return {name for _text, name, _spec, _change in string.Formatter().parse(text) if name}


def bare(text: str) -> str:
    """Return what is left of a form without its places and signs: its words."""
    return re.sub(r"[\W\d_]", "", re.sub(r"{[^}]*}", "", text))


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


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left(language: str) -> None:
    english = dict(CATALOGUES["en"])
    same = {
        key
        for key, entry in CATALOGUES[language].items()
        if entry == english[key] and any(bare(form) for form in _forms(entry))
    }
    assert same - ALIKE[language] == set()


def _forms(entry: str | tuple[str, str]) -> tuple[str, ...]:
    return (entry,) if isinstance(entry, str) else entry


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [0, 1, 2, 1775])
def test_every_sentence_can_be_written_with_any_number(language: str, number: int) -> None:
    words = Words(language)
    for key, entry in CATALOGUES[language].items():
        values: dict[str, Any] = dict.fromkeys(places(entry) | {"n"}, number)
        told = words(key, **values)
        assert "{" not in told
        assert "|" not in told, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_two_spaces_or_a_straight_mark(language: str) -> None:
    wrong = [key for key, form in entries(language) if re.search(r"  |'|\"|^\s|\s$|\.\.", form)]
    assert wrong == []


def test_levels_are_called_what_the_rubric_calls_them() -> None:
    for language in LANGUAGES:
        words = Words(language)
        with translation.override(language):
            named = {line.level: str(line.name) for line in RUBRIC}
        assert {level: words(f"level.{level}") for level in range(5)} | {
            None: words("level.na")
        } == named


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_and_the_documents_call_states_of_things_alike(language: str) -> None:
    words = Words(language)
    with translation.override(language):
        pages = {f"status.{status}": str(status.label) for status in FollowUpAction.Status}
        pages |= {f"duties.rubric.{key}": str(name) for key, name in ONE_OFF_NAMES.items()}
        pages |= {f"kind.{kind}": str(kind.label) for kind in FollowUpAction.Kind}
    assert {key: words(key) for key in pages} == pages


def test_numbers_dates_and_lists_are_written_as_each_language_does() -> None:
    assert Words("en").number(1775) == "1,775"
    assert Words("pt").number(1775) == "1.775"
    assert Words("es").date("2012-06-03") == "3 de junio de 2012"
    assert Words("fr").date("2012-06-01") == "1er juin 2012"
    assert Words("fr").date("2012-06-11") == "11 juin 2012"
    assert Words("pt").date("2012-06-01") == "1º de junho de 2012"
    assert Words("en").moment("2012-06-03T02:30:00-05:00") == "June 3, 2012, 07:30 UTC"
    assert Words("fr").list(["a", "b", "c"]) == "a, b et c"


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 9, "0.0%"), (9, 9, "100.0%"), (1, 9, "11.1%"), (9999, 10000, "99.9%"), (0, 0, "–")],
)
def test_a_share_is_all_or_nothing_only_where_it_is(part: int, whole: int, said: str) -> None:
    assert Words("en").percent(part, whole) == said


@pytest.mark.parametrize(
    ("language", "none", "one", "many"),
    [
        ("en", "0 follow-up actions:", "1 follow-up action:", "2 follow-up actions:"),
        (
            "es",
            "0 acciones de seguimiento:",
            "1 acción de seguimiento:",
            "2 acciones de seguimiento:",
        ),
        ("fr", "0 mesure de suivi", "1 mesure de suivi", "2 mesures de suivi"),
        (
            "pt",
            "0 ação de acompanhamento:",
            "1 ação de acompanhamento:",
            "2 ações de acompanhamento:",
        ),
    ],
)
def test_none_one_and_many_are_told_apart_as_each_language_does(
    language: str, none: str, one: str, many: str
) -> None:
    words = Words(language)
    for number, said in enumerate((none, one, many)):
        told = words("paragraph.actions.count", n=number, done=0, overdue=0)
        assert told.startswith(said)


def test_each_number_of_a_sentence_bends_its_own_words() -> None:
    told = Words("en")("cooperation.counts", needed=1, offered=3)
    assert told == "1 request, 3 offers"


def test_a_brace_that_a_party_wrote_stays_one() -> None:
    assert Words("en")("source", source="{sha256} {0}") == "Source: {sha256} {0}"


def test_the_renderers_know_neither_django_nor_our_other_packages_but_how_things_are_written() -> (
    None
):
    folder = Path(renderers.__file__).parent
    for file in folder.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"from commitments(\.formats import \w+| import formats)\n", "", text)
        for name in ("django", "commitments", "tracker", "config"):
            assert f"import {name}" not in text, file
            assert f"from {name}" not in text, file
