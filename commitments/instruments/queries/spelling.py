"""Similar words of the catalogue, for a search that found nothing. All of them are public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import chain
from typing import Final

from commitments.foundation.text import plain_letters
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.indicator import Indicator
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.theme import Theme
from commitments.parties.models.party import Party

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
# A search of more words is a text that was pasted. Words of three letters or fewer, which
# _WORD leaves out, are similar to too many.
_MOST_WORDS: Final = 6
_NEAR: Final = 0.75


def respelled(words: str, *, reader: str) -> str:
    """Return the words with each unknown one replaced by a similar one; "" where none is similar.

    Words in the reader's language are preferred. Reads the whole catalogue, in six queries.
    """
    unknown = _WORD.findall(words)
    if not unknown or len(unknown) > _MOST_WORDS:
        return ""
    known: dict[str, str] = {}
    for word in _vocabulary(reader):
        known.setdefault(plain_letters(word), word.lower())
    changed = words
    for word in unknown:
        plain = plain_letters(word)
        if plain not in known:
            alike = [one for one in known if abs(len(one) - len(plain)) <= 2]
            near = get_close_matches(plain, alike, n=1, cutoff=_NEAR)
            if near:
                changed = re.sub(rf"\b{word}\b", known[near[0]], changed, count=1)
    return changed if changed != words else ""


def _vocabulary(reader: str) -> Iterator[str]:
    names = list(
        chain(
            Commitment.objects.values_list("titles", flat=True),
            Theme.objects.values_list("names", flat=True),
            Party.objects.values_list("names", flat=True),
            Indicator.objects.values_list("titles", flat=True),
            Paragraph.objects.values_list("headlines", flat=True),
        )
    )
    own = (name.get(reader) for name in names)
    others = (text for name in names for language, text in name.items() if language != reader)
    for text in chain(own, others, Paragraph.objects.values_list("quote", flat=True)):
        yield from _WORD.findall(text or "")
