"""A language that nobody speaks: English with every vowel doubled and accented, 40 % longer."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from django.utils.translation import trans_real

_VOWELS: Final = {
    plain: stretched * 2 for plain, stretched in zip("aeiouAEIOU", "áéíóúÁÉÍÓÚ", strict=True)
}
# Placeholders, markup and entities stay as they are.
_KEPT: Final = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]+>|&\w+;)")
PLAIN_WORD: Final = re.compile(r"\b\w*[aeiou]\w*\b", re.IGNORECASE)


def stretched(text: str) -> str:
    """Return the text as that language has it."""
    pieces = _KEPT.split(text)
    return "".join(
        piece if number % 2 else "".join(_VOWELS.get(letter, letter) for letter in piece)
        for number, piece in enumerate(pieces)
    )


def speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have /en/ speak it until the test is over."""
    english: Any = trans_real.translation("en")
    plural_of = english.ngettext

    def one(text: str) -> str:
        return stretched(text.rpartition(trans_real.CONTEXT_SEPARATOR)[2])

    monkeypatch.setattr(english, "gettext", one)
    monkeypatch.setattr(
        english, "ngettext", lambda single, plural, number: one(plural_of(single, plural, number))
    )
