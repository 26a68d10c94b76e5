"""The colours of the levels: light to dark for those who see no hue, and never alone."""

from __future__ import annotations

from typing import Final, NamedTuple

from reporting.renderers.blocks import Fill


class Shade(NamedTuple):
    """A background and the ink that reads on it (at least 4.5 : 1), as RRGGBB."""

    ground: str
    ink: str


PALETTE: Final[dict[Fill, Shade]] = {
    "level-0": Shade("F6DDB5", "1B1B1B"),
    "level-1": Shade("D5E6EE", "1B1B1B"),
    "level-2": Shade("9CC8DC", "1B1B1B"),
    "level-3": Shade("519CC0", "101010"),
    "level-4": Shade("174F78", "FFFFFF"),
    "na": Shade("D9D9D9", "1B1B1B"),
    "withheld": Shade("E4DCEF", "1B1B1B"),
    "silent": Shade("FFFFFF", "1B1B1B"),
    "head": Shade("E9EEF2", "1B1B1B"),
}
RULE: Final = "8A949C"
ACCENT: Final = "174F78"
