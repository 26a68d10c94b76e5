"""PDF/UA-1 and PDF/A-2a by typst: tagged, with bookmarks, and the same bytes again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import msgspec

from reporting.documents.blocks import Document
from reporting.documents.palette import ACCENT, PALETTE, RULE
from reporting.documents.patterns import TILE
from reporting.documents.pdf.typesetting import showable, typeset
from reporting.documents.text import breakable, closed

# A block, a section or a document as `msgspec.to_builtins` returns it.
Raw = dict[str, Any]
TEMPLATE: Final = Path(__file__).with_name("report.typ")


def render_pdf(document: Document) -> bytes:
    """Return the document as PDF/UA-1 and PDF/A-2a. Raises TypesettingError."""
    # Before anything is measured: code points take more room than the characters they stand for.
    raw = showable(msgspec.to_builtins(document))
    anchors: set[str] = set()
    _once(raw, anchors)
    _settable(raw, anchors)
    _measure(raw["sections"])
    for section in raw["sections"]:
        section["blocks"] = _joined(section["blocks"])
    (made,) = typeset(template=TEMPLATE, document=raw, inputs={"palette": palette()})
    return made


def palette() -> str:
    """Return the colours and patterns as JSON, for the template."""
    return msgspec.json.encode(
        {"rule": RULE, "accent": ACCENT, "tile": TILE, "fills": PALETTE}
    ).decode()


# Links to each of a thousand updates would take a third of the typesetter's memory; in the PDF the
# bookmarks and the contents lead there.
_UNLINKED: Final = "update-"


def _once(raw: Raw, anchors: set[str]) -> None:
    """Keep the first of equal anchors, and collect them: typst refuses two, and links to none."""
    for section in raw["sections"]:
        for block in section["blocks"]:
            anchor = block.get("anchor", "")
            if anchor in anchors or anchor.startswith(_UNLINKED):
                block["anchor"] = ""
            elif anchor:
                anchors.add(anchor)


# Characters of a row that one page surely holds, and of a section that need not have its own page.
_SHORT_ROW: Final = 2_000
_SHORT_SECTION: Final = 1_500
_SHORT_TABLE: Final = 12
# Of sections that are all short so far, how many leave most of a page to a long one.
_LITTLE: Final = 500
_LITTLE_TABLE: Final = 4


def _measure(sections: Sequence[Raw]) -> None:
    """Say of each section whether it follows the one before on its page, of each table whether
    its rows are whole on a page; in place.
    """
    room = False
    before: list[Raw] = []
    for section in sections:
        short = _is_short(section)
        section["follows"] = room and (short or _is_little(before)) and not section["landscape"]
        # What goes before on the page is known only as long as all of it is short.
        before = [*(before if section["follows"] else ()), section]
        room = not section["landscape"] and not section["dense"]
        for block in section["blocks"]:
            if block["type"] == "Table":
                block["whole"] = all(_length(row) < _SHORT_ROW for row in block["rows"])


def _is_short(section: Raw) -> bool:
    """Tell whether a section may share a page with the one before it."""
    blocks = section["blocks"]
    return (
        not section["landscape"]
        and all(block["type"] != "Figure" for block in blocks)
        and _rows(blocks) <= _SHORT_TABLE
        and _length(blocks) <= _SHORT_SECTION
    )


def _is_little(sections: Sequence[Raw]) -> bool:
    """Tell whether these sections take so little of their page that a long one may begin on it."""
    blocks = [block for section in sections for block in section["blocks"]]
    return (
        bool(sections)
        and all(map(_is_short, sections))
        and _rows(blocks) <= _LITTLE_TABLE
        and _length(blocks) <= _LITTLE
    )


def _rows(blocks: Sequence[Raw]) -> int:
    return sum(len(block.get("rows", ())) for block in blocks)


def _length(value: object) -> int:
    """Return how many characters of text lie in a block, a row or a list of them."""
    if isinstance(value, list | tuple):
        return sum(map(_length, value))
    if isinstance(value, dict):
        own = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return own + sum(_length(item) for item in value.values() if not isinstance(item, str))
    return 0


# A paragraph takes the typesetter some 7 KB beside its words. Where a section has more of them, the
# parts of one narrative are one paragraph, each on a line of its own and indented.
_MANY: Final = 10_000
_NEXT_PART: Final = "\n\N{EM SPACE}"


def _joined(blocks: Sequence[Raw]) -> list[Raw]:
    """Return the blocks, in a very long section with each narrative in one paragraph."""
    if len(blocks) <= _MANY:
        return list(blocks)
    made: list[Raw] = []
    for block in blocks:
        before = made[-1] if made else {}
        if _goes_on(block) and before.get("kind") == "small":
            said = before["runs"][-1] | {
                "text": f"{before['runs'][-1]['text']}{_NEXT_PART}{block['runs'][0]['text']}"
            }
            made[-1] = before | {"runs": [*before["runs"][:-1], said]}
        else:
            made.append(block)
    return made


def _goes_on(block: Raw) -> bool:
    """Tell whether it only goes on with the narrative before it: it has no label of its own."""
    runs = block.get("runs", ())
    plain = len(runs) == 1 and set(runs[0]) <= {"text", "language"}
    return block.get("kind") == "small" and plain


# A PDF holds an address in ASCII (ISO 32000-1, 12.6.4.7), which is left as it is.
_ASCII: Final = "".join(map(chr, range(0x21, 0x7F)))


def _settable(value: object, anchors: set[str]) -> None:
    """Make text breakable and closed, and drop links that lead nowhere, in place."""
    if isinstance(value, list | tuple):
        for item in value:
            _settable(item, anchors)
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str):
            # typst leaves no room for a tab.
            value["text"] = closed(breakable(value["text"].replace("\t", " ")))
            href = value.get("href", "")
            if href.startswith("#") and href[1:] not in anchors:
                del value["href"]
            elif not href.isascii():
                value["href"] = quote(href, safe=_ASCII)
            return
        for item in value.values():
            _settable(item, anchors)
