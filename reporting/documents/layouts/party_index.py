"""Find your state: each party by name, and where in the report it stands."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.dataset.schema import PartyFacts, UpdateEntry
from reporting.documents.blocks import Block, Cell, Column, Heading, Run, Runs, Section, Table
from reporting.documents.edition import Edition
from reporting.documents.layouts.shared_blocks import (
    anchor_of_update,
    annex_letter,
    body,
    cell,
    reported_of,
)


def states(edition: Edition) -> list[Section]:
    """Return each party's rate and links to what it reported, on a page; nothing of one party."""
    words = edition.words
    shown = [code for code in edition.by_name(edition.parties) if _listed(edition, code)]
    if edition.dataset.kind == "party" or not shown:
        return []
    one = edition.dataset.kind == "paragraph"
    commitments = words.gettext("Commitments it reported on")
    places = commitments if one else words.gettext("Paragraphs it reported on")
    columns = (
        Column(words.by_key("party"), 3.4),
        Column(words.by_key("code"), 1),
        Column(words.by_key("reported"), 1.8, align="end"),
        Column(places, 6),
    )
    own: dict[str, list[UpdateEntry]] = {}
    for update in edition.dataset.updates:
        own.setdefault(update.party, []).append(update)
    blocks: list[Block] = [
        Heading(1, words.gettext("States and bodies, and where to find them"), "states"),
        body(
            words.gettext(
                "Each is listed by name, with how many of its updates due were reported, and what "
                "it reported on. Every update is given in full in annex %(annex)s.",
                annex=annex_letter("updates"),
            )
        ),
        Table(
            caption=words.gettext("Where each party is found in this report"),
            columns=columns,
            rows=tuple(_row(edition, code, own.get(code, []), one=one) for code in shown),
        ),
    ]
    return [Section(tuple(blocks))]


def _listed(edition: Edition, code: str) -> bool:
    """Return whether a reader would look for the party: all states, and bodies that owe."""
    party = edition.parties[code]
    return bool(party.kind == "state" or party.counts.due or party.counts.volunteered)


def _row(edition: Edition, code: str, updates: list[UpdateEntry], *, one: bool) -> tuple[Cell, ...]:
    party = edition.parties[code]
    return (
        cell(edition.party(code), strong=True),
        cell(code),
        cell(_rate(edition, party)),
        Cell(tuple(_places(edition, updates, one=one)) or _unseen(edition, party)),
    )


def _rate(edition: Edition, party: PartyFacts) -> str:
    words, counts = edition.words, party.counts
    if counts.due:
        return reported_of(edition, counts)
    return words.by_key("decision.undecided") if party.decision == "undecided" else "–"


def _places(edition: Edition, updates: list[UpdateEntry], *, one: bool) -> Iterator[Run]:
    """Yield a link to the first update on each paragraph; of one paragraph, on each commitment."""
    first: dict[str, UpdateEntry] = {}
    for update in sorted(updates, key=lambda u: edition.place.get(u.commitment, 0)):
        first.setdefault(update.commitment if one else update.paragraph, update)
    for number, (place, update) in enumerate(first.items()):
        if number:
            yield Run(" · ")
        anchor = anchor_of_update(update.commitment, update.party, update.period)
        yield Run(place, href=f"#{anchor}")


def _unseen(edition: Edition, party: PartyFacts) -> Runs:
    words = edition.words
    if party.counts.withheld:
        return (Run(words.pgettext("level", "not public")),)
    return (Run(words.by_key("level.received").lower() if party.counts.received else "–"),)
