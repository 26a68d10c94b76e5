"""The annexes: how it was counted, and every word that was accepted."""

from __future__ import annotations

from itertools import groupby

from reporting.dataset.schema import IndicatorSeries, Move, PartyFacts
from reporting.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Run,
    Runs,
    Section,
    Table,
)
from reporting.documents.edition import Edition, parts
from reporting.documents.layouts.narratives import rate
from reporting.documents.layouts.shared_blocks import (
    ANNEXES,
    annex_letter,
    body,
    cell,
    level_cells,
    level_columns,
)
from reporting.documents.layouts.updates import updates


def annexes(edition: Edition) -> list[Section]:
    """Return the annexes, one section each."""
    makers = {
        "method": _method,
        "rubric": _rubric,
        "roster": _roster,
        "reservations": _reservations,
        "moves": _moves,
        "updates": updates,
        "sources": _sources,
    }
    return [
        Section(
            blocks=(_heading(edition, name), *makers[name](edition)),
            dense=name == "updates",
        )
        for name in ANNEXES
    ]


def _heading(edition: Edition, name: str) -> Heading:
    words = edition.words
    text = words("annex", letter=annex_letter(name), title=words(f"annex.{name}"))
    return Heading(level=1, text=text, anchor=f"annex-{name}")


def _method(edition: Edition) -> list[Block]:
    data, words = edition.dataset, edition.words
    lines = [
        words("method.counts"),
        words("method.outcomes"),
        words("method.undecided"),
        words("method.latest", as_of=words.moment(data.as_of)),
        words("method.late"),
        words("method.levels"),
        words("method.median"),
        words("method.moves"),
        words("method.compared"),
        words("method.trend"),
        words("method.rounding"),
        words("method.audience", audience=words(f"audience.{data.audience}").lower()),
        words("method.rank"),
        words("method.words"),
        words("method.translations"),
        words("method.indicators", annex=annex_letter("sources")),
        words("method.checksum", sha256=edition.sha256),
        words("method.check"),
    ]
    return [Bullets(items=tuple((Run(text=line),) for line in lines))]


def _rubric(edition: Edition) -> list[Block]:
    words = edition.words
    fills = {fill: key for fill, key, _number in parts(edition.dataset.counts)}
    rows = []
    for line in edition.dataset.rubric:
        number = "–" if line.level is None else str(line.level)
        fill = next(
            f for f in fills if f == ("na" if line.level is None else f"level-{line.level}")
        )
        rows.append(
            (
                cell(f"{number} {edition.name(line.names)}", fill),
                cell(edition.name(line.meanings)),
            )
        )
    columns = (
        Column(title=words("rubric.level"), width=1.5),
        Column(title=words("rubric.meaning"), width=5),
    )
    return [
        Table(caption=words("rubric.caption"), columns=columns, rows=tuple(rows)),
        body(words("level.note")),
    ]


def _roster(edition: Edition) -> list[Block]:
    words = edition.words
    named = {party.code: party for party in edition.dataset.parties}
    rows = [_party(edition, named[code]) for code in edition.by_name(named)]
    counts = edition.dataset.counts
    rows.append(
        (
            cell(words("total"), strong=True),
            cell(""),
            cell(""),
            cell(rate(edition, counts), strong=True),
            *level_cells(edition, counts),
        )
    )
    columns = (
        Column(title=words("party"), width=3.2),
        Column(title=words("roster.decision"), width=1.5),
        Column(title=words("roster.standing"), width=2.2),
        Column(title=words("reported"), width=1.7, align="end"),
        *level_columns(edition),
    )
    return [Table(caption=words("roster.caption"), columns=columns, rows=tuple(rows))]


def _party(edition: Edition, party: PartyFacts) -> tuple[Cell, ...]:
    words = edition.words
    standing = words(f"standing.{party.standing}") if party.standing else "–"
    usual = party.decision == "in" and party.standing in {"", "participating"}
    if party.reason and not usual:
        standing += f" – {party.reason}"
    counts = party.counts
    return (
        cell(edition.party(party.code)),
        cell(words(f"decision.{party.decision}")),
        cell(standing),
        cell(rate(edition, counts)),
        *level_cells(edition, counts),
    )


def _reservations(edition: Edition) -> list[Block]:
    words, found = edition.words, edition.dataset.reservations
    if not found:
        return [body(words("reservations.none"))]
    items: list[Runs] = []
    for entry in sorted(found, key=lambda entry: edition.party_key(entry.state)):
        thing = words("reservation.instrument")
        if entry.paragraph:
            thing = words("paragraph.name", reference=entry.paragraph)
        if entry.commitment:
            thing = edition.commitment(entry.commitment)
        label = words(
            "reservation.on",
            state=edition.party(entry.state),
            object=thing,
            date=words.date(entry.made_on),
        )
        items.append(
            (
                Run(text=edition.label(label), strong=True),
                edition.said(entry.content, entry.language),
            )
        )
    return [Bullets(items=tuple(items))]


def _moves(edition: Edition) -> list[Block]:
    """Return who moved on each commitment, upward and downward.

    A row for each commitment, not for each move: those of a cycle may be more than a thousand.
    """
    words = edition.words
    moves = sorted(
        edition.dataset.moves,
        key=lambda m: (edition.place.get(m.commitment, 0), edition.party_key(m.party)),
    )
    if not moves:
        return [body(words("summary.moved.none"))]
    raised = sum(move.now > move.before for move in moves)
    rows = []
    for code, found in groupby(moves, key=lambda move: move.commitment):
        own = list(found)
        rows.append(
            (
                cell(edition.commitment(code)),
                cell(_movers(edition, [move for move in own if move.now > move.before])),
                cell(_movers(edition, [move for move in own if move.now < move.before])),
            )
        )
    columns = (
        Column(title=words("commitment"), width=3),
        Column(title=words("change.raised", n=raised), width=5),
        Column(title=words("change.lowered", n=len(moves) - raised), width=4),
    )
    return [Table(caption=words("moves.caption"), columns=columns, rows=tuple(rows))]


def _movers(edition: Edition, moves: list[Move]) -> str:
    # Spaces that do not break: a move stays on one line with its party's last word.
    return (
        "; ".join(
            f"{edition.party(move.party)}\N{NO-BREAK SPACE}{move.before}→{move.now}"
            for move in moves
        )
        or "–"
    )


def _sources(edition: Edition) -> list[Block]:
    data, words = edition.dataset, edition.words
    instrument = data.instrument
    lines = [
        words(
            "sources.text",
            symbol=instrument.symbol,
            title=edition.name(instrument.titles),
            date=words.date(instrument.adopted_on),
            at=instrument.adopted_at,
            language=edition.language_name(instrument.text_language),
            sha256=instrument.text_sha256,
        )
    ]
    if instrument.titles_status.get(words.language, "").startswith("unverified"):
        named = edition.language_name(words.language)
        lines.append(words("sources.titles", language=named))
    lines += [_indicator(edition, series) for series in data.indicators if series.points]
    lines += [
        words(
            "sources.update",
            party=edition.party(update.party),
            commitment=update.commitment,
            document=update.channel_document,
        )
        for update in data.updates
        if update.channel_document
    ]
    lines += [
        words(
            "sources.update",
            party=edition.party(entry.party),
            commitment=entry.commitment,
            document=entry.source,
        )
        for entry in data.observations
        if entry.source
    ]
    evidence = sum(len(update.evidence) for update in data.updates)
    lines.append(words("sources.evidence", annex=annex_letter("updates"), n=evidence))
    return [Bullets(items=tuple((Run(text=line),) for line in lines))]


def _indicator(edition: Edition, series: IndicatorSeries) -> str:
    source = f"{series.source} ({series.licence})" if series.licence else series.source
    return edition.words("sources.indicator", title=edition.name(series.titles), source=source)
