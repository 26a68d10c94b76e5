"""The documents' words: each language has its own, and names things as the pages do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

from reporting import documents as renderers
from reporting.documents.words import KEYED, LANGUAGES, Words
from tests.reporting.prose import messages
from tracker.models import FollowUpAction
from tracker.updates.rules.rubric import ONE_OFF_NAMES, RUBRIC

OTHERS = ["es", "fr", "pt"]
# What reads the same in English and another language, rightly.
ALIKE = {
    "es": {"n/a", "No", "Total", "series"},
    "fr": {
        "Sources",
        "note verbale",
        "Distribution",
        "Code",
        "Document",
        "Nature",
        "Source",
        "Budget",
        "Institution",
        "Session",
        "Parties",
        "Total",
    },
    "pt": {"n/a", "Total"},
}


def bare(text: str) -> str:
    """Return what is left of a form without its places and signs: its words."""
    return re.sub(r"[\W\d_]", "", re.sub(r"%\(\w+\)s", "", text))


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left(language: str) -> None:
    same = {
        text
        for (_context, text), forms in messages(language).items()
        if text in forms and bare(text)
    }
    assert same == ALIKE[language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", ["0", "1", "2", "1,775"])
def test_every_sentence_can_be_written_with_any_number(language: str, number: str) -> None:
    for forms in messages(language).values():
        for form in forms:
            written = form % dict.fromkeys(re.findall(r"%\((\w+)\)s", form), number)
            assert "%(" not in written


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_two_spaces_or_a_straight_mark(language: str) -> None:
    told = [form for forms in messages(language).values() for form in forms]
    assert [form for form in told if re.search(r"  |'|\"|^\s|\s$|\.\.", form)] == []


def test_french_breaks_no_line_before_a_colon_or_inside_its_quotation_marks() -> None:
    told = [form for forms in messages("fr").values() for form in forms]
    assert [form for form in told if re.search(r" [:;?!»]| %%|« ", form)] == []


# What stands in the sentences that have a key.
PLACES = ("count", "as_of", "audience", "annex", "sha256")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_has_a_key_has_a_name(language: str) -> None:
    words = Words(language)
    assert all(words.by_key(key, **dict.fromkeys(PLACES, "")) for key in KEYED)


def test_levels_are_called_what_the_rubric_calls_them() -> None:
    for language in LANGUAGES:
        words = Words(language)
        with translation.override(language):
            named = {line.level: str(line.name) for line in RUBRIC}
        assert {level: words.by_key(f"level.{level}") for level in range(5)} | {
            None: words.by_key("level.na")
        } == named


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_and_the_documents_call_states_of_things_alike(language: str) -> None:
    words = Words(language)
    with translation.override(language):
        pages = {f"status.{status}": str(status.label) for status in FollowUpAction.Status}
        pages |= {f"duties.rubric.{key}": str(name) for key, name in ONE_OFF_NAMES.items()}
        pages |= {f"kind.{kind}": str(kind.label) for kind in FollowUpAction.Kind}
    assert {key: words.by_key(key) for key in pages} == pages


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
        ("en", "0 follow-up actions", "1 follow-up action", "2 follow-up actions"),
        (
            "es",
            "0 acciones de seguimiento",
            "1 acción de seguimiento",
            "2 acciones de seguimiento",
        ),
        ("fr", "0 mesure de suivi", "1 mesure de suivi", "2 mesures de suivi"),
        (
            "pt",
            "0 ação de acompanhamento",
            "1 ação de acompanhamento",
            "2 ações de acompanhamento",
        ),
    ],
)
def test_none_one_and_many_are_told_apart_as_each_language_does(
    language: str, none: str, one: str, many: str
) -> None:
    words = Words(language)
    for number, said in enumerate((none, one, many)):
        told = words.ngettext("%(count)s follow-up action", "%(count)s follow-up actions", number)
        assert told == said


def test_a_sign_that_a_party_wrote_stays_one() -> None:
    said = Words("en").gettext("Source: %(source)s.", source="%(sha256)s {0} 5%")
    assert said == "Source: %(sha256)s {0} 5%."


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        Words("de")


def test_the_renderers_know_neither_django_nor_our_other_packages_but_how_things_are_written() -> (
    None
):
    folder = Path(renderers.__file__).parent
    for file in folder.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        text = re.sub(
            r"from commitments\.foundation(\.formats import [\w, ]+| import formats)\n", "", text
        )
        for name in ("django", "commitments", "tracker", "config"):
            assert f"import {name}" not in text, file
            assert f"from {name}" not in text, file
