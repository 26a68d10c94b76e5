"""Who did not report."""

from __future__ import annotations

from reporting.dataset import SilentParty
from reporting.renderers.blocks import Block, Cell, Column, Heading, Section, Table
from reporting.renderers.edition import Edition
from reporting.renderers.layout.pieces import body, cell


def silent(edition: Edition) -> list[Section]:
    """Return the parties, by name, that left something unreported, and what."""
    words = edition.words
    found = sorted(edition.dataset.silent, key=lambda one: edition.party_key(one.party))
    blocks: list[Block] = [Heading(level=1, text=words("silent"), anchor="silent")]
    if not found:
        return [Section(blocks=(*blocks, body(words("silent.nobody"))))]
    table = Table(
        caption=words("silent.caption"),
        columns=(
            Column(title=words("party"), width=3),
            Column(title=words("reported"), width=1.6, align="end"),
            Column(title=words("silent.missing"), width=7),
        ),
        rows=tuple(_row(edition, one) for one in found),
    )
    intro = words("silent.intro", n=len(found), of=len(edition.owing))
    return [Section(blocks=(*blocks, body(intro), table))]


def _row(edition: Edition, one: SilentParty) -> tuple[Cell, ...]:
    words = edition.words
    codes = sorted(one.missing, key=lambda code: edition.place.get(code, 0))
    missing = ", ".join(codes) if one.reported else words("silent.all", n=len(codes))
    return (
        cell(edition.party(one.party)),
        cell(words("reported.of", reported=one.reported, due=one.due)),
        cell(missing),
    )
