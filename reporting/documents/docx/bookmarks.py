"""Where links lead to in a Word document: its headings, and which of them the contents list."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Final

from reporting.documents.blocks import Document, Heading

_LONGEST_NAME: Final = 40
_NOT_IN_NAMES: Final = re.compile(r"[^0-9A-Za-z_]")


class Bookmarks:
    """The bookmarks of a document's headings, every name and number once.

    An anchor's bookmark is hidden in Word (its name begins with "_"). A heading that the contents
    list has one more, named as Word names those it makes when the contents are updated.
    """

    def __init__(self, document: Document) -> None:
        self._number = 0
        self._listed = 0
        self._left: dict[str, str] = {}
        for heading in headings(document):
            if heading.anchor and heading.anchor not in self._left:
                self._left[heading.anchor] = _name(heading.anchor, set(self._left.values()))
        self.names = dict(self._left)

    def of(self, heading: Heading) -> list[tuple[int, str]]:
        """Return number and name of the bookmarks of the next heading in the document's order."""
        names = []
        if in_contents(heading):
            names.append(contents_name(self._listed))
            self._listed += 1
        if heading.anchor in self._left:
            names.append(self._left.pop(heading.anchor))
        first = self._number
        self._number += len(names)
        return list(enumerate(names, start=first + 1))


def headings(document: Document) -> Iterator[Heading]:
    """Yield every heading of a document, in order."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Heading):
                yield block


def in_contents(heading: Heading) -> bool:
    """Return whether the contents list a heading."""
    return heading.listed and heading.level <= 2


def contents_name(number: int) -> str:
    """Return the bookmark's name of the n-th heading of the contents, from 0."""
    return f"_Toc{number + 1:09d}"


def _name(anchor: str, taken: set[str]) -> str:
    """Return an anchor as a name that Word takes: at most 40 letters, digits, underscores."""
    name = "_" + _NOT_IN_NAMES.sub("_", anchor)
    if len(name) <= _LONGEST_NAME and name not in taken:
        return name
    return f"{name[:29]}_{hashlib.sha256(anchor.encode()).hexdigest()[:10]}"
