"""Finds the text of a dataset because of which a file cannot be made, and whose text it is.

No field is named here: every string that is not a code, a date or a checksum counts as a text.
So fields added to the dataset later are searched too.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import reduce
from typing import Any, Final

import msgspec

from reporting.dataset.schema import decode, encode
from reporting.documents import render
from reporting.reports.models.report import StatusReport

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
        both = asdict(self).items() & asdict(other).items()
        return TextLocation(**dict(both))


@dataclass(frozen=True)
class _Text:
    """A text, and the dictionary or list that contains it."""

    container: Any
    key: str | int
    content: str
    location: TextLocation


def locate(
    *, report_id: int, language: str, format: str, error: BaseException
) -> TextLocation | None:
    """Return the text because of which a file cannot be made, or what the last suspects share.

    None if it is not a single text. The file is rendered repeatedly, each time with fewer of the
    texts.
    """
    report = StatusReport.objects.filter(pk=report_id).first()
    if report is None or report.dataset is None:
        return None
    raw = msgspec.json.decode(encode(decode(bytes(report.dataset))))
    texts = list(_texts(raw, (), TextLocation()))

    def fails_with(kept: Sequence[_Text]) -> bool:
        for text in texts:
            text.container[text.key] = _HARMLESS
        for text in kept:
            text.container[text.key] = text.content
        tried = decode(msgspec.json.encode(raw))
        try:
            render(dataset=tried, language=language, format=format, sha256=report.dataset_sha256)
        except type(error):
            return True
        return False

    # If rendering succeeds now, or fails without any text too, the cause was something else.
    if not fails_with(texts) or fails_with([]):
        return None
    suspects = _fewest(texts, fails_with, deadline=time.monotonic() + _SECONDS)
    location = reduce(TextLocation.common, (text.location for text in suspects))
    return location if location != TextLocation() else None


def _fewest(
    texts: Sequence[_Text], fails_with: Callable[[Sequence[_Text]], bool], *, deadline: float
) -> Sequence[_Text]:
    """Return the fewest of these texts found by the deadline with which rendering fails."""
    while len(texts) > 1 and time.monotonic() < deadline:
        middle = len(texts) // 2
        failing = next(
            (half for half in (texts[:middle], texts[middle:]) if fails_with(half)), None
        )
        if failing is None:
            break
        texts = failing
    return texts


def _texts(value: object, path: tuple[str, ...], about: TextLocation) -> Iterator[_Text]:
    """Yield every text in a part of the dataset; `path` and `about` locate that part."""
    items: list[tuple[str | int, object, tuple[str, ...]]] = []
    if isinstance(value, dict):
        about = _owner_from(value, path, about)
        items = [(key, item, (*path, key)) for key, item in value.items()]
    elif isinstance(value, list):
        items = [(number, item, path) for number, item in enumerate(value)]
    for key, item, item_path in items:
        if not isinstance(item, str):
            yield from _texts(item, item_path, about)
        elif not _CODE.fullmatch(item):
            yield _Text(value, key, item, replace(about, field=".".join(item_path)))


def _owner_from(
    entry: Mapping[str, object], path: tuple[str, ...], about: TextLocation
) -> TextLocation:
    """Return `about` with the party, commitment and period that an entry names."""
    found: dict[str, str] = {}
    parent = path[-1] if path else ""
    for name, value in entry.items():
        owner = name if name in {"party", "commitment", "period"} else _NAMED_BY.get((parent, name))
        if owner and isinstance(value, str):
            found[owner] = value
        elif owner and isinstance(value, list):
            with suppress(TypeError):  # a list of entries rather than of codes
                found[owner] = ", ".join(value)
    return replace(about, **found)
