"""What changed since the last report, and what a correction changed; parties are named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from reporting.dataset.schema import ActionRef, Comparison, DutyChange, Move, Pair, ReportFacts
from reporting.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Prose,
    Run,
    Runs,
    Section,
    Table,
)
from reporting.documents.edition import Edition
from reporting.documents.layouts.cover import written
from reporting.documents.layouts.shared_blocks import (
    anchor_of_update,
    body,
    cell,
    named_report,
    note,
    rate,
)
from reporting.documents.words.messages import gettext_noop

# Lists of pairs in a comparison, in the order in which they are shown.
PAIRS: Final = (
    "reported",
    "unreported",
    "now_applicable",
    "now_not_applicable",
    "reworded",
    "asked",
    "not_asked",
)
_FIRST: Final = gettext_noop(
    "No report of this kind was issued earlier. Levels are compared with those of each party’s "
    "previous accepted update on the same commitment, from an earlier period."
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
            edition.quoted(
                action.title, spoken.get((action.party, action.title), edition.words.language)
            ),
        )
        for action in named
    )
    return [_heading(edition, name, len(actions)), Bullets(items)]


def _heading(edition: Edition, name: str, many: int) -> Heading:
    return Heading(2, edition.words.by_key(f"change.{name}", count=many), listed=False)


def since(edition: Edition) -> list[Section]:
    """Return what moved since the last report of the kind; each party's own moves if none was."""
    data, words = edition.dataset, edition.words
    blocks: list[Block] = [Heading(1, words.gettext("What changed"), "since")]
    if data.since is None:
        moves = sorted(data.moves, key=lambda move: edition.place.get(move.commitment, 0))
        up = [move for move in moves if move.now > move.before]
        down = [move for move in moves if move.now < move.before]
        blocks.append(body(words.of(_FIRST)))
        moved = levels(edition, up, down)
    else:
        blocks += [body(line) for line in _compared(edition, data.since)]
        moved = changes(edition, data.since)
    blocks += moved or [body(words.gettext("Nothing changed."))]
    if data.since is not None:
        blocks.append(_checksum(edition, data.since.before))
    return [Section(tuple(blocks))]


def _compared(edition: Edition, since: Comparison) -> list[str]:
    """Return with which report this one is compared, and how much was reported in each."""
    words, before = edition.words, since.before
    return [
        words.gettext(
            "Compared with %(report)s, the last of its kind that was issued.",
            report=named_report(edition, before),
        ),
        words.gettext(
            "Updates reported, of those due: %(before)s as of %(then)s; %(rate)s as of %(as_of)s.",
            before=rate(edition, since.counts_before),
            then=words.moment(before.as_of),
            rate=rate(edition, since.counts_now),
            as_of=words.moment(edition.dataset.as_of),
        ),
    ]


def correction(edition: Edition) -> list[Section]:
    """Return the page that says what changed; nothing where the report corrects none."""
    editorial, words = edition.dataset.editorial, edition.words
    corrected = editorial.corrects
    if corrected is None:
        return []
    title = words.gettext("Revision %(revision)s: what changed", revision=editorial.revision)
    blocks: list[Block] = [
        Heading(1, title, "correction"),
        body(
            words.gettext(
                "This document corrects %(report)s.", report=named_report(edition, corrected)
            )
        ),
    ]
    reason = written(edition, editorial.correction_reason)
    if reason:
        blocks += [Heading(2, words.pgettext("correction", "Reason"), listed=False), *reason]
    blocks.append(Heading(2, words.gettext("What changed"), listed=False))
    changed = changes(edition, editorial.changes) if editorial.changes else []
    blocks += changed or [body(words.gettext("No level and no text of a party changed."))]
    return [Section((*blocks, _checksum(edition, corrected)))]


def _checksum(edition: Edition, report: ReportFacts) -> Prose:
    return note(
        edition.words.gettext(
            "SHA-256 of the dataset of that report: %(sha256)s", sha256=report.dataset_sha256
        )
    )
