"""The sheets of cooperation: every request and offer, and by theme who could meet whom."""

from __future__ import annotations

from collections import defaultdict

from reporting.dataset.schema import CooperationEntry
from reporting.documents.edition import Edition
from reporting.documents.layouts.cooperation import DIRECTIONS, could_meet, theme_name
from reporting.documents.text import sort_key
from reporting.documents.xlsx.sheets.columns import Sheet, Value, sheet, yes


def cooperation(edition: Edition) -> Sheet:
    """Return every request and offer."""
    words = edition.words
    rows: list[list[Value]] = [
        [
            words.by_key(f"cooperation.{entry.direction}"),
            theme_name(edition, entry.theme),
            entry.party,
            edition.party(entry.party),
            entry.commitment,
            entry.text,
            edition.language_name(entry.language),
            yes(edition, entry.sample),
        ]
        for entry in edition.dataset.cooperation
    ]
    return sheet(
        edition,
        "cooperation",
        rows,
        ("column.direction", 14),
        ("column.theme", 28),
        ("column.party_code", 8),
        ("party", 24),
        ("column.commitment_code", 13),
        ("column.text", 70),
        ("language", 11),
        ("column.sample", 11),
    )


def matched(edition: Edition) -> Sheet:
    """Return each theme with who asks and who offers."""
    by_theme: dict[str, list[CooperationEntry]] = defaultdict(list)
    for entry in edition.dataset.cooperation:
        by_theme[entry.theme].append(entry)
    named = {theme: theme_name(edition, theme) for theme in by_theme}
    themes = sorted(named, key=lambda theme: sort_key(named[theme], edition.words.language))
    rows: list[list[Value]] = [
        [
            named[theme],
            *(value for way in DIRECTIONS for value in _side(edition, by_theme[theme], way)),
            yes(edition, could_meet(by_theme[theme])),
            yes(edition, any(entry.sample for entry in by_theme[theme])),
        ]
        for theme in themes
    ]
    return sheet(
        edition,
        "matched",
        rows,
        ("column.theme", 30),
        ("column.needed", 11),
        ("column.needed_by", 50),
        ("column.offered", 11),
        ("column.offered_by", 50),
        ("column.meet", 14),
        ("column.sample", 11),
    )


def _side(edition: Edition, entries: list[CooperationEntry], direction: str) -> list[Value]:
    """Return how many requests, or offers, there are, and by whom."""
    own = [entry for entry in entries if entry.direction == direction]
    parties = edition.by_name({entry.party for entry in own})
    return [len(own), "; ".join(edition.party(party) for party in parties)]
