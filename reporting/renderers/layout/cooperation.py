"""Cooperation requested and offered, by theme: who could help whom."""

from __future__ import annotations

from collections import defaultdict

from reporting.dataset import CooperationEntry
from reporting.renderers.blocks import Block, Bullets, Heading, Prose, Run, Runs, Section
from reporting.renderers.edition import Edition
from reporting.renderers.layout.pieces import body
from reporting.renderers.text import sort_key


def cooperation(edition: Edition) -> list[Section]:
    """Return requests and offers under each theme, by party's name."""
    words = edition.words
    blocks: list[Block] = [Heading(level=1, text=words("cooperation"), anchor="cooperation")]
    by_theme: dict[str, list[CooperationEntry]] = defaultdict(list)
    for entry in edition.dataset.cooperation:
        by_theme[entry.theme].append(entry)
    if not by_theme:
        return [Section(blocks=(*blocks, body(words("cooperation.none"))))]
    for theme in sorted(by_theme, key=lambda key: sort_key(theme_name(edition, key))):
        blocks += _theme(edition, theme, by_theme[theme])
    return [Section(blocks=tuple(blocks))]


def theme_name(edition: Edition, theme: str) -> str:
    """Return a theme's name, or its key where the dataset does not name it."""
    return edition.name(edition.dataset.themes.get(theme, {})) or theme


def _theme(edition: Edition, theme: str, entries: list[CooperationEntry]) -> list[Block]:
    words = edition.words
    needed = sum(entry.direction == "needed" for entry in entries)
    counted = words("cooperation.counts", needed=needed, offered=len(entries) - needed)
    blocks: list[Block] = [
        Heading(level=2, text=theme_name(edition, theme), listed=False),
        body(f"{counted}."),
    ]
    for direction in ("needed", "offered"):
        items = tuple(
            _item(edition, entry)
            for entry in sorted(entries, key=lambda entry: edition.party_key(entry.party))
            if entry.direction == direction
        )
        if items:
            label = Run(text=words(f"cooperation.{direction}"), strong=True)
            blocks += [Prose(runs=(label,)), Bullets(items=items)]
    return blocks


def _item(edition: Edition, entry: CooperationEntry) -> Runs:
    mark = edition.language_mark(entry.language) + edition.sample_mark(entry.sample)
    return (
        Run(text=f"{edition.party(entry.party)} ({entry.commitment}): ", strong=True),
        edition.said(entry.text, entry.language),
        Run(text=mark),
    )
