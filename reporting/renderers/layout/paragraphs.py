"""Each operative paragraph: its words, its commitments, and what was said and done about them."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from reporting.dataset import ActionEntry, LevelCounts, ParagraphFacts, UpdateEntry
from reporting.renderers.blocks import (
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
from reporting.renderers.edition import Edition
from reporting.renderers.layout.matrix import sign_of_change
from reporting.renderers.layout.pieces import (
    anchor_of_commitment,
    anchor_of_paragraph,
    anchor_of_update,
    annex_letter,
    body,
    cell,
    distribution,
    level_cells,
    level_columns,
)
from reporting.renderers.text import shorten, web_address

# A quotation long enough to say what was done; the annex has all of it.
SHORT: Final = 240


def paragraphs(edition: Edition) -> list[Section]:
    """Return one section: each paragraph of the dataset in its order."""
    words = edition.words
    blocks: list[Block] = [
        Heading(level=1, text=words("paragraphs"), anchor="paragraphs"),
        body(words("paragraphs.intro", annex=annex_letter("updates"))),
    ]
    for paragraph in edition.dataset.paragraphs:
        blocks += _paragraph(edition, paragraph)
    return [Section(blocks=tuple(blocks))]


def _paragraph(edition: Edition, paragraph: ParagraphFacts) -> list[Block]:
    words, instrument = edition.words, edition.dataset.instrument
    reference = paragraph.reference
    quoted = words("paragraph.text", language=edition.language_name(instrument.text_language))
    heading = words(
        "paragraph.heading", reference=reference, headline=edition.name(paragraph.headlines)
    )
    blocks: list[Block] = [
        Heading(level=2, text=heading, anchor=anchor_of_paragraph(reference)),
        Prose(runs=(Run(text=f"{quoted}:"),), kind="lead"),
        Prose(runs=(_quote(edition, paragraph),), kind="quote"),
        _commitments(edition, paragraph),
    ]
    if edition.dataset.kind != "party":
        caption = words("paragraph.chart", reference=reference)
        blocks.append(distribution(edition, _bars(edition, paragraph), caption))
    updates = edition.updates_of.get(reference, [])
    blocks += _done(edition, updates)
    blocks += _evidence(edition, updates)
    blocks += _actions(edition, paragraph)
    blocks += observations(edition, {c.code for c in paragraph.commitments})
    return blocks


def _quote(edition: Edition, paragraph: ParagraphFacts) -> Run:
    # Always tagged: these are the instrument's words, in its text's language.
    return Run(text=paragraph.text, language=edition.dataset.instrument.text_language)


def _commitments(edition: Edition, paragraph: ParagraphFacts) -> Table:
    words = edition.words
    first = [Column(title=words("code"), width=1.1), Column(title=words("commitment"), width=5)]
    caption = words("paragraph.commitments", reference=paragraph.reference)
    if edition.dataset.kind == "party":
        return Table(
            caption=caption,
            columns=(
                *first,
                Column(title=words("moves.now"), width=2),
                Column(title=words("moves.before"), width=2),
            ),
            rows=tuple(_own_level(edition, paragraph)),
        )
    rows = [
        (
            cell(c.code, href=f"#{anchor_of_commitment(c.code)}"),
            cell(edition.name(c.titles)),
            cell(words("reported.of", reported=c.counts.reported, due=c.counts.due)),
            *level_cells(edition, c.counts),
        )
        for c in paragraph.commitments
    ]
    reported = Column(title=words("reported"), width=1.8, align="end")
    return Table(
        caption=caption, columns=(*first, reported, *level_columns(edition)), rows=tuple(rows)
    )


def _own_level(edition: Edition, paragraph: ParagraphFacts) -> list[tuple[Cell, ...]]:
    """Return the commitments that the party of the report owes or reported on."""
    words = edition.words
    said = {u.commitment: u for u in edition.updates_of.get(paragraph.reference, [])}
    rows: list[tuple[Cell, ...]] = []
    for commitment in paragraph.commitments:
        update = said.get(commitment.code)
        if update is not None:
            now = edition.level_on(commitment.code, update.level)
            before = "–" if update.level_before is None else edition.level(update.level_before)
        elif commitment.counts.withheld:
            now, before = words("level.withheld"), "–"
        elif commitment.counts.due:
            now, before = words("level.silent"), "–"
        else:
            continue
        title = edition.name(commitment.titles)
        rows.append((cell(commitment.code), cell(title), cell(now), cell(before)))
    return rows


def _bars(edition: Edition, paragraph: ParagraphFacts) -> list[tuple[str, LevelCounts]]:
    words = edition.words
    bars = [(words("chart.all"), paragraph.counts)]
    if paragraph.counts_before is not None:
        bars.append((words("chart.before"), paragraph.counts_before))
    if len(paragraph.commitments) > 1:
        bars += [(commitment.code, commitment.counts) for commitment in paragraph.commitments]
    return bars


def _done(edition: Edition, updates: list[UpdateEntry]) -> list[Block]:
    words = edition.words
    heading = Heading(level=3, text=words("paragraph.done"))
    if not updates:
        return [heading, body(words("paragraph.done.none"))]
    blocks: list[Block] = [heading]
    for party, own in groupby(updates, key=lambda update: update.party):
        said = list(own)
        all_sample = all(update.sample for update in said)
        name = edition.party(party) + edition.sample_mark(all_sample)
        runs: list[Run] = [Run(text=name, strong=True)]
        for update in said:
            runs += _short(edition, update, sample=update.sample and not all_sample)
        blocks.append(Prose(runs=tuple(runs), kind="small"))
    return blocks


def _short(edition: Edition, update: UpdateEntry, *, sample: bool) -> list[Run]:
    change = (
        None
        if update.level is None or update.level_before is None
        else update.level - update.level_before
    )
    level = edition.level_on(update.commitment, update.level) + sign_of_change(change)
    anchor = anchor_of_update(update.commitment, update.party, update.period)
    mark = edition.language_mark(update.language) + edition.sample_mark(sample)
    if update.channel == "public_source":
        mark += f" [{edition.words('channel.public_source')}]"
    return [
        Run(text=" · "),
        Run(text=update.commitment, href=f"#{anchor}"),
        Run(text=f" {level}: "),
        edition.said(
            shorten(update.summary or update.not_applicable_reason, SHORT), update.language
        ),
        Run(text=mark),
    ]


def _evidence(edition: Edition, updates: list[UpdateEntry]) -> list[Block]:
    words = edition.words
    heading = Heading(level=3, text=words("paragraph.evidence"))
    items: list[Runs] = []
    for party, own in groupby(updates, key=lambda update: update.party):
        runs: list[Run] = [Run(text=edition.party(party), strong=True)]
        for update in own:
            for entry in update.evidence:
                name = entry.title or entry.file_name or entry.url
                dated = f", {edition.words.date(entry.dated_on)}" if entry.dated_on else ""
                runs += [
                    Run(text=f" · {update.commitment} "),
                    Run(text=shorten(name, SHORT), href=web_address(entry.url)),
                    Run(text=dated),
                ]
        if len(runs) > 1:
            items.append(tuple(runs))
    if not items:
        return [heading, body(words("paragraph.evidence.none"))]
    return [heading, *(Prose(runs=item, kind="small") for item in items)]


def _actions(edition: Edition, paragraph: ParagraphFacts) -> list[Block]:
    words = edition.words
    heading = Heading(level=3, text=words("paragraph.actions"))
    actions = edition.actions_on(paragraph)
    if not actions:
        return [heading, body(words("paragraph.actions.none"))]
    overdue = sum(action.overdue for action in actions)
    columns = (
        Column(title=words("party"), width=2),
        Column(title=words("action"), width=4),
        Column(title=words("action.kind"), width=1.6),
        Column(title=words("action.status"), width=1.5),
        Column(title=words("action.percent"), width=1, align="end"),
        Column(title=words("action.due"), width=2.2),
    )
    return [
        heading,
        body(words("paragraph.actions.count", n=len(actions), overdue=overdue)),
        Table(
            caption=words("paragraph.actions.caption", reference=paragraph.reference),
            columns=columns,
            rows=tuple(_action(edition, action) for action in actions),
        ),
    ]


def _action(edition: Edition, action: ActionEntry) -> tuple[Cell, ...]:
    words = edition.words
    due = words.date(action.due_on)
    if action.overdue:
        due += f" ({words('action.overdue')})"
    mark = edition.language_mark(action.language) + edition.sample_mark(action.sample)
    return (
        cell(edition.party(action.party)),
        Cell(runs=(edition.said(action.title, action.language), Run(text=mark))),
        cell(words(f"kind.{action.kind}")),
        cell(words(f"status.{action.status}")),
        cell(words.percent(action.percent, 100)),
        cell(due),
    )


def observations(edition: Edition, codes: set[str], *, level: int = 3) -> list[Block]:
    """Return the secretariat's observations on commitments, each with its source."""
    words = edition.words
    found = [entry for entry in edition.dataset.observations if entry.commitment in codes]
    if not found:
        return []
    items = tuple(
        (
            Run(text=f"{entry.commitment}, {edition.party(entry.party)}: ", strong=True),
            edition.said(entry.content, entry.language),
            Run(text=f" {words('source', source=entry.source)}."),
        )
        for entry in found
    )
    return [Heading(level=level, text=words("paragraph.observations")), Bullets(items=items)]
