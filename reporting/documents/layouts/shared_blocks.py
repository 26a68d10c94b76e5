"""Blocks that several sections use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reporting.dataset.schema import LevelCounts, PartyFacts, ReportFacts, UpdateEntry
from reporting.documents import charts
from reporting.documents.blocks import Bullets, Cell, Column, Figure, Fill, Prose, Run
from reporting.documents.edition import Edition

# The annexes, in their order, by the key of their words.
ANNEXES: Final = ("method", "rubric", "roster", "reservations", "moves", "updates", "sources")


def annex_letter(name: str) -> str:
    """Return the letter of an annex, the same in every kind of report."""
    return "ABCDEFG"[ANNEXES.index(name)]


def body(text: str) -> Prose:
    """Return a paragraph of the document's own words."""
    return Prose((Run(text),))


def note(text: str, *, emphasis: bool = False) -> Prose:
    """Return a paragraph of the document's own words in small type."""
    return Prose((Run(text, emphasis=emphasis),), "small")


def bullets(lines: Iterable[str]) -> Bullets:
    """Return a list of the document's own sentences."""
    return Bullets(tuple((Run(line),) for line in lines))


def figure(drawing: charts.Drawing, *, alternative: str, caption: str) -> Figure:
    """Return a drawing as a block."""
    return Figure(
        svg=charts.svg(drawing),
        width=drawing.width,
        height=drawing.height,
        alternative=alternative,
        caption=caption,
    )


def cell(text: str, fill: Fill = "", *, strong: bool = False, href: str = "") -> Cell:
    """Return a cell of the document's own words."""
    return Cell((Run(text, strong=strong, href=href),), fill)


def anchor_of_paragraph(reference: str) -> str:
    """Return the anchor of a paragraph's section."""
    return f"paragraph-{reference}"


def anchor_of_commitment(code: str) -> str:
    """Return the anchor of a commitment's updates in the annex."""
    return f"commitment-{code}"


def anchor_of_update(commitment: str, party: str, period: str) -> str:
    """Return the anchor of an update in the annex."""
    return f"update-{commitment}-{party}-{period}"


def anchor_of_party(code: str) -> str:
    """Return the anchor of a party in the list of states and bodies."""
    return f"party-{code}"


def who(edition: Edition, parties: Iterable[PartyFacts]) -> str:
    """Return how many states and bodies these are: "33 member states and 3 bodies"."""
    words = edition.words
    kinds = [party.kind == "state" for party in parties]
    states = words.ngettext("%(count)s member state", "%(count)s member states", sum(kinds))
    bodies = words.ngettext("%(count)s body", "%(count)s bodies", len(kinds) - sum(kinds))
    if all(kinds):
        return states
    return (
        words.gettext("%(states)s and %(bodies)s", states=states, bodies=bodies)
        if any(kinds)
        else bodies
    )


def high(counts: LevelCounts) -> int:
    """Return how many stand at substantial or full."""
    return counts.levels[3] + counts.levels[4]


def rate(edition: Edition, counts: LevelCounts, many: int | None = None) -> str:
    """Return "3 of 4 (75%)" of the updates due, or a phrase where none is due.

    `many`: how many of them; by default those reported. The text cannot begin a sentence.
    """
    words, reported = edition.words, counts.reported if many is None else many
    if not counts.due:
        return words.gettext("nothing was due")
    share = words.percent(reported, counts.due)
    return words.gettext(
        "%(reported)s of %(due)s (%(percent)s)", reported=reported, due=counts.due, percent=share
    )


def reported_of(edition: Edition, counts: LevelCounts) -> str:
    """Return "3 of 4", and beside it how many are received and not reviewed, where any are."""
    words = edition.words
    sentence = words.gettext("%(reported)s of %(due)s", reported=counts.reported, due=counts.due)
    if not counts.received:
        return sentence
    return words.ngettext(
        "%(rate)s, %(count)s received",
        "%(rate)s, %(count)s received",
        counts.received,
        rate=sentence,
    )


def named_scope(edition: Edition) -> str:
    """Return what the report counts: "this cycle (2011-2 and 2012-1)", or its period's key."""
    words, data = edition.words, edition.dataset
    keys = words.list(period.key for period in data.periods)
    return (
        words.gettext("this cycle (%(periods)s)", periods=keys) if data.kind == "assembly" else keys
    )


def named_before(edition: Edition) -> str:
    """Return what the report compares its counts with, by name; "" where there is nothing."""
    words, before = edition.words, edition.dataset.compared_with
    if before is None:
        return ""
    keys = words.list(before.periods)
    if before.kind != "cycle" or before.session is None:
        return keys
    return words.gettext(
        "the cycle to the %(session)s regular session (%(periods)s)",
        session=before.session.roman,
        periods=keys,
    )


def columns_of_scopes(edition: Edition) -> tuple[str, str]:
    """Return short heads of two columns: what the report counts, and what it compares with."""
    words, data = edition.words, edition.dataset
    before = data.compared_with
    now = words.gettext("This cycle") if data.kind == "assembly" else named_scope(edition)
    if before is not None and before.kind == "cycle":
        return now, words.gettext("Previous cycle")
    return now, named_before(edition)


def level_before(edition: Edition, update: UpdateEntry) -> str:
    """Return the level of the previous accepted update, and its period; "" for none."""
    if update.level_before is None:
        return ""
    level = edition.level_on(update.commitment, update.level_before)
    if not update.period_before:
        return level
    return edition.words.gettext(
        "%(level)s (in %(period)s)", level=level, period=update.period_before
    )


def missing(counts: LevelCounts) -> int:
    """Return of how many updates nothing came: overdue, or not reported when the period closed."""
    return counts.overdue + counts.not_reported


def named_report(edition: Edition, report: ReportFacts) -> str:
    """Return another report's name: its symbol, where it has one, and its moment."""
    words = edition.words
    as_of = words.moment(report.as_of)
    if not report.symbol:
        return words.gettext("the report as of %(as_of)s", as_of=as_of)
    return words.gettext("report %(symbol)s, as of %(as_of)s", symbol=report.symbol, as_of=as_of)


def level_columns(edition: Edition) -> list[Column]:
    """Return one column for each part of a distribution, headed by its colour and name."""
    words = edition.words
    short = {
        "level.na": "level.na.short",
        "level.withheld": "level.withheld.short",
        "level.received": "level.received.short",
    }
    return [
        Column(
            words.by_key(short.get(key, key)),
            1.55,
            align="end",
            fill=fill,
            meaning=words.by_key(key),
        )
        for fill, key, _number in edition.parts(edition.dataset.counts)
    ]


def level_cells(edition: Edition, counts: LevelCounts) -> list[Cell]:
    """Return how many updates stand at each part of a distribution."""
    return [cell(edition.words.number(number)) for _fill, _key, number in edition.parts(counts)]


def distribution(edition: Edition, rows: Iterable[tuple[str, LevelCounts]], caption: str) -> Figure:
    """Return stacked bars of (label, counts), the first two of them also in words."""
    words = edition.words
    bars = list(rows)
    drawing = charts.stacked_bars(
        [
            charts.Bar(
                label=label,
                parts=tuple((fill, number) for fill, _key, number in edition.parts(counts)),
                note=reported_of(edition, counts),
                strong=not number,
            )
            for number, (label, counts) in enumerate(bars)
        ],
        [(fill, "", words.by_key(key)) for fill, key, _number in edition.parts(bars[0][1])],
        words.number,
    )
    spoken = " ".join(_spoken(edition, label, counts) for label, counts in bars[:2])
    return figure(
        drawing,
        alternative=words.gettext("Stacked bars of updates by level. %(rows)s", rows=spoken),
        caption=caption,
    )


def _spoken(edition: Edition, label: str, counts: LevelCounts) -> str:
    words = edition.words
    sentence = [
        f"{words.by_key(key)} {words.number(number)}"
        for _fill, key, number in edition.parts(counts)
        if number
    ]
    return words.ngettext(
        "%(label)s: %(parts)s; %(count)s due.",
        "%(label)s: %(parts)s; %(count)s due.",
        counts.due,
        label=label,
        parts=", ".join(sentence),
    )
