"""Characters that no embedded face can show, written as their code points: `[U+1F600]`.

This works on the texts of a document one by one, cluster by cluster (`clusters`), never on the
document as JSON: so nothing changes but the cluster itself, and no address or name of a place is
touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final
from xml.sax.saxutils import escape, unescape

from reporting.documents.grapheme_clusters import clusters

# Latin, general punctuation, spaces, arrows and shapes of ours: every embedded face can show them,
# and a cluster of these alone is never asked about. A test sets them all.
SURE: Final = "\n\x20-\x7e\xa0-\u024f\u2010-\u2027\u202f-\u203a→▲▼●"
_ALL_SURE: Final = re.compile(f"[{SURE}]*")
_UNSURE: Final = re.compile(f"[^{SURE}]+")
# What a program reads: addresses, and names of places in the document.
_NOT_SHOWN: Final = frozenset({"href", "anchor"})
_DRAWING: Final = "svg"
# The words of a drawing stand between its tags.
_LABEL: Final = re.compile("(?<=>)[^<]+(?=<)")

Change = Callable[[str], str]


@dataclass(kw_only=True)
class Doubtful:
    """Clusters that may not be showable: those of texts, and those of the labels of drawings.

    typst sets texts and drawings each in its own way, so one may show what the other cannot.
    """

    texts: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.texts or self.labels)

    def having(self, letters: Iterable[str]) -> Doubtful:
        """Return those that have any of `letters`."""
        wanted = set(letters)
        return Doubtful(
            texts={one for one in self.texts if wanted & set(one)},
            labels={one for one in self.labels if wanted & set(one)},
        )


def doubtful(document: Any) -> Doubtful:
    """Return the clusters of a document (`msgspec.to_builtins`) that may not be showable."""
    found = Doubtful()
    _changed(document, partial(_collect, found.texts), partial(_collect, found.labels))
    return found


def spelt_out(document: Any, unshowable: Doubtful) -> Any:
    """Return the document with these clusters written as code points; dictionaries change in place.

    So is a mark at the beginning of a text, which would combine with what stands before the text.
    """
    return _changed(
        document,
        partial(_spelt_out, unshowable=unshowable.texts),
        partial(_spelt_out, unshowable=unshowable.labels),
    )


def in_code_points(cluster: str) -> str:
    """Return a cluster as ordinary characters: `1[U+FE0F U+20E3]` for the keycap of 1."""
    return _UNSURE.sub(
        lambda found: "[" + " ".join(f"U+{ord(letter):04X}" for letter in found[0]) + "]", cluster
    )


def _collect(into: set[str], text: str) -> str:
    into.update(one for one in clusters(text) if not _ALL_SURE.fullmatch(one))
    return text


def _spelt_out(text: str, *, unshowable: set[str]) -> str:
    return "".join(
        in_code_points(one) if one in unshowable or (not at and _joins(one)) else one
        for at, one in enumerate(clusters(text))
    )


def _joins(cluster: str) -> bool:
    """Tell whether a cluster begins with a mark, which combines with whatever is before it."""
    return unicodedata.category(cluster[0]).startswith("M")


def _changed(value: Any, text: Change, label: Change) -> Any:
    """Return `value` with its doubtful texts and labels changed; dictionaries in place."""
    if isinstance(value, str):
        return value if _ALL_SURE.fullmatch(value) else text(value)
    if isinstance(value, list | tuple):
        return [_changed(item, text, label) for item in value]
    if isinstance(value, dict):
        for key, item in value.items():
            if key == _DRAWING:
                value[key] = item if _ALL_SURE.fullmatch(item) else _relabelled(item, label)
            elif key not in _NOT_SHOWN:
                value[key] = _changed(item, text, label)
    return value


def _relabelled(svg: str, label: Change) -> str:
    return _LABEL.sub(lambda words: escape(label(unescape(words[0]))), svg)
