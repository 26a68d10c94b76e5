"""Clusters that no embedded face can show, or that are hard to, and one of every block."""

from __future__ import annotations

import unicodedata
from typing import Final

# Where each block of Unicode 18 begins (https://www.unicode.org/Public/UNIDATA/Blocks.txt).
_BLOCKS: Final = """
0 80 100 180 250 2B0 300 370 400 500 530 590 600 700 750 780 7C0 800 840 860 870 8A0 900 980 A00
A80 B00 B80 C00 C80 D00 D80 E00 E80 F00 1000 10A0 1100 1200 1380 13A0 1400 1680 16A0 1700 1720
1740 1760 1780 1800 18B0 1900 1950 1980 19E0 1A00 1A20 1AB0 1B00 1B80 1BC0 1C00 1C50 1C80 1C90
1CC0 1CD0 1D00 1D80 1DC0 1E00 1F00 2000 2070 20A0 20D0 2100 2150 2190 2200 2300 2400 2440 2460
2500 2580 25A0 2600 2700 27C0 27F0 2800 2900 2980 2A00 2B00 2C00 2C60 2C80 2D00 2D30 2D80 2DE0
2E00 2E80 2F00 2FF0 3000 3040 30A0 3100 3130 3190 31A0 31C0 31F0 3200 3300 3400 4DC0 4E00 A000
A490 A4D0 A500 A640 A6A0 A700 A720 A800 A830 A840 A880 A8E0 A900 A930 A960 A980 A9E0 AA00 AA60
AA80 AAE0 AB00 AB30 AB70 ABC0 AC00 D7B0 D800 DB80 DC00 E000 F900 FB00 FB50 FE00 FE10 FE20 FE30
FE50 FE70 FF00 FFF0 10000 10080 10100 10140 10190 101D0 10280 102A0 102E0 10300 10330 10350
10380 103A0 10400 10450 10480 104B0 10500 10530 10570 105C0 10600 10780 10800 10840 10860 10880
108E0 10900 10920 10940 10980 109A0 10A00 10A60 10A80 10AC0 10B00 10B40 10B60 10B80 10C00 10C80
10D00 10D40 10E60 10E80 10EC0 10F00 10F30 10F70 10FB0 10FE0 11000 11080 110D0 11100 11150 11180
111E0 11200 11280 112B0 11300 11380 11400 11480 11580 11600 11660 11680 116D0 11700 11800 118A0
11900 119A0 11A00 11A50 11AB0 11AC0 11B00 11B60 11BC0 11C00 11C70 11D00 11D60 11DB0 11DF0 11EE0
11F00 11FB0 11FC0 12000 12400 12480 12550 12F90 13000 13430 13460 14400 16100 16800 16A40 16A70
16AD0 16B00 16D40 16E40 16EA0 16F00 16FE0 17000 18800 18B00 18D00 18D80 18E00 191A0 1AFF0 1B000
1B100 1B130 1B170 1BC00 1BCA0 1CC00 1CEC0 1CF00 1D000 1D100 1D200 1D250 1D2C0 1D2E0 1D300 1D360
1D400 1D800 1DB00 1DF00 1E000 1E030 1E100 1E290 1E2C0 1E4D0 1E5D0 1E6C0 1E7E0 1E800 1E900 1EC70
1ED00 1EE00 1F000 1F030 1F0A0 1F100 1F200 1F300 1F600 1F650 1F680 1F700 1F780 1F800 1F900 1FA00
1FA70 1FB00 20000 2A700 2B740 2B820 2CEB0 2EBF0 2F800 30000 31350 323B0 3D000 E0000 E0100 F0000
100000
"""
_LEFTWARD: Final = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
HARD: Final = (
    "1\ufe0f\u20e3",  # keycap
    "#\ufe0f\u20e3",
    "*\u20e3",
    "\U0001f469\u200d\u2696\ufe0f",  # a woman who judges
    "\U0001f469\U0001f3fd\u200d\U0001f9d1\U0001f3ff\u200d\U0001f467",
    "\u2764\ufe0f",
    "\u2764\ufe0f\u200d\U0001f525",
    "\U0001f1f8\U0001f1fb",  # a flag
    "\U0001f1f8",
    "\U0001f1f8\U0001f1fb\U0001f1ed",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # a flag by tags
    "e\u0301\u20dd",  # combining enclosures
    "q\u0308",
    "]\u20e3",
    '"\u20e3',
    "\\\u20e3",
    "#\u20de",
    "0\u064b",
    "\u0308",  # alone
    "\u20e0",
    "\u0378",  # unassigned
    "\U000e1234",
    "\ue000",  # private use
    "\uf572",
    "\U000f0000\u0301",
    "\U0010fffd",
    "\u0645\u064e",  # right to left
    "\u05e9\u05c1",
    "\u200f",
    "\u200e\u061c",
    "\u202eabc",
    "\u2067abc\u2069",
    "\u2066abc",
    "\u0600\u0031",
    "\ufeff",  # without a shape of their own
    "a\ufeffb",
    "\u00ad",
    "\u200b\u200c\u200d\u2060",
    "\u2062\U0001d173",
    "\ufe0f",
    "\U000e0101",
    "\ufffc",
    "\u2028",
    "\u2029x",
    "\r\n\u0301",
    "\t",
    "\x85",
    "\x07",
    "\x00\u20e3",
    "\u0e33\u0bcb",
    "\u1100\u1161\u11a8",
    "\u0d9a\u0dca\u200d\u0dbb",
    "z" + "\u0336" * 60,
)


def of_every_block() -> list[str]:
    """Return a character of each block: its first one, as far as this Python knows any."""
    starts = [int(start, 16) for start in _BLOCKS.split()]
    return [
        _first(start, following)
        for start, following in zip(starts, [*starts[1:], 0x110000], strict=True)
        if not 0xD800 <= start < 0xE000
    ]


def turns(text: str) -> bool:
    """Tell whether a text has something in it that runs from right to left."""
    return any(unicodedata.bidirectional(letter) in _LEFTWARD for letter in text)


def _first(start: int, following: int) -> str:
    known = (
        chr(code)
        for code in range(start, min(following, start + 0x100))
        if unicodedata.category(chr(code)) not in {"Cn", "Cc"}
    )
    return next(known, chr(start))
