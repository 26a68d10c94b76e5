"""The colours of the levels: light to dark for those who see no hue, and never alone."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from reporting.documents.blocks import Fill

Pattern = Literal["", "dots", "up", "down", "grid", "across"]


class Shade(NamedTuple):
    """A background and the ink that reads on it (at least 4.5 : 1), as RRGGBB.

    `pattern`: drawn over the ground in `trace`, so that no two levels look alike without colour:
    none, dots, lines rising, lines falling, a grid, lines across. Faint, for text stands on it.
    """

    ground: str
    ink: str
    pattern: Pattern = ""
    trace: str = ""


PALETTE: Final[dict[Fill, Shade]] = {
    "level-0": Shade("F6DDB5", "1B1B1B"),
    "level-1": Shade("D5E6EE", "1B1B1B", "dots", "8FB4C6"),
    "level-2": Shade("9CC8DC", "1B1B1B", "up", "6FA6C0"),
    "level-3": Shade("519CC0", "101010", "grid", "8CC3DC"),
    "level-4": Shade("174F78", "FFFFFF"),
    "na": Shade("D9D9D9", "1B1B1B", "down", "ABABAB"),
    "withheld": Shade("E4DCEF", "1B1B1B", "across", "B3A2CE"),
    "received": Shade("F1F4E4", "1B1B1B", "dots", "B9C48F"),
    "awaited": Shade("F4F4F4", "1B1B1B"),
    "silent": Shade("FFFFFF", "1B1B1B"),
    "head": Shade("E9EEF2", "1B1B1B"),
}
RULE: Final = "8A949C"
ACCENT: Final = "174F78"
