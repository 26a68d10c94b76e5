"""Text as it is sorted and compared, and what changed between two texts, word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

SAME: Final = "same"
ADDED: Final = "added"
REMOVED: Final = "removed"
FOLDED: Final = "folded"

_WORD: Final = re.compile(r"\s*\S+\s*")
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
# How many unchanged words are shown on each side of a change; the others are folded.
_AROUND: Final = 12
# Comparing n words with m takes up to n × m steps; above this, whole lines are compared.
_MOST_STEPS: Final = 4_000_000


def plain_letters(text: str) -> str:
    """Return the text without accents, in lower case."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


@dataclass(frozen=True, slots=True)
class TextRun:
    """Part of a text, with its number of words. All but the removed ones make the later text."""

    kind: str
    text: str
    words: int


def difference(before: str, after: str) -> list[TextRun]:
    """Return the runs of the later text, with the removed runs in their places.

    Kinds of line ends are not distinguished. Long unchanged runs are `folded`.
    """
    earlier, later = (text.replace("\r\n", "\n") for text in (before, after))
    first, second = _WORD.findall(earlier), _WORD.findall(later)
    if len(first) * len(second) > _MOST_STEPS:
        runs = _compare(_LINE.findall(earlier), _LINE.findall(later))
    else:
        runs = _compare(first, second)
    return list(_fold(list(runs)))


def changed(runs: Sequence[TextRun]) -> bool:
    """Return whether anything was added or removed."""
    return any(run.kind in (ADDED, REMOVED) for run in runs)


def _compare(first: Sequence[str], second: Sequence[str]) -> Iterator[TextRun]:
    # Words are compared without spaces, so that a difference in spaces is no change.
    bare = [[token.strip() for token in tokens] for tokens in (first, second)]
    # Without `autojunk`, which is the default, texts that repeat a few words would take minutes.
    matcher = SequenceMatcher(None, bare[0], bare[1])
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield _run(SAME, second[c:d])
            continue
        if b > a:
            yield _run(REMOVED, first[a:b])
        if d > c:
            yield _run(ADDED, second[c:d])


def _run(kind: str, tokens: Sequence[str]) -> TextRun:
    text = "".join(tokens)
    return TextRun(kind, text, len(text.split()))


def _fold(runs: Sequence[TextRun]) -> Iterator[TextRun]:
    last = len(runs) - 1
    for place, run in enumerate(runs):
        tokens = _WORD.findall(run.text)
        head = _AROUND if place else 0
        tail = _AROUND if place < last else 0
        if run.kind != SAME or len(tokens) <= head + tail + _AROUND:
            yield run
            continue
        middle = tokens[head : len(tokens) - tail]
        if head:
            yield _run(SAME, tokens[:head])
        yield _run(FOLDED, middle)
        if tail:
            yield _run(SAME, tokens[len(tokens) - tail :])
