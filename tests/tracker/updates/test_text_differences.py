"""What changed between two texts, word by word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.foundation.text import (
    ADDED,
    FOLDED,
    REMOVED,
    SAME,
    changed,
    difference,
)

WORDS = st.lists(st.sampled_from(["ley", "plan", "de", "la", "2012", "\n"]), max_size=60).map(
    " ".join
)


def test_a_word_changed_is_one_word_removed_and_one_added() -> None:
    pieces = difference("El plan de 2011 rige.", "El plan de 2012 rige.")
    assert [(piece.kind, piece.text.strip()) for piece in pieces] == [
        (SAME, "El plan de"),
        (REMOVED, "2011"),
        (ADDED, "2012"),
        (SAME, "rige."),
    ]


def test_spaces_and_line_ends_make_no_change() -> None:
    assert not changed(difference("Una ley.\nUn plan.", "Una  ley.\r\nUn plan."))


@given(before=WORDS, after=WORDS)
def test_the_pieces_hold_both_texts_whole(before: str, after: str) -> None:
    pieces = difference(before, after)
    later = " ".join(piece.text for piece in pieces if piece.kind != REMOVED)
    earlier = " ".join(piece.text for piece in pieces if piece.kind != ADDED)
    assert later.split() == after.split()
    assert earlier.split() == before.split()


def test_long_runs_that_did_not_change_are_folded() -> None:
    same = " ".join(f"palabra{number}" for number in range(200))
    kinds = [piece.kind for piece in difference(f"antes {same}", f"ahora {same}")]
    assert kinds == [REMOVED, ADDED, SAME, FOLDED]


@pytest.mark.parametrize("words", [["de"], ["de", "la"], [str(n) for n in range(110)]])
def test_no_text_takes_long(words: list[str]) -> None:
    """Texts of few words said often are where comparing them goes wrong."""
    before = " ".join(words * (20_000 // len(words)))
    after = " ".join(("x", *words) * 2_000)[:100_000]
    began = time.process_time()
    difference(before, after)
    assert time.process_time() - began < 5
