"""Text as it is compared: without accents, in lower case."""

from __future__ import annotations

import unicodedata


def plain_letters(words: str) -> str:
    """Return words without accents or case, as names are sorted and compared."""
    letters = unicodedata.normalize("NFKD", words)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()
