"""Cooperation requested and offered, matched by theme: who could meet whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby

from reporting.dataset.schema import CooperationEntry
from reporting.documents.blocks import Block, Cell, Column, Heading, Run, Section, Table
from reporting.documents.edition import Edition
from reporting.documents.layouts.narratives import joined, link_to
from reporting.documents.layouts.shared_blocks import body, cell
from reporting.documents.text import shorten, sort_key
from reporting.documents.words import Words

# As much of a request or an offer as a cell of the table holds; the annex has all of it.
SHORT = 300
DIRECTIONS = ("needed", "offered")


def cooperation(edition: Edition) -> list[Section]:
    """Return the themes both requested and offered first, then those that are only one of them."""
    words, entries = edition.words, edition.dataset.cooperation
    heading = Heading(1, words.gettext("Cooperation requested and offered"), "cooperation")
    if not entries:
        return [Section((heading, body(words.gettext("No cooperation was requested or offered."))))]
    blocks: list[Block] = [
        heading,
        body(words.gettext("In all: %(counts)s.", counts=_counted(edition, entries))),
    ]
    by_theme: dict[str, list[CooperationEntry]] = defaultdict(list)
    for entry in entries:
        by_theme[entry.theme].append(entry)
    themes = sorted(by_theme, key=lambda key: sort_key(theme_name(edition, key)))
    matched = [theme for theme in themes if could_meet(by_theme[theme])]
    if edition.dataset.kind != "party":
        blocks.append(body(_matched(words, len(matched), len(themes))))
    if matched:
        blocks.append(Heading(2, words.gettext("Requests matched by offers")))
        blocks += [_theme(edition, theme, by_theme[theme]) for theme in matched]
    for direction in DIRECTIONS:
        alone = [
            entry
            for theme in themes
            if theme not in matched
            for entry in _sorted(edition, by_theme[theme])
            if entry.direction == direction
        ]
        if alone:
            blocks += _alone(edition, direction, alone)
    return [Section(tuple(blocks))]


def _matched(words: Words, many: int, themes: int) -> str:
    """Return on how many of the themes a request meets an offer."""
    total = words.npgettext("of a total", "%(count)s theme", "%(count)s themes", themes)
    return words.ngettext(
        "On %(count)s of %(total)s, one party requests what another offers.",
        "On %(count)s of %(total)s, one party requests what another offers.",
        many,
        total=total,
    )


def could_meet(entries: Iterable[CooperationEntry]) -> bool:
    """Return whether one party asks for what another offers."""
    parties = {way: {e.party for e in entries if e.direction == way} for way in DIRECTIONS}
    asking, offering = parties["needed"], parties["offered"]
    return bool(asking and offering) and len(asking | offering) > 1


def theme_name(edition: Edition, theme: str) -> str:
    """Return a theme's name, or its key where the dataset does not name it."""
    return edition.name(edition.dataset.themes.get(theme, {})) or theme


def _counted(edition: Edition, entries: Iterable[CooperationEntry]) -> str:
    directions = [entry.direction for entry in entries]
    return ", ".join(
        _number_of(edition, direction, directions.count(direction)) for direction in DIRECTIONS
    )


def _number_of(edition: Edition, direction: str, many: int) -> str:
    """Return how many requests, or offers, there are."""
    words = edition.words
    if direction == "needed":
        return words.ngettext("%(count)s request", "%(count)s requests", many)
    return words.ngettext("%(count)s offer", "%(count)s offers", many)


def _sorted(edition: Edition, entries: Iterable[CooperationEntry]) -> list[CooperationEntry]:
    return sorted(
        entries, key=lambda e: (*edition.party_key(e.party), edition.place.get(e.commitment, 0))
    )


def _theme(edition: Edition, theme: str, entries: list[CooperationEntry]) -> Table:
    """Return requests and offers beside each other, a row for each party."""
    words = edition.words
    by_party: dict[str, dict[str, list[CooperationEntry]]] = {}
    for entry in _sorted(edition, entries):
        by_party.setdefault(entry.party, {}).setdefault(entry.direction, []).append(entry)
    rows = tuple(
        (
            cell(edition.party(party)),
            *(_entries_cell(edition, ways.get(way, [])) for way in DIRECTIONS),
        )
        for party, ways in by_party.items()
    )
    return Table(
        caption=edition.label(theme_name(edition, theme)) + _counted(edition, entries),
        columns=(
            Column(words.by_key("party"), 2),
            Column(words.by_key("cooperation.needed"), 5),
            Column(words.by_key("cooperation.offered"), 5),
        ),
        rows=rows,
    )


def _alone(edition: Edition, direction: str, entries: list[CooperationEntry]) -> list[Block]:
    """Return what is requested, or offered, and nobody else in the report answers to."""
    words = edition.words
    of_one = edition.dataset.kind == "party"
    name = words.by_key(f"cooperation.{direction}")
    title = name if of_one else words.by_key(f"cooperation.{direction}.alone")
    table = Table(
        caption=_number_of(edition, direction, len(entries)),
        columns=(
            Column(words.by_key("column.theme"), 2.4),
            Column(words.by_key("party"), 2),
            Column(name, 7.6),
        ),
        # One row for all that a party says of a theme: at scale there are a thousand entries.
        rows=tuple(
            (
                cell(theme_name(edition, theme)),
                cell(edition.party(party)),
                _entries_cell(edition, [*own]),
            )
            for (theme, party), own in groupby(entries, key=lambda e: (e.theme, e.party))
        ),
    )
    return [Heading(2, title), table]


def _entries_cell(edition: Edition, entries: list[CooperationEntry]) -> Cell:
    runs: list[Run] = []
    for number, entry in enumerate(entries):
        updates = edition.updates_by_pair.get((entry.party, entry.commitment), [])
        href = link_to(updates[0]) if updates else ""
        mark = edition.language_mark(entry.language) + edition.sample_mark(entry.sample)
        runs += [
            Run(" · " if number else ""),
            Run(entry.commitment, strong=True, href=href),
            Run(" "),
            edition.quoted(shorten(entry.text, SHORT), entry.language),
            Run(mark),
        ]
    return Cell(joined(runs) or (Run(""),))
