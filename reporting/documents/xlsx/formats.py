"""How a cell of the workbook looks: faces, colours with patterns, numbers as what they are."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from xlsxwriter.format import Format

from reporting.documents.blocks import Fill
from reporting.documents.palette import ACCENT, PALETTE, RULE
from reporting.documents.patterns import SPREADSHEET
from reporting.documents.xlsx.sheets.columns import Form, Link, Painted, Value

_FACE: Final = {"font_name": "Calibri", "font_size": 10}
_PLAIN: Final = {**_FACE, "valign": "top", "text_wrap": True}
# The line between two rows: fainter than the edge of a colour.
_RULED: Final = {**_PLAIN, "bottom": 1, "bottom_color": "#D3D8DC"}
_NUMBERS: Final[dict[Form, str]] = {
    "": "General",
    "share": "0.0%",
    "percent": "0%",
    "money": "#,##0.00",
    "year": "0",
}
# What a program reads as a formula where it is typed in, or comes from a file of text.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\n", "\r")


class Formats:
    """The formats of one workbook, each made once, where it is first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def _of(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    @property
    def plain(self) -> Format:
        """What stands in no table, and an empty cell."""
        return self._of(**_PLAIN)

    @property
    def title(self) -> Format:
        """The first line of a sheet."""
        return self._of(**_FACE | {"font_size": 14}, bold=True, font_color=f"#{ACCENT}")

    @property
    def marks(self) -> Format:
        """The second line of a sheet: symbol, draft, sample."""
        return self._of(**_FACE, bold=True)

    def head(self, fill: Fill) -> Format:
        """Return the format of a column's heading."""
        return self._of(**_PLAIN, **_painted(fill), bold=True)

    def cell(self, value: Value, form: Form, *, label: bool = False) -> Format:
        """Return the format of a cell in a column of that form. `label`: it heads its row."""
        if isinstance(value, Painted):
            return self._of(
                **_PLAIN,
                **_painted(value.fill),
                align="left" if label else "center",
                num_format=f'0"{value.mark}"' if value.mark else "General",
            )
        return self._of(**_RULED, **_of_kind(value, form))


def _of_kind(value: Value, form: Form) -> dict[str, Any]:
    """Return what a text, a day, a number has that others have not."""
    if isinstance(value, Link):
        return {"font_color": f"#{ACCENT}", "underline": 1}
    if isinstance(value, str):
        return {"quote_prefix": True} if value.startswith(_FORMULA) else {}
    if isinstance(value, date):
        return {"num_format": "yyyy-mm-dd", "align": "left"}
    return {"num_format": _NUMBERS[form]}


def _painted(fill: Fill) -> dict[str, Any]:
    """Return ground, pattern and ink of a fill, edged: levels differ without colour too."""
    shade = PALETTE[fill]
    return {
        "border": 1,
        "border_color": f"#{RULE}",
        "font_color": f"#{shade.ink}",
        "pattern": SPREADSHEET[shade.pattern],
        "bg_color": f"#{shade.ground}",
        **({"fg_color": f"#{shade.trace}"} if shade.pattern else {}),
    }
