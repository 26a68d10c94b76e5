"""Updates not yet received: what is due and not there, with how many were due."""

from __future__ import annotations

from reporting.dataset.schema import SilentParty
from reporting.documents.blocks import Block, Cell, Column, Heading, Section, Table
from reporting.documents.edition import Edition
from reporting.documents.layouts.shared_blocks import body, cell, missing, reported_of


def silent(edition: Edition) -> list[Section]:
    """Return the parties, by name, that left something unreported, and what."""
    words, data = edition.words, edition.dataset
    found = sorted(data.silent, key=lambda one: edition.party_key(one.party))
    blocks: list[Block] = [Heading(level=1, text=words("silent"), anchor="silent")]
    lines = _counted(edition, found)
    if data.counts.withheld:
        lines.append(words("silent.withheld", n=data.counts.withheld))
    if data.undecided:
        names = [edition.party(code) for code in edition.by_name(data.undecided)]
        lines.append(words("silent.undecided", names=words.list(names)))
    blocks.append(body(" ".join(lines)))
    if found:
        blocks.append(_table(edition, found))
    return [Section(blocks=tuple(blocks))]


def _counted(edition: Edition, found: list[SilentParty]) -> list[str]:
    """Return a sentence for each thing that is not there: missing, in hand, or not due yet."""
    words, counts = edition.words, edition.dataset.counts
    if not counts.due:
        return [words("silent.none_due")]
    if counts.reported == counts.due:
        return [words("silent.nobody", due=counts.due)]
    lines = []
    if missing(counts):
        lines.append(words("silent.missing.count", n=missing(counts), due=counts.due))
        if edition.dataset.kind != "party":
            lines.append(words("silent.intro", n=len(found), of=len(edition.owing)))
    if ahead := counts.awaited - counts.overdue:
        lines.append(words("silent.awaited", n=ahead, due=counts.due))
    if counts.received:
        lines.append(words("silent.received", n=counts.received))
    return lines


def _table(edition: Edition, found: list[SilentParty]) -> Table:
    words = edition.words
    return Table(
        caption=words("silent.caption"),
        columns=(
            Column(title=words("party"), width=3),
            Column(title=words("reported"), width=1.6, align="end"),
            Column(title=words("silent.missing"), width=7),
        ),
        rows=tuple(_row(edition, one) for one in found),
    )


def _row(edition: Edition, one: SilentParty) -> tuple[Cell, ...]:
    words = edition.words
    codes = sorted(one.missing, key=lambda code: edition.place.get(code, 0))
    # Whoever reported nothing is told by how many; to list every code would hide the others.
    all_of_many = len(codes) == one.due and len(codes) > 1
    told = words("silent.all", n=len(codes)) if all_of_many else ", ".join(codes)
    return (
        cell(edition.party(one.party)),
        cell(reported_of(edition, edition.parties[one.party].counts)),
        cell(told),
    )
