"""Text as it is sorted and compared: without accents, in lower case."""

from __future__ import annotations

import unicodedata


def plain_letters(words: str) -> str:
    """Return the words without accents, in lower case."""
    letters = unicodedata.normalize("NFKD", words)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()
