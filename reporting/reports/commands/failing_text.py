"""Finds the text of a dataset because of which a file cannot be made, and whose text it is.

No field is named here: every string that is not a code, a date or a checksum counts as a text.
So fields added to the dataset later are searched too.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import reduce
from typing import Any, Final

import msgspec

from reporting.dataset.schema import Dataset, decode, encode
from reporting.documents import render

# ASCII letters and digits without spaces: codes, dates, checksums, short words.
_CODE: Final = re.compile(r"[\w.:/+-]{0,64}", re.ASCII)
_HARMLESS: Final = "x"
# The longest that a search may take; the task has a time limit of its own.
_SECONDS: Final = 90.0
# Properties that name the party or the commitment of an entry in another way.
_NAMED_BY: Final = {
    ("parties", "code"): "party",
    ("reservations", "state"): "party",
    ("commitments", "code"): "commitment",
    ("actions", "commitments"): "commitment",
}


@dataclass(frozen=True, kw_only=True)
class TextLocation:
    """Where a text is in a dataset; "" for what is not known or does not apply.

    `field`: its path, for example `updates.texts.summary`.
    """

    party: str = ""
    commitment: str = ""
    period: str = ""
    field: str = ""

    def common(self, other: TextLocation) -> TextLocation:
        """Return what both have in common."""
        mine, others = asdict(self), asdict(other)
        return TextLocation(**{name: one for name, one in mine.items() if others[name] == one})


@dataclass(frozen=True)
class _Text:
    """A text, and the dictionary or list that contains it."""

    holder: Any
    key: str | int
    written: str
    place: TextLocation


def locate(
    *,
    dataset: Dataset,
    language: str,
    format: str,
    sha256: str,
    error: BaseException,
) -> TextLocation | None:
    """Return the text because of which a file cannot be made, or None if it is not a single one.

    The file is rendered repeatedly, each time with fewer of the texts.
    """

    def fails(tried: Dataset) -> bool:
        try:
            render(dataset=tried, language=language, format=format, sha256=sha256)
        except type(error):
            return True
        return False

    # If rendering succeeds now, the cause was something else.
    return find(dataset, fails, seconds=_SECONDS) if fails(dataset) else None


def find(
    dataset: Dataset, fails: Callable[[Dataset], bool], *, seconds: float = _SECONDS
) -> TextLocation | None:
    """Return the location of the failing text, or what the remaining suspects have in common.

    None if `fails` holds without any of the texts too, or only for several texts together.
    """
    raw = msgspec.json.decode(encode(dataset))
    texts = list(_texts(raw, (), TextLocation()))
    deadline = time.monotonic() + seconds

    def fails_with(kept: Sequence[_Text]) -> bool:
        for text in texts:
            text.holder[text.key] = _HARMLESS
        for text in kept:
            text.holder[text.key] = text.written
        return fails(decode(msgspec.json.encode(raw)))

    suspects: Sequence[_Text] = texts
    if not suspects or fails_with([]):
        return None
    while len(suspects) > 1 and time.monotonic() < deadline:
        middle = len(suspects) // 2
        halves = (suspects[:middle], suspects[middle:])
        worse = next((half for half in halves if fails_with(half)), None)
        if worse is None:
            break
        suspects = worse
    place = reduce(TextLocation.common, (text.place for text in suspects))
    return place if place != TextLocation() else None


def _texts(value: Any, path: tuple[str, ...], about: TextLocation) -> Iterator[_Text]:
    """Yield every text in a part of the dataset; `path` and `about` locate that part."""
    if isinstance(value, dict):
        about = _owner_from(value, path, about)
        keys: Sequence[tuple[str | int, tuple[str, ...]]] = [(key, (*path, key)) for key in value]
    elif isinstance(value, list):
        keys = [(number, path) for number in range(len(value))]
    else:
        return
    for key, way in keys:
        item = value[key]
        if not isinstance(item, str):
            yield from _texts(item, way, about)
        elif not _CODE.fullmatch(item):
            place = TextLocation(**(asdict(about) | {"field": ".".join(way)}))
            yield _Text(value, key, item, place)


def _owner_from(
    entry: Mapping[str, Any], path: tuple[str, ...], about: TextLocation
) -> TextLocation:
    """Return `about` with the party, commitment and period that an entry names."""
    found = asdict(about)
    parent = path[-1] if path else ""
    for name, value in entry.items():
        owner = name if name in {"party", "commitment", "period"} else _NAMED_BY.get((parent, name))
        if owner:
            with suppress(TypeError):
                found[owner] = value if isinstance(value, str) else ", ".join(value)
    return TextLocation(**found)
