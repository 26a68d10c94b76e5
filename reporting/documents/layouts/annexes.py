"""The annexes: how the report counts, the roster, and every accepted update in full."""

from __future__ import annotations

from itertools import groupby
from typing import Final

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
from reporting.documents.edition import LEVEL_FILLS, Edition
from reporting.documents.layouts.narratives import rate
from reporting.documents.layouts.shared_blocks import (
    ANNEXES,
    annex_letter,
    body,
    bullets,
    cell,
    level_cells,
    level_columns,
)
from reporting.documents.layouts.updates import updates

# What annex A says, in this order, by the keys of its words.
_RULES: Final = (
    *("counts", "outcomes", "undecided", "latest", "late", "levels", "median", "moves"),
    *("compared", "trend", "rounding", "audience", "rank", "words", "translations"),
    *("indicators", "checksum", "check"),
)


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
        Section((_heading(edition, name), *makers[name](edition)), dense=name == "updates")
        for name in ANNEXES
    ]


def _heading(edition: Edition, name: str) -> Heading:
    words = edition.words
    text = words.gettext(
        "Annex %(letter)s. %(title)s",
        letter=annex_letter(name),
        title=words.by_key(f"annex.{name}"),
    )
    return Heading(1, text, f"annex-{name}")


def _method(edition: Edition) -> list[Block]:
    data, words = edition.dataset, edition.words
    values: dict[str, dict[str, str]] = {
        "latest": {"as_of": words.moment(data.as_of)},
        "audience": {"audience": words.by_key(f"audience.{data.audience}").lower()},
        "indicators": {"annex": annex_letter("sources")},
        "checksum": {"sha256": edition.sha256},
    }
    return [bullets(words.by_key(f"method.{rule}", **values.get(rule, {})) for rule in _RULES)]


def _rubric(edition: Edition) -> list[Block]:
    words = edition.words
    rows = []
    for line in edition.dataset.rubric:
        number = "–" if line.level is None else str(line.level)
        fill = "na" if line.level is None else LEVEL_FILLS[line.level]
        name = cell(f"{number} {edition.name(line.names)}", fill)
        rows.append((name, cell(edition.name(line.meanings))))
    columns = (Column(words.by_key("rubric.level"), 1.5), Column(words.by_key("rubric.meaning"), 5))
    return [
        Table(caption=words.gettext("The rubric of levels"), columns=columns, rows=tuple(rows)),
        body(words.by_key("level.note")),
    ]


def _roster(edition: Edition) -> list[Block]:
    words = edition.words
    named = {party.code: party for party in edition.dataset.parties}
    rows = [_party(edition, named[code]) for code in edition.by_name(named)]
    counts = edition.dataset.counts
    rows.append(
        (
            cell(words.pgettext("row of a table", "Total"), strong=True),
            cell(""),
            cell(""),
            cell(rate(edition, counts), strong=True),
            *level_cells(edition, counts),
        )
    )
    columns = (
        Column(words.by_key("party"), 3.2),
        Column(words.by_key("roster.decision"), 1.5),
        Column(words.by_key("roster.standing"), 2.2),
        Column(words.by_key("reported"), 1.7, align="end"),
        *level_columns(edition),
    )
    caption = words.gettext("Who was invited to report, and how many updates were due")
    return [Table(caption, columns, tuple(rows))]


def _party(edition: Edition, party: PartyFacts) -> tuple[Cell, ...]:
    words = edition.words
    standing = words.by_key(f"standing.{party.standing}") if party.standing else "–"
    usual = party.decision == "in" and party.standing in {"", "participating"}
    if party.reason and not usual:
        standing += f" – {party.reason}"
    counts = party.counts
    return (
        cell(edition.party(party.code)),
        cell(words.by_key(f"decision.{party.decision}") if party.decision else "–"),
        cell(standing),
        cell(rate(edition, counts)),
        *level_cells(edition, counts),
    )


def _reservations(edition: Edition) -> list[Block]:
    words, found = edition.words, edition.dataset.reservations
    if not found:
        return [body(words.gettext("No reservation is recorded."))]
    items: list[Runs] = []
    for entry in sorted(found, key=lambda entry: edition.party_key(entry.state)):
        subject = words.gettext("the instrument")
        if entry.paragraph:
            subject = words.gettext("paragraph %(reference)s", reference=entry.paragraph)
        if entry.commitment:
            subject = edition.commitment(entry.commitment)
        label = words.gettext(
            "%(state)s, on %(object)s (%(date)s)",
            state=edition.party(entry.state),
            object=subject,
            date=words.date(entry.made_on),
        )
        items.append(
            (Run(edition.label(label), strong=True), edition.quoted(entry.content, entry.language))
        )
    return [Bullets(tuple(items))]


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
        text = words.gettext("No level differs from that of the party’s previous accepted update.")
        return [body(text)]
    raised = sum(move.now > move.before for move in moves)
    rows = []
    for code, found in groupby(moves, key=lambda move: move.commitment):
        of_commitment = list(found)
        up = [move for move in of_commitment if move.now > move.before]
        down = [move for move in of_commitment if move.now < move.before]
        texts = (edition.commitment(code), _movers(edition, up), _movers(edition, down))
        rows.append(tuple(map(cell, texts)))
    columns = (
        Column(words.by_key("commitment"), 3),
        Column(words.by_key("change.raised", count=raised), 5),
        Column(words.by_key("change.lowered", count=len(moves) - raised), 4),
    )
    caption = words.gettext("Levels that differ from the previous accepted update")
    return [Table(caption, columns, tuple(rows))]


def _movers(edition: Edition, moves: list[Move]) -> str:
    # Spaces that do not break: a move stays on one line with its party's last word.
    texts = (f"{edition.party(m.party)}\N{NO-BREAK SPACE}{m.before}→{m.now}" for m in moves)
    return "; ".join(texts) or "–"


def _sources(edition: Edition) -> list[Block]:
    data, words = edition.dataset, edition.words
    instrument = data.instrument
    lines = [
        words.gettext(
            "Text: %(symbol)s, %(title)s, adopted on %(date)s, %(at)s; text in %(language)s, "
            "SHA-256 %(sha256)s.",
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
        lines.append(
            words.gettext(
                "The title in %(language)s has not been checked against an authentic text.",
                language=named,
            )
        )
    lines += [_indicator(edition, series) for series in data.indicators if series.points]
    documents = [
        (update.party, update.commitment, update.channel_document) for update in data.updates
    ]
    documents += [(entry.party, entry.commitment, entry.source) for entry in data.observations]
    lines += [
        edition.label(f"{edition.party(party)}, {commitment}") + document
        for party, commitment, document in documents
        if document
    ]
    evidence = sum(len(update.evidence) for update in data.updates)
    lines.append(
        words.gettext(
            "The evidence is listed with each update in annex %(annex)s; items in all: %(count)s.",
            annex=annex_letter("updates"),
            count=evidence,
        )
    )
    return [bullets(lines)]


def _indicator(edition: Edition, series: IndicatorSeries) -> str:
    source = f"{series.source} ({series.licence})" if series.licence else series.source
    return edition.label(edition.name(series.titles)) + source
