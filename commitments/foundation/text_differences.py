"""What changed between two texts, word by word, for a reader who would rather not compare."""

from __future__ import annotations

import re
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
# So many words of what did not change are shown beside a change; more are folded away.
_AROUND: Final = 12
# Comparing n words with m costs up to n × m steps; past this whole lines stand for their words.
_MOST_STEPS: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of words. All but the removed ones, in order, are the later text; `words`: how many."""

    kind: str
    text: str
    words: int


def difference(before: str, after: str) -> list[TextRun]:
    """Return the later text with what was added, and what was removed, where it stood.

    Line ends are taken as one kind. Long runs that did not change are `folded`.
    """
    earlier, later = (text.replace("\r\n", "\n") for text in (before, after))
    first, second = _WORD.findall(earlier), _WORD.findall(later)
    if len(first) * len(second) > _MOST_STEPS:
        pieces = _compare(_LINE.findall(earlier), _LINE.findall(later))
    else:
        pieces = _compare(first, second)
    return list(_fold(list(pieces)))


def changed(pieces: Sequence[TextRun]) -> bool:
    """Whether anything was added or removed."""
    return any(piece.kind in (ADDED, REMOVED) for piece in pieces)


def _compare(first: Sequence[str], second: Sequence[str]) -> Iterator[TextRun]:
    # Spaces do not make a change: words are compared bare, and shown as they stand.
    bare = [[token.strip() for token in tokens] for tokens in (first, second)]
    # Its `autojunk`, on by default, keeps texts of few words said often from taking minutes.
    matcher = SequenceMatcher(None, bare[0], bare[1])
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield _piece(SAME, second[c:d])
            continue
        if b > a:
            yield _piece(REMOVED, first[a:b])
        if d > c:
            yield _piece(ADDED, second[c:d])


def _piece(kind: str, tokens: Sequence[str]) -> TextRun:
    text = "".join(tokens)
    return TextRun(kind, text, len(text.split()))


def _fold(pieces: Sequence[TextRun]) -> Iterator[TextRun]:
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        tokens = _WORD.findall(piece.text)
        head = _AROUND if place else 0
        tail = _AROUND if place < last else 0
        if piece.kind != SAME or len(tokens) <= head + tail + _AROUND:
            yield piece
            continue
        middle = tokens[head : len(tokens) - tail]
        if head:
            yield _piece(SAME, tokens[:head])
        yield _piece(FOLDED, middle)
        if tail:
            yield _piece(SAME, tokens[len(tokens) - tail :])
