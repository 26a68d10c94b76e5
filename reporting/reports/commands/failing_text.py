"""Find over which text of a dataset a step of a report fails: whose it is, and where it stands.

No field is named here: a text is what somebody may have written, as against codes, dates and
checksums. So a field that is added to the dataset is searched as well.
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

# Plain letters and digits without a space between them: codes, dates, checksums, short words.
_CODE: Final = re.compile(r"[\w.:/+-]{0,64}", re.ASCII)
_HARMLESS: Final = "x"
# How long to search at most; a task has a limit of its own.
_SECONDS: Final = 90.0
# Where an entry of a list says whose it is by another name than "party" and "commitment".
_NAMED_BY: Final = {
    ("parties", "code"): "party",
    ("reservations", "state"): "party",
    ("commitments", "code"): "commitment",
    ("actions", "commitments"): "commitment",
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a text stands; each "" where it is not known, or the text is nobody's.

    `field`: the names that lead to it in the dataset, as `updates.texts.summary`.
    """

    party: str = ""
    commitment: str = ""
    period: str = ""
    field: str = ""

    def shared(self, other: Place) -> Place:
        """Return what is the same of both."""
        mine, its = asdict(self), asdict(other)
        return Place(**{name: said for name, said in mine.items() if its[name] == said})


@dataclass(frozen=True)
class _Text:
    """A text, and the dictionary or list that holds it."""

    holder: Any
    key: str | int
    written: str
    place: Place


def culprit(
    *,
    dataset: Dataset,
    language: str,
    format: str,  # noqa: A002  # the word the API and the model use
    sha256: str,
    error: BaseException,
) -> Place | None:
    """Return over which text a file cannot be made, or None where it is not over one alone.

    The file is made again and again, with ever fewer of the texts.
    """

    def fails(tried: Dataset) -> bool:
        try:
            render(dataset=tried, language=language, format=format, sha256=sha256)
        except type(error):
            return True
        return False

    # Where it is made now, it was something else.
    return find(dataset, fails, seconds=_SECONDS) if fails(dataset) else None


def find(
    dataset: Dataset, fails: Callable[[Dataset], bool], *, seconds: float = _SECONDS
) -> Place | None:
    """Return the place of the text over which `fails`, or what the last suspects have in common.

    None where it fails without any text as well, or over several texts only together.
    """
    raw = msgspec.json.decode(encode(dataset))
    texts = list(_texts(raw, (), Place()))
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
    place = reduce(Place.shared, (text.place for text in suspects))
    return place if place != Place() else None


def _texts(value: Any, path: tuple[str, ...], about: Place) -> Iterator[_Text]:
    """Yield every text in a part of the dataset; `path` and `about` say which part."""
    if isinstance(value, dict):
        about = _told(value, path, about)
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
            place = Place(**(asdict(about) | {"field": ".".join(way)}))
            yield _Text(value, key, item, place)


def _told(entry: Mapping[str, Any], path: tuple[str, ...], about: Place) -> Place:
    """Return `about` with what an entry says of whose it is."""
    told = asdict(about)
    for name, said in entry.items():
        known = name if name in {"party", "commitment", "period"} else ""
        known = known or _NAMED_BY.get((path[-1] if path else "", name), "")
        if known:
            with suppress(TypeError):
                told[known] = said if isinstance(said, str) else ", ".join(said)
    return Place(**told)
