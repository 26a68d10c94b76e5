"""Text as the formats can hold it."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

import msgspec

from reporting.dataset.schema import Dataset
from reporting.documents.grapheme_clusters import beginning, pieces

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
# What XML 1.0 cannot hold: C0 controls but tab and line ends, lone surrogates, non-characters.
_UNHOLDABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
_OPENING: Final = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
_DIRECTIONS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Longer than a checksum, which must be copied out as it is.
_LONG_WORD: Final = re.compile(r"\S{81,}")
_STEP: Final = 40
# Classes of characters in their order: space, punctuation one by one, digits, letters.
_PUNCTUATION: Final = "_-‐–—,;:!?.'‘’\"“”«»()[]/&"
_DIGIT: Final = 100
_LETTER: Final = 101
_SPELT_OUT: Final = {"æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o\u0338", "Ø": "O\u0338"}
_ARTICLES: Final = {"en": "The ", "es": "Las "}

# Letters, accents, case, and the whole name where nothing else tells two apart.
SortKey = tuple[tuple[tuple[int, str], ...], tuple[str, ...], str, str]


def holdable(text: str) -> str:
    """Return `text` with each character that no format can hold replaced by U+FFFD."""
    return _UNHOLDABLE.sub(REPLACEMENT, text)


def clean(dataset: Dataset) -> Dataset:
    """Return the same dataset with every string of it holdable, and all but addresses closed."""
    return msgspec.convert(_clean(msgspec.to_builtins(dataset)), Dataset)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return closed(holdable(value))
    if isinstance(value, dict):
        return {
            key: holdable(item) if key == "url" else _clean(item) for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value


def breakable(text: str) -> str:
    """Return `text` with places to break a line inside very long words (zero-width spaces).

    None is inside a cluster, which it would take apart.
    """
    return _LONG_WORD.sub(lambda word: "\N{ZERO WIDTH SPACE}".join(pieces(word[0], _STEP)), text)


def closed(text: str) -> str:
    """Return `text` with every change of direction ended that it began.

    Else what stands after it in the same paragraph would run backwards too.
    """
    open_: list[str] = []
    for mark in _DIRECTIONS.findall(text):
        if mark in _OPENING:
            open_.append(_OPENING[mark])
        elif open_ and open_[-1] == mark:
            open_.pop()
    return text + "".join(reversed(open_)) if open_ else text


def shorten(text: str, length: int) -> str:
    """Return the beginning of `text`, cut between words, with an ellipsis where it was cut.

    A word that is cut all the same is cut between its clusters.
    """
    joined = " ".join(text.split())
    if len(joined) <= length:
        return joined
    cut = beginning(joined, length)
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:.") + "…"


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, each on one line; empty ones are left out."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n|\r?\n", text) if part.strip()]


def sort_key(name: str, language: str = "") -> SortKey:
    """Return a key that sorts names as CLDR does for the language (en, es, fr, pt; "": any).

    Letters first, then accents, then case: and space before punctuation before digits before
    letters, whatever their code points. In Spanish ñ is a letter of its own, after n. An article
    that lists of the Organization pass over ("The Bahamas" stands under B) comes last of all.
    """
    article = _ARTICLES.get(language, "")
    counted = name.removeprefix(article) if article else name
    letters: list[tuple[int, str]] = []
    accents: list[str] = []
    for letter in unicodedata.normalize("NFC", counted):
        if language == "es" and letter in "ñÑ":
            letters.append((_LETTER, "n~"))
            accents.append("")
            continue
        for part in unicodedata.normalize("NFKD", _SPELT_OUT.get(letter, letter)).casefold():
            if unicodedata.combining(part):
                accents[-1:] = ["".join(accents[-1:]) + part]
            else:
                letters.append((_rank(part), part))
                accents.append("")
    return tuple(letters), tuple(accents), counted.swapcase(), name


def _rank(letter: str) -> int:
    if letter.isspace():
        return 0
    if letter.isalpha():
        return _LETTER
    return _DIGIT if letter.isdigit() else 1 + max(_PUNCTUATION.find(letter), 0)


def web_address(url: str) -> str:
    """Return `url` where it may be linked to (http, https), else ""."""
    bare = url.strip()
    plain = bare.startswith(("http://", "https://")) and not re.search(r"[\s<>\"\x00-\x1f]", bare)
    return bare if plain else ""
