"""The patterns of the levels, as SVG, CSS and the workbook draw them: one palette, three hands.

`report.typ` and `docx_blocks` draw the same ones in theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reporting.documents.blocks import Fill
from reporting.documents.palette import PALETTE, Pattern

# Side of a tile, in points; a line that leaves it at one edge enters it at the other.
TILE: Final = 5
_LINES: Final[dict[Pattern, str]] = {
    "up": "M-1 1L1-1M0 5L5 0M4 6L6 4",
    "down": "M-1 4L1 6M0 0L5 5M4-1L6 1",
    "grid": "M0 2.5H5M2.5 0V5",
    "across": "M0 2.5H5",
}
_LINEAR: Final = "repeating-linear-gradient({way},#{trace} 0 1px,transparent 1px 5px)"
_CSS: Final[dict[Pattern, str]] = {
    "dots": "radial-gradient(circle,#{trace} 1px,transparent 1.4px) 0 0/5px 5px",
    "up": _LINEAR.replace("{way}", "135deg"),
    "down": _LINEAR.replace("{way}", "45deg"),
    "grid": f"{_LINEAR.replace('{way}', '0deg')},{_LINEAR.replace('{way}', '90deg')}",
    "across": _LINEAR.replace("{way}", "0deg"),
}
# The numbers by which a workbook knows its patterns.
SPREADSHEET: Final[dict[Pattern, int]] = {
    "": 1,
    "dots": 17,
    "up": 14,
    "down": 13,
    "grid": 15,
    "across": 11,
}


def paint(fill: Fill) -> str:
    """Return what a shape of SVG is filled with: a colour, or the pattern that `defs` defines."""
    shade = PALETTE[fill]
    return f"url(#fill-{fill})" if shade.pattern else f"#{shade.ground}"


def defs(fills: Iterable[Fill]) -> str:
    """Return the definitions of the patterns of these fills, "" where none has one."""
    made = [_tile(fill) for fill in sorted(set(fills)) if PALETTE[fill].pattern]
    return f"<defs>{''.join(made)}</defs>" if made else ""


def _tile(fill: Fill) -> str:
    shade = PALETTE[fill]
    if shade.pattern == "dots":
        mark = f'<circle cx="2.5" cy="2.5" r="0.8" fill="#{shade.trace}"/>'
    else:
        mark = f'<path d="{_LINES[shade.pattern]}" stroke="#{shade.trace}" stroke-width="0.8"/>'
    return (
        f'<pattern id="fill-{fill}" width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse">'
        f'<rect width="{TILE}" height="{TILE}" fill="#{shade.ground}"/>{mark}</pattern>'
    )


def css(fill: Fill) -> str:
    """Return what a style sheet's `background` is for a fill."""
    shade = PALETTE[fill]
    if not shade.pattern:
        return f"#{shade.ground}"
    # The colour goes with the last layer alone.
    return f"{_CSS[shade.pattern].replace('{trace}', shade.trace)} #{shade.ground}"
