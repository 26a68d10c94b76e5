"""PDF/UA-1 and PDF/A-2a by typst: tagged, with bookmarks, and the same bytes again."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import msgspec

from reporting.renderers.blocks import Document
from reporting.renderers.palette import ACCENT, PALETTE, RULE
from reporting.renderers.patterns import TILE
from reporting.renderers.text import breakable
from reporting.renderers.typesetting import typeset

TEMPLATE: Final = Path(__file__).with_name("report.typ")


def render_pdf(document: Document) -> bytes:
    """Return the document as PDF/UA-1 and PDF/A-2a. Raises TypesettingError."""
    raw = msgspec.to_builtins(document)
    anchors: set[str] = set()
    _once(raw, anchors)
    _settable(raw, anchors)
    (made,) = typeset(
        template=TEMPLATE,
        inputs={"document": msgspec.json.encode(raw).decode(), "palette": palette()},
    )
    return made


def palette() -> str:
    """Return the colours and patterns as JSON, for the template."""
    return msgspec.json.encode(
        {"rule": RULE, "accent": ACCENT, "tile": TILE, "fills": PALETTE}
    ).decode()


# Links to each of a thousand updates would take a third of the typesetter's memory; in the PDF the
# bookmarks and the contents lead there.
_UNLINKED: Final = "update-"


def _once(raw: dict[str, Any], anchors: set[str]) -> None:
    """Keep the first of equal anchors, and collect them: typst refuses two, and links to none."""
    for section in raw["sections"]:
        for block in section["blocks"]:
            anchor = block.get("anchor", "")
            if anchor in anchors or anchor.startswith(_UNLINKED):
                block["anchor"] = ""
            elif anchor:
                anchors.add(anchor)


def _settable(value: Any, anchors: set[str]) -> None:
    """Make text breakable, and drop links that lead nowhere, in place."""
    if isinstance(value, list | tuple):
        for item in value:
            _settable(item, anchors)
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str):
            value["text"] = breakable(value["text"])
            href = value.get("href", "")
            if href.startswith("#") and href[1:] not in anchors:
                del value["href"]
            return
        for item in value.values():
            _settable(item, anchors)
