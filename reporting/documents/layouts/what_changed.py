"""What moved, up and down, by name: since the last report, else since the updates before."""

from __future__ import annotations

from reporting.documents.blocks import Block, Heading, Prose, Run, Section
from reporting.documents.edition import Edition
from reporting.documents.layouts.changes import changes, levels
from reporting.documents.layouts.shared_blocks import body, named_report, rate


def since(edition: Edition) -> list[Section]:
    """Return what moved since the last report of the kind; each party's own moves if none was."""
    data, words = edition.dataset, edition.words
    blocks: list[Block] = [Heading(level=1, text=words("since"), anchor="since")]
    if data.since is None:
        moves = sorted(data.moves, key=lambda move: edition.place.get(move.commitment, 0))
        up = [move for move in moves if move.now > move.before]
        down = [move for move in moves if move.now < move.before]
        blocks.append(body(words("since.first")))
        moved = levels(edition, up, down)
    else:
        before = data.since.before
        blocks += [
            body(words("since.with", report=named_report(edition, before))),
            body(
                words(
                    "since.rates",
                    before=rate(edition, data.since.counts_before),
                    then=words.moment(before.as_of),
                    rate=rate(edition, data.since.counts_now),
                    as_of=words.moment(data.as_of),
                )
            ),
        ]
        moved = changes(edition, data.since)
    blocks += moved or [body(words("since.nothing"))]
    if data.since is not None:
        told = words("report.checksum", sha256=data.since.before.dataset_sha256)
        blocks.append(Prose(runs=(Run(text=told),), kind="small"))
    return [Section(blocks=tuple(blocks))]
