"""What moved, up and down, by name: since the last report, else since the updates before."""

from __future__ import annotations

from typing import Final

from reporting.dataset.schema import Comparison
from reporting.documents.blocks import Block, Heading, Prose, Run, Section
from reporting.documents.edition import Edition
from reporting.documents.layouts.changes import changes, levels
from reporting.documents.layouts.shared_blocks import body, named_report, rate
from reporting.documents.words.messages import gettext_noop

_FIRST: Final = gettext_noop(
    "No report of this kind was issued earlier. Levels are compared with those of each party’s "
    "previous accepted update on the same commitment, from an earlier period."
)


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
        told = words.gettext(
            "SHA-256 of the dataset of that report: %(sha256)s",
            sha256=data.since.before.dataset_sha256,
        )
        blocks.append(Prose((Run(told),), "small"))
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
