"""Reads the numbers of a page back out of its words: bars, cells of the matrix, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Final

from tests.worlds import oracle
from tests.worlds.oracle import Counts

# The names that pages give to what is counted.
NAMES: Final = {
    "Full": "4",
    "Substantial": "3",
    "Partial": "2",
    "Initial steps": "1",
    "Not started": "0",
    "Not applicable": "not_applicable",
    "Reported, not public": "withheld",
    "Received, not yet reviewed": "received",
    "Awaited": "awaited",
    "Not reported": "not_reported",
}
_SHARE: Final = re.compile(
    r"(?P<reported>[\d,]+) of (?P<due>[\d,]+) reported"
    r"(?:, (?P<received>[\d,]+) received and not yet reviewed)?"
)
Bar = dict[str, int]


def number(text: str) -> int:
    return int(text.replace(",", ""))


def shares(text: str) -> list[Bar]:
    """Return each "3 of 5 reported, 1 received and not yet reviewed" in the order of the text."""
    return [
        {name: number(many) for name, many in found.groupdict().items() if many}
        for found in _SHARE.finditer(unescape(text))
    ]


def bars(page: str) -> list[Bar]:
    """Return what each bar of a page says, in its order."""
    captions = re.findall(r"<figcaption[^>]*>([^<]*)</figcaption>", page)
    return [bar(unescape(caption)) for caption in captions if caption.strip()]


def bar(sentence: str) -> Bar:
    """Return the numbers of a bar's sentence. Raises where it says something unknown."""
    if sentence == "No update was requested.":
        return {}
    (told,) = shares(sentence)
    _share, _stop, rest = sentence.partition(". ")
    for part in filter(None, rest.removesuffix(".").split("; ")):
        if found := re.fullmatch(r"([\d,]+) of these overdue", part):
            told["overdue"] = number(found[1])
        else:
            name, _space, many = part.rpartition(" ")
            told[NAMES[name]] = number(many)
    return told


def share_of(counts: Counts | None) -> Bar:
    """Return what a share says of the oracle's counts; {} where nothing was due."""
    counts = counts or Counts()
    if not oracle.due(counts):
        return {}
    told = {"reported": oracle.reported(counts), "due": oracle.due(counts)}
    return told | ({"received": counts["received"]} if counts["received"] else {})


def bar_of(counts: Counts | None) -> Bar:
    """Return what a bar says of the oracle's counts."""
    counts = counts or Counts()
    if not oracle.due(counts):
        return {}
    shown = (*oracle.DUE, "overdue")
    return share_of(counts) | {key: counts[key] for key in shown if counts[key]}


def cells(page: str) -> dict[tuple[str, str], str]:
    """Return the label of each cell of a matrix, by its row and the name of the party."""
    table = page[page.index('<table class="matrix">') :]
    table = table[: table.index("</table>")]
    found = {}
    for label in re.findall(r'aria-label="([^"]*)"', table[table.index("<tbody>") :]):
        row, name, told = unescape(label).split(" · ", 2)
        found[row, name] = told
    return found


def rows(html: str) -> list[list[str]]:
    """Return the rows of all tables in a piece of HTML, as the words of their cells."""
    return [
        [
            " ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.DOTALL)
    ]


def between(page: str, first: str, last: str) -> str:
    """Return the piece of a page from one mark to the next other one."""
    start = page.index(first)
    return page[start : page.index(last, start)]


def sums(counts: Iterable[Counts]) -> Counts:
    """Return counts added up."""
    return sum(counts, Counts())
