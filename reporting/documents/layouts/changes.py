"""What two reports tell differently, by name: for what moved since, and for a correction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from reporting.dataset.schema import ActionRef, Comparison, DutyChange, Move, Pair
from reporting.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Prose,
    Run,
    Runs,
    Table,
)
from reporting.documents.edition import Edition
from reporting.documents.layouts.shared_blocks import anchor_of_update, cell

# Lists of pairs in a comparison, in the order a reader asks for them.
PAIRS: Final = (
    "reported",
    "unreported",
    "now_applicable",
    "now_not_applicable",
    "reworded",
    "asked",
    "not_asked",
)
_Link = Callable[[str, str], str]
_Item = TypeVar("_Item", Move, Pair)
ACTIONS: Final = ("actions_new", "actions_done", "actions_overdue")


def changes(edition: Edition, found: Comparison) -> list[Block]:
    """Return what moved from one report to another, list by list; nothing where nothing did."""
    blocks = levels(edition, found.raised, found.lowered)
    for name in PAIRS:
        blocks += _pairs(edition, name, getattr(found, name))
    blocks += _duties(edition, found.duties)
    for name in ACTIONS:
        blocks += _actions(edition, name, getattr(found, name))
    return blocks


def levels(edition: Edition, raised: Sequence[Move], lowered: Sequence[Move]) -> list[Block]:
    """Return the levels that moved as a table by party: upward, downward."""
    if not raised and not lowered:
        return []
    words = edition.words
    up, down = _by_party(raised), _by_party(lowered)
    link = _links(edition)
    rows = tuple(
        (
            cell(edition.party(party)),
            *(Cell(_moves(link, own.get(party, ()))) for own in (up, down)),
        )
        for party in edition.by_name({*up, *down})
    )
    columns = (
        Column(words.by_key("party"), 2.6),
        Column(words.by_key("change.raised", count=len(raised)), 5),
        Column(words.by_key("change.lowered", count=len(lowered)), 5),
    )
    return [
        Table(
            caption=words.gettext("Levels raised and lowered, by party: earlier → later"),
            columns=columns,
            rows=rows,
        )
    ]


def _links(edition: Edition) -> _Link:
    """Return where the update of a party on a commitment stands, "" where it is not shown."""
    shown = {
        (update.party, update.commitment): anchor_of_update(
            update.commitment, update.party, update.period
        )
        for update in edition.dataset.updates
    }

    def link(party: str, commitment: str) -> str:
        anchor = shown.get((party, commitment))
        return f"#{anchor}" if anchor else ""

    return link


def _moves(link: _Link, moves: Sequence[Move]) -> Runs:
    runs: list[Run] = []
    for number, move in enumerate(moves):
        if number:
            runs.append(Run(", "))
        runs.append(Run(move.commitment, href=link(move.party, move.commitment)))
        # Spaces that do not break: a move stays on one line.
        runs.append(Run(f"\N{NO-BREAK SPACE}({move.before}→{move.now})"))
    return tuple(runs) or (Run("–"),)


def _by_party(items: Iterable[_Item]) -> dict[str, list[_Item]]:
    found: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        found[item.party].append(item)
    return found


def _pairs(edition: Edition, name: str, pairs: Sequence[Pair]) -> list[Block]:
    """Return a list of pairs as one paragraph, party by party: a table of it fills pages."""
    if not pairs:
        return []
    link, own = _links(edition), _by_party(pairs)
    runs: list[Run] = []
    for party in edition.by_name(own):
        if runs:
            runs.append(Run("; "))
        runs.append(Run(edition.party(party), strong=True))
        for number, pair in enumerate(own[party]):
            runs.append(Run(", " if number else " "))
            runs.append(Run(pair.commitment, href=link(party, pair.commitment)))
    runs.append(Run("."))
    return [_heading(edition, name, len(pairs)), Prose(tuple(runs), "small")]


def _duties(edition: Edition, duties: Sequence[DutyChange]) -> list[Block]:
    if not duties:
        return []
    words = edition.words
    items = tuple(
        (
            Run(f"{edition.party(duty.party)}, {edition.commitment(duty.commitment)}: "),
            Run(
                f"{words.by_key(f'duties.rubric.{duty.before}')} → "
                f"{words.by_key(f'duties.rubric.{duty.now}')}",
                strong=True,
            ),
        )
        for duty in duties
    )
    return [_heading(edition, "duties", len(duties)), Bullets(items)]


def _actions(edition: Edition, name: str, actions: Sequence[ActionRef]) -> list[Block]:
    if not actions:
        return []
    spoken = {(action.party, action.title): action.language for action in edition.dataset.actions}
    named = sorted(actions, key=lambda action: (*edition.party_key(action.party), action.title))
    items = tuple(
        (
            Run(f"{edition.party(action.party)}: ", strong=True),
            edition.said(
                action.title, spoken.get((action.party, action.title), edition.words.language)
            ),
        )
        for action in named
    )
    return [_heading(edition, name, len(actions)), Bullets(items)]


def _heading(edition: Edition, name: str, many: int) -> Heading:
    return Heading(2, edition.words.by_key(f"change.{name}", count=many), listed=False)
