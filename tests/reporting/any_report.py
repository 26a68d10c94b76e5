"""Any report at all, small: every way in which parties can owe, report, withhold and be silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from reporting.dataset import schema as d
from tests.reporting.counting import level_counts
from tests.reporting.datasets import PERIOD_BEFORE, make_dataset

PARTIES: Final = ("HND", "SLV", "USA", "GA", "PC")
OPEN: Final = ("VEN", "ECU", "NIC")
CODES: Final = {"1": ("1.1",), "7": ("7.1", "7.2"), "16": ("16.1",), "17": ("17.1",)}
Pair = tuple[str, str]

outcomes = st.one_of(
    st.none(),  # nothing is due
    st.sampled_from(("silent", "withheld", "na", "received", "awaited", "overdue")),
    st.integers(min_value=0, max_value=4),
)
levels = st.one_of(st.none(), st.integers(min_value=0, max_value=4))
few = st.integers(min_value=0, max_value=3)
many = st.sampled_from((0, 1, 2, 30, 1775))


def count(found: Iterable[Any]) -> d.LevelCounts:
    """Return the counts of outcomes that were due."""
    due = [one for one in found if one is not None]
    a, b, c, e, f = (sum(one is not True and one == level for one in due) for level in range(5))
    return level_counts(
        levels=(a, b, c, e, f),
        not_applicable=due.count("na"),
        withheld=due.count("withheld"),
        received=due.count("received"),
        awaited=due.count("awaited") + due.count("overdue"),
        overdue=due.count("overdue"),
        not_reported=due.count("silent"),
    )


@st.composite
def counts(draw: st.DrawFn) -> d.LevelCounts:
    """Any counts, large ones too."""
    a, b, c, e, f, na, withheld, received, awaited, silent = (draw(many) for _part in range(10))
    return level_counts(
        levels=(a, b, c, e, f),
        not_applicable=na,
        withheld=withheld,
        received=received,
        awaited=awaited,
        overdue=draw(st.integers(min_value=0, max_value=awaited)),
        not_reported=silent,
    )


class Drawn:
    """A report, which a failing test shows by what it counts: all of it is too long to print."""

    def __init__(self, data: d.Dataset) -> None:
        self.data = data

    def __repr__(self) -> str:
        data = self.data
        shown = (data.kind, data.counts, data.counts_before, data.late, data.undecided, data.moves)
        said = [(u.party, u.commitment, u.level_before, u.level, u.late) for u in data.updates]
        return f"{shown} {said} {[point.counts for point in data.trend]}"


@cache
def frame(kind: str) -> d.Dataset:
    """Return an invented report of a kind, to have its names and words."""
    subject = {"party": "SLV", "paragraph": "7"}.get(kind, "")
    made = make_dataset(kind=kind, subject=subject, length=40)
    nothing = d.Matrix(rows=(), parties=(), cells=())
    return replace(made, matrix=nothing, indicators=(), observations=(), reservations=(), rubric=())


@st.composite
def reports(draw: st.DrawFn) -> Drawn:
    """Any report: what it counts agrees with what it lists, as assembly makes it."""
    kind = draw(st.sampled_from(("assembly", "council", "party", "paragraph")))
    base = frame(kind)
    references = [p.reference for p in base.paragraphs if p.reference in CODES]
    parties = ("SLV",) if kind == "party" else PARTIES
    pairs = [(party, code) for party in parties for ref in references for code in CODES[ref]]
    said: dict[Pair, Any] = {pair: draw(outcomes) for pair in pairs}
    updates = tuple(_updates(draw, base, said))
    undecided = () if kind == "party" else tuple(OPEN[: draw(few)])
    told = replace(
        base,
        counts=count(said.values()),
        counts_before=draw(st.one_of(st.none(), counts())),
        compared_with=draw(st.sampled_from((None, PERIOD_BEFORE))),
        late=sum(update.late for update in updates),
        undecided=undecided,
        updates=updates,
        moves=_moves(updates),
        parties=tuple(
            replace(p, counts=count(what for pair, what in said.items() if pair[0] == p.code))
            for p in base.parties
        ),
        paragraphs=tuple(_paragraphs(base, said)),
        trend=tuple(_trend(draw)),
    )
    return Drawn(_with_follow_up(draw, told))


def _updates(draw: st.DrawFn, base: d.Dataset, said: dict[Pair, Any]) -> Iterable[d.UpdateEntry]:
    some = frame("council").updates[0]
    for (party, code), what in said.items():
        if what == "na" or isinstance(what, int):
            yield replace(
                some,
                party=party,
                commitment=code,
                paragraph=code.split(".")[0],
                solicited=True,
                level=None if what == "na" else what,
                level_before=draw(levels),
                late=draw(st.booleans()),
            )


def _moves(updates: Iterable[d.UpdateEntry]) -> tuple[d.Move, ...]:
    return tuple(
        d.Move(party=u.party, commitment=u.commitment, before=u.level_before, now=u.level)
        for u in updates
        if u.level is not None and u.level_before is not None and u.level != u.level_before
    )


def _paragraphs(base: d.Dataset, said: dict[Pair, Any]) -> Iterable[d.ParagraphFacts]:
    for paragraph in base.paragraphs:
        own = [what for pair, what in said.items() if pair[1].split(".")[0] == paragraph.reference]
        yield replace(paragraph, counts=count(own))


def _trend(draw: st.DrawFn) -> Iterable[d.TrendPoint]:
    for number in range(draw(st.integers(min_value=0, max_value=4))):
        yield d.TrendPoint(
            period=f"{2010 + number}-1",
            covers_to=f"{2010 + number}-07-01",
            session="42",
            counts=draw(counts()),
            sample=draw(st.booleans()),
        )


def _with_follow_up(draw: st.DrawFn, told: d.Dataset) -> d.Dataset:
    whole = frame("assembly")
    pairs = tuple(d.Pair(party=p, commitment="7.1") for p in PARTIES[: draw(few)])
    moves = tuple(d.Move(party=p, commitment="7.1", before=1, now=3) for p in PARTIES[: draw(few)])
    since = None
    if whole.since is not None and draw(st.booleans()):
        since = replace(
            whole.since,
            counts_before=draw(counts()),
            counts_now=told.counts,
            raised=moves,
            lowered=tuple(replace(move, before=4) for move in moves[1:]),
            reported=pairs,
            unreported=pairs[1:],
        )
    return replace(
        told,
        since=since,
        actions=tuple(replace(a, overdue=draw(st.booleans())) for a in whole.actions[: draw(few)]),
        duties=tuple(
            replace(one, past_deadline=draw(st.booleans())) for one in whole.duties[: draw(few)]
        ),
        cooperation=tuple(
            replace(one, direction=draw(st.sampled_from(("needed", "offered"))))
            for one in whole.cooperation[: draw(few)]
        ),
    )
