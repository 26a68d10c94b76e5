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
    blocks: list[Block] = [Heading(1, words.gettext("Updates not yet received"), "silent")]
    lines = _counted(edition, found)
    if data.counts.withheld:
        lines.append(
            words.gettext(
                "Reported and not public, so not outstanding: %(count)s.",
                count=data.counts.withheld,
            )
        )
    if data.undecided:
        names = [edition.party(code) for code in edition.by_name(data.undecided)]
        lines.append(
            words.gettext(
                "The participation of the following is undecided; nothing is counted as "
                "outstanding from them: %(names)s.",
                names=words.list(names),
            )
        )
    blocks.append(body(" ".join(lines)))
    if found:
        blocks.append(_table(edition, found))
    return [Section(tuple(blocks))]


def _counted(edition: Edition, found: list[SilentParty]) -> list[str]:
    """Return a sentence for each thing that is not there: missing, in hand, or not due yet."""
    words, counts = edition.words, edition.dataset.counts
    if not counts.due:
        return [words.gettext("No update was due.")]
    if counts.reported == counts.due:
        return [
            words.gettext(
                "All of the updates due were reported: %(due)s of %(due)s.", due=counts.due
            )
        ]
    lines = []
    if missing(counts):
        lines += _missing(edition, len(found))
    if ahead := counts.awaited - counts.overdue:
        lines.append(
            words.gettext(
                "Awaited, and not due yet: %(count)s of %(due)s.", count=ahead, due=counts.due
            )
        )
    if counts.received:
        lines.append(
            words.gettext("Received and not yet reviewed: %(count)s.", count=counts.received)
        )
    return lines


def _missing(edition: Edition, parties: int) -> list[str]:
    """Return of how many updates nothing came, and from how many parties."""
    words, counts, owing = edition.words, edition.dataset.counts, len(edition.with_due_updates)
    due = words.npgettext("of a total", "%(count)s update due", "%(count)s updates due", counts.due)
    invited = words.npgettext(
        "of a total",
        "%(count)s party invited to report",
        "%(count)s parties invited to report",
        owing,
    )
    lines = [
        words.gettext("Not received: %(count)s of %(total)s.", count=missing(counts), total=due),
        words.ngettext(
            "At least one is outstanding from %(count)s of the %(total)s.",
            "At least one is outstanding from %(count)s of the %(total)s.",
            parties,
            total=invited,
        ),
    ]
    return lines[:1] if edition.dataset.kind == "party" else lines


def _table(edition: Edition, found: list[SilentParty]) -> Table:
    words = edition.words
    return Table(
        caption=words.gettext("Updates due and not received"),
        columns=(
            Column(words.by_key("party"), 3),
            Column(words.by_key("reported"), 1.6, align="end"),
            Column(words.gettext("Commitments without an update"), 7),
        ),
        rows=tuple(_row(edition, one) for one in found),
    )


def _row(edition: Edition, one: SilentParty) -> tuple[Cell, ...]:
    words = edition.words
    codes = sorted(one.missing, key=lambda code: edition.place.get(code, 0))
    # For a party that reported nothing, only the number is given: its codes would hide the others.
    all_of_many = len(codes) == one.due and len(codes) > 1
    sentence = (
        words.pgettext("commitments", "all %(count)s", count=len(codes))
        if all_of_many
        else ", ".join(codes)
    )
    return (
        cell(edition.party(one.party)),
        cell(reported_of(edition, edition.parties[one.party].counts)),
        cell(sentence),
    )
