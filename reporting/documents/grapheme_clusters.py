"""Texts by grapheme clusters: what a reader takes for one character, of one code point or more.

The boundaries are those of Unicode Standard Annex 29, as the package `wcwidth` has them.
"""

from __future__ import annotations

from wcwidth import iter_graphemes

# In a text of these alone, each character is a cluster of its own.
_LAST_PLAIN = "\u02ff"


def clusters(text: str) -> list[str]:
    """Return the grapheme clusters of a text, in order; joined they are the text again."""
    return list(iter_graphemes(text))


def beginning(text: str, length: int) -> str:
    """Return the first `length` characters of a text, or fewer where that would cut a cluster.

    Only a first cluster that is longer than that is cut.
    """
    if len(text) <= length or max(text[: length + 1], default="") <= _LAST_PLAIN:
        return text[:length]
    end = 0
    for cluster in iter_graphemes(text):
        if end + len(cluster) > length:
            break
        end += len(cluster)
    return text[: end or length]


def pieces(text: str, length: int) -> list[str]:
    """Return a text in pieces of `length` clusters; joined they are the text again."""
    units = text if max(text, default="") <= _LAST_PLAIN else clusters(text)
    return ["".join(units[at : at + length]) for at in range(0, len(units), length)]
