"""One page for those who read no further. Every number is the dataset's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reporting.dataset import LevelCounts, ParagraphFacts
from reporting.renderers.blocks import Block, Bullets, Cell, Column, Heading, Run, Section, Table
from reporting.renderers.edition import Edition, parts
from reporting.renderers.layout.pieces import annex_letter, body, cell, distribution


def summary(edition: Edition) -> list[Section]:
    """Return how many reported of how many due, the levels, what moved and what stands out."""
    words = edition.words
    blocks: list[Block] = [
        Heading(level=1, text=words("summary"), anchor="summary"),
        body(" ".join(_reported(edition))),
        _levels(edition),
        distribution(edition, _rows(edition), words("summary.chart")),
        body(words("level.note")),
        Heading(level=2, text=words("summary.moved")),
        *_moved(edition),
        Heading(level=2, text=words("summary.out")),
        Bullets(items=tuple((Run(text=line),) for line in _out(edition))),
    ]
    return [Section(blocks=tuple(blocks))]


def _reported(edition: Edition) -> list[str]:
    data, words = edition.dataset, edition.words
    counts, before = data.counts, data.counts_before
    lines = [_head(edition, "summary.head", counts)]
    if data.kind != "party" and edition.owing:
        some = sum(1 for party in edition.owing if party.counts.reported)
        lines.append(words("summary.parties", n=some, of=len(edition.owing)))
    if data.late:
        lines.append(words("summary.late", n=data.late))
    if counts.withheld:
        lines.append(words("summary.withheld", n=counts.withheld))
    if before is not None:
        key = "summary.before" if data.period_before else "summary.before.plain"
        lines.append(_head(edition, key, before))
    if data.undecided:
        names = [edition.party(code) for code in edition.by_name(data.undecided)]
        lines.append(words("summary.undecided", names=words.list(names)))
    return lines


def _head(edition: Edition, key: str, counts: LevelCounts) -> str:
    words = edition.words
    return words(
        key,
        reported=counts.reported,
        due=counts.due,
        percent=words.percent(counts.reported, counts.due),
        period=edition.dataset.period_before,
    )


def _rows(edition: Edition) -> list[tuple[str, LevelCounts]]:
    rows = [(edition.words("summary.now"), edition.dataset.counts)]
    if edition.dataset.counts_before is not None:
        rows.append((edition.words("summary.before.column"), edition.dataset.counts_before))
    return rows


def _levels(edition: Edition) -> Table:
    words = edition.words
    counts, before = edition.dataset.counts, edition.dataset.counts_before
    columns = [
        Column(title=words("rubric.level"), width=4),
        Column(title=words("summary.now"), align="end"),
        Column(title=words("summary.share"), width=2, align="end"),
    ]
    if before is not None:
        columns.append(Column(title=words("summary.before.column"), align="end"))
    rows = []
    earlier = parts(before) if before is not None else []
    for number, (fill, key, many) in enumerate(parts(counts)):
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
    caption = "summary.levels" if before is not None else "summary.levels.now"
    return Table(caption=words(caption), columns=tuple(columns), rows=tuple(rows))


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


def _moved(edition: Edition) -> list[Block]:
    data, words = edition.dataset, edition.words
    up = [move for move in data.moves if move.now > move.before]
    down = [move for move in data.moves if move.now < move.before]
    if not up and not down:
        return [body(words("summary.moved.none"))]
    both = sum(u.level is not None and u.level_before is not None for u in data.updates)
    lines = [
        words(key, n=len(moves), of=both, names=_names(edition, (move.party for move in moves)))
        for key, moves in (("summary.moved.up", up), ("summary.moved.down", down))
        if moves
    ]
    return [
        body(words("summary.moved.of", of=both, annex=annex_letter("moves"))),
        Bullets(items=tuple((Run(text=line),) for line in lines)),
    ]


def _names(edition: Edition, codes: Iterable[str]) -> str:
    words = edition.words
    tally = Counter(codes)
    return words.list(
        words("summary.name", name=edition.party(code), n=tally[code])
        for code in edition.by_name(tally)
    )


def _out(edition: Edition) -> list[str]:
    data, words = edition.dataset, edition.words
    if not data.counts.reported:
        return [words("summary.out.nothing")]
    lines = _out_paragraphs(edition) if len(data.paragraphs) > 1 else []
    silent = [party for party in edition.owing if not party.counts.reported]
    if silent and data.kind != "party":
        lines.append(words("summary.out.silent", n=len(silent), of=len(edition.owing)))
    overdue = sum(action.overdue for action in data.actions)
    if overdue:
        lines.append(words("summary.out.overdue", n=overdue, of=len(data.actions)))
    late = sum(duty.past_deadline for duty in data.duties)
    if late:
        lines.append(words("summary.out.duties", n=late, of=len(data.duties)))
    if data.cooperation:
        needed = sum(entry.direction == "needed" for entry in data.cooperation)
        offered = len(data.cooperation) - needed
        lines.append(words("summary.out.cooperation", needed=needed, offered=offered))
    return lines


def _out_paragraphs(edition: Edition) -> list[str]:
    """Return which paragraphs were least reported, and which most often at the highest levels."""
    due = [paragraph for paragraph in edition.dataset.paragraphs if paragraph.counts.due]
    if not due:
        return []
    lines = []
    least = min(due, key=_reported_share)
    if least.counts.reported < least.counts.due:
        same = [p for p in due if _reported_share(p) == _reported_share(least)]
        reported = sum(p.counts.reported for p in same)
        lines.append(_out_line(edition, "summary.out.least", same, reported))
    most = max(due, key=_high_share)
    if _high_share(most):
        same = [p for p in due if _high_share(p) == _high_share(most)]
        lines.append(_out_line(edition, "summary.out.high", same, sum(map(_high, same))))
    return lines


def _out_line(edition: Edition, key: str, same: list[ParagraphFacts], many: int) -> str:
    words = edition.words
    due = sum(paragraph.counts.due for paragraph in same)
    names = words.list(words("paragraph.name", reference=p.reference) for p in same)
    return words(key, names=names, reported=many, n=many, due=due, percent=words.percent(many, due))


def _reported_share(paragraph: ParagraphFacts) -> float:
    return paragraph.counts.reported / paragraph.counts.due


def _high(paragraph: ParagraphFacts) -> int:
    return paragraph.counts.levels[3] + paragraph.counts.levels[4]


def _high_share(paragraph: ParagraphFacts) -> float:
    return _high(paragraph) / paragraph.counts.due
