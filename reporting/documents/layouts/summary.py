"""One page for those who read no further. Every number is the dataset's."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from reporting.dataset.schema import LevelCounts, ParagraphFacts
from reporting.documents.blocks import Block, Bullets, Cell, Column, Heading, Run, Section, Table
from reporting.documents.edition import Edition
from reporting.documents.layouts.shared_blocks import (
    body,
    cell,
    columns_of_scopes,
    distribution,
    high,
    missing,
    named_before,
    named_scope,
    rate,
    who,
)

# More paragraphs than these that tie tell a reader nothing.
MOST_NAMED = 4


def summary(edition: Edition) -> list[Section]:
    """Return how many reported of how many due, the levels, what moved and what stands out."""
    words = edition.words
    blocks: list[Block] = [
        Heading(level=1, text=words("summary"), anchor="summary"),
        body(" ".join(_reported(edition))),
    ]
    if edition.dataset.counts.due:
        blocks += [
            _levels(edition),
            distribution(edition, _rows(edition), words("summary.chart")),
            body(words("level.note")),
        ]
    blocks += [
        Heading(level=2, text=words("summary.moved"), listed=False),
        body(" ".join(_moved(edition))),
    ]
    if out := _out(edition):
        blocks += [
            Heading(level=2, text=words("summary.out"), listed=False),
            Bullets(items=tuple((Run(text=line),) for line in out)),
        ]
    return [Section(blocks=tuple(blocks))]


def _reported(edition: Edition) -> list[str]:
    data, words = edition.dataset, edition.words
    counts, before = data.counts, data.counts_before
    lines = [_head(edition)]
    if data.kind != "party" and edition.owing:
        some = [party for party in edition.owing if party.counts.reported]
        key = "summary.parties" if some else "summary.parties.none"
        owing = who(edition, edition.owing)
        lines.append(
            words(key, owing=owing, of=len(edition.owing), some=who(edition, some), n=len(some))
        )
    if data.late:
        lines.append(words("summary.late", n=data.late, reported=counts.reported))
    if counts.withheld:
        lines.append(words("summary.withheld", n=counts.withheld))
    if counts.received:
        lines.append(words("summary.received", n=counts.received))
    if counts.awaited:
        lines.append(words("summary.awaited", n=counts.awaited, overdue=counts.overdue))
    lines.append(_compared(edition, before))
    if data.undecided:
        names = [edition.party(code) for code in edition.by_name(data.undecided)]
        lines.append(words("summary.undecided", names=words.list(names), n=len(names)))
    return lines


def _compared(edition: Edition, before: LevelCounts | None) -> str:
    """Return what was reported in the period or cycle before, by name; or that there is none."""
    words, data = edition.words, edition.dataset
    if before is None or data.compared_with is None:
        return words(
            "summary.before.none.cycle" if data.kind == "assembly" else "summary.before.none"
        )
    now = rate(edition, data.counts)
    told = {"scope": named_scope(edition), "before": named_before(edition)}
    return words("summary.before", now=now, rate=rate(edition, before), **told)


def _head(edition: Edition) -> str:
    words, counts = edition.words, edition.dataset.counts
    if not counts.due:
        return words("summary.head.nothing")
    if not counts.reported:
        return words("summary.head.none", due=counts.due)
    share = words.percent(counts.reported, counts.due)
    return words("summary.head", reported=counts.reported, due=counts.due, percent=share)


def _rows(edition: Edition) -> list[tuple[str, LevelCounts]]:
    now, earlier = columns_of_scopes(edition)
    rows = [(now, edition.dataset.counts)]
    before = edition.dataset.counts_before
    if before is not None and before.due:
        rows.append((earlier, before))
    return rows


def _levels(edition: Edition) -> Table:
    words = edition.words
    counts, before = edition.dataset.counts, edition.dataset.counts_before
    scope, scope_before = columns_of_scopes(edition)
    columns = [
        Column(title=words("rubric.level"), width=4),
        Column(title=scope, align="end"),
        Column(title=words("summary.share"), width=2, align="end"),
    ]
    if before is not None:
        columns.append(Column(title=scope_before, align="end"))
    rows = []
    earlier = edition.parts(before) if before is not None else []
    for number, (fill, key, many) in enumerate(edition.parts(counts)):
        name = words(key) if number > 4 else edition.level(number)
        row = [
            cell(name, fill),
            cell(words.number(many)),
            cell(words.percent(many, counts.due)),
        ]
        if before is not None:
            row.append(cell(words.number(earlier[number][2])))
        rows.append(tuple(row))
    rows.append(_due(edition, counts, before))
    key = "summary.levels" if before is not None else "summary.levels.now"
    caption = words(key, scope=named_scope(edition), before=named_before(edition))
    return Table(caption=caption, columns=tuple(columns), rows=tuple(rows))


def _due(edition: Edition, counts: LevelCounts, before: LevelCounts | None) -> tuple[Cell, ...]:
    words = edition.words
    row = [
        cell(words("summary.due"), strong=True),
        cell(words.number(counts.due), strong=True),
        cell(words.percent(counts.due, counts.due)),
    ]
    if before is not None:
        row.append(cell(words.number(before.due), strong=True))
    return tuple(row)


def _moved(edition: Edition) -> list[str]:
    """Return how many levels moved: against each party's own before, and since the last report."""
    data, words = edition.dataset, edition.words
    both = sum(u.level is not None and u.level_before is not None for u in data.updates)
    lines = [words("summary.moved.incomparable")]
    if both:
        up = sum(move.now > move.before for move in data.moves)
        down = sum(move.now < move.before for move in data.moves)
        lines = [words("summary.moved.of", of=both, up=up, down=down, same=both - up - down)]
    if data.since is not None:
        lines.append(
            words(
                "summary.moved.since",
                as_of=words.moment(data.since.before.as_of),
                raised=len(data.since.raised),
                lowered=len(data.since.lowered),
                new=len(data.since.reported),
                gone=len(data.since.unreported),
            )
        )
    return lines


def _out(edition: Edition) -> list[str]:
    """Return what stands out, a sentence each; nothing where nothing does."""
    data, words = edition.dataset, edition.words
    lines = [words("summary.out.nothing")]
    if data.counts.reported:
        lines = _out_paragraphs(edition) if len(data.paragraphs) > 1 else []
        silent = [party for party in edition.owing if _silent(party.counts)]
        if silent and data.kind != "party":
            named = {"owing": who(edition, edition.owing), "silent": who(edition, silent)}
            of = len(edition.owing)
            lines.append(words("summary.out.silent", of=of, n=len(silent), **named))
    overdue = sum(action.overdue for action in data.actions)
    if overdue:
        lines.append(words("summary.out.overdue", n=overdue, of=len(data.actions)))
    late = sum(duty.past_deadline for duty in data.duties)
    if late:
        lines.append(words("summary.out.duties", n=late, of=len(data.duties)))
    needed = sum(entry.direction == "needed" for entry in data.cooperation)
    offered = len(data.cooperation) - needed
    told = [words("summary.out.needed", needed=needed)] if needed else []
    told += [words("summary.out.offered", offered=offered)] if offered else []
    return [*lines, *([" ".join(told)] if told else [])]


def _silent(counts: LevelCounts) -> bool:
    """Whether nothing came of a party, though something was due: nothing is in hand either."""
    return bool(missing(counts)) and not counts.reported and not counts.received


def _out_paragraphs(edition: Edition) -> list[str]:
    """Return which paragraphs were least reported, and which most often at the highest levels."""
    due = [paragraph for paragraph in edition.dataset.paragraphs if paragraph.counts.due]
    found = [
        ("summary.out.least", *_alike(due, min, lambda counts: counts.reported)),
        ("summary.out.high", *_alike(due, max, high)),
    ]
    return [_out_line(edition, key, same, many) for key, same, many in found if same]


def _alike(
    due: list[ParagraphFacts],
    choose: Callable[[list[Fraction]], Fraction],
    many: Callable[[LevelCounts], int],
) -> tuple[list[ParagraphFacts], int]:
    """Return the paragraphs whose share is the chosen one, and how many updates make it.

    None of them where the share is that of all, of more than can be named, or is nothing at all.
    """
    shares = [Fraction(many(paragraph.counts), paragraph.counts.due) for paragraph in due]
    if not shares:
        return [], 0
    wanted = choose(shares)
    same = [p for p, share in zip(due, shares, strict=True) if share == wanted]
    told = len(same) < len(due) and len(same) <= MOST_NAMED and (choose is not max or wanted)
    return (same, sum(many(p.counts) for p in same)) if told else ([], 0)


def _out_line(edition: Edition, key: str, same: list[ParagraphFacts], many: int) -> str:
    words = edition.words
    due = sum(paragraph.counts.due for paragraph in same)
    named = words.list(paragraph.reference for paragraph in same)
    names = words("paragraph.names", n=len(same), names=named)
    return words(key, names=names, reported=many, n=many, due=due, percent=words.percent(many, due))
