"""Each operative paragraph: its words, its commitments, and what was said and done about them."""

from __future__ import annotations

from collections.abc import Collection

from reporting.dataset.schema import LevelCounts, ObservationEntry, ParagraphFacts
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
from reporting.documents.edition import Edition, parts
from reporting.documents.layouts.actions import actions
from reporting.documents.layouts.indicators import measures
from reporting.documents.layouts.narratives import link_to, rate
from reporting.documents.layouts.paragraph_reports import evidence, reported
from reporting.documents.layouts.shared_blocks import (
    anchor_of_commitment,
    anchor_of_paragraph,
    annex_letter,
    body,
    cell,
    columns_of_scopes,
    distribution,
    level_before,
    level_cells,
    level_columns,
)


def paragraphs(edition: Edition) -> list[Section]:
    """Return one section: each paragraph of the dataset in its order."""
    words = edition.words
    text_language = edition.dataset.instrument.text_language
    intro = words.gettext(
        "The text is quoted as adopted. Headlines, the titles of commitments, and their division "
        "are the tracker’s, not the Organization’s. Updates are listed by commitment, then by "
        "self-reported level; the text of each party is shortened, and the name of the party links "
        "to the full text, with the evidence, in annex %(annex)s. ▲ and ▼ mark a level above or "
        "below the last one accepted before.",
        annex=annex_letter("updates"),
    )
    if text_language != words.language:
        named = edition.language_name(text_language)
        intro += " " + words.gettext(
            "The tracker has the text only in %(language)s; it is quoted in that language.",
            language=named,
        )
    blocks: list[Block] = [
        Heading(1, words.gettext("The operative paragraphs"), "paragraphs"),
        body(intro),
    ]
    if not edition.dataset.paragraphs:
        blocks.append(body(words.gettext("The report covers no paragraph.")))
    for paragraph in edition.dataset.paragraphs:
        blocks += _paragraph(edition, paragraph)
    return [Section(tuple(blocks))]


def _paragraph(edition: Edition, paragraph: ParagraphFacts) -> list[Block]:
    words, instrument = edition.words, edition.dataset.instrument
    reference = paragraph.reference
    quoted = words.gettext(
        "Text as adopted (%(language)s)", language=edition.language_name(instrument.text_language)
    )
    heading = words.gettext(
        "Paragraph %(reference)s – %(headline)s",
        reference=reference,
        headline=edition.name(paragraph.headlines),
    )
    blocks: list[Block] = [
        Heading(2, heading, anchor_of_paragraph(reference)),
        Prose((Run(edition.label(quoted).rstrip()),), "lead"),
        Prose((_quote(edition, paragraph),), "quote"),
    ]
    table = _commitments(edition, paragraph)
    if table.rows:
        blocks.append(table)
    if edition.dataset.kind != "party" and paragraph.counts.due:
        caption = words.gettext(
            "Paragraph %(reference)s: updates due by level", reference=reference
        )
        blocks.append(distribution(edition, _bars(edition, paragraph), caption))
    # What is observed on a body's duty stands with the duties.
    own = {c.code for c in paragraph.commitments} - {d.commitment for d in edition.dataset.duties}
    return [
        *blocks,
        *reported(edition, paragraph),
        *evidence(edition, paragraph),
        *actions(edition, paragraph),
        *measures(edition, paragraph),
        *observations(
            edition, [entry for entry in edition.dataset.observations if entry.commitment in own]
        ),
    ]


def _quote(edition: Edition, paragraph: ParagraphFacts) -> Run:
    # Always tagged: these are the instrument's words, in its text's language.
    return Run(paragraph.text, language=edition.dataset.instrument.text_language)


def _commitments(edition: Edition, paragraph: ParagraphFacts) -> Table:
    words = edition.words
    first = [Column(words.by_key("code"), 1.1), Column(words.by_key("commitment"), 5)]
    caption = words.gettext(
        "Commitments of paragraph %(reference)s, and updates by level",
        reference=paragraph.reference,
    )
    if edition.dataset.kind == "party":
        return Table(
            caption=caption,
            columns=(
                *first,
                Column(words.by_key("column.level"), 2),
                Column(words.by_key("column.level_before"), 2),
            ),
            rows=tuple(_own_level(edition, paragraph)),
        )
    rows = [
        (
            cell(c.code, href=_entries(edition, c.code)),
            cell(edition.name(c.titles)),
            cell(rate(edition, c.counts)),
            *level_cells(edition, c.counts),
        )
        for c in paragraph.commitments
    ]
    reported = Column(words.by_key("reported"), 1.8, align="end")
    return Table(
        caption=caption, columns=(*first, reported, *level_columns(edition)), rows=tuple(rows)
    )


def _entries(edition: Edition, code: str) -> str:
    """Return the address of a commitment's updates in the annex; "" where there are none."""
    found = any(update.commitment == code for update in edition.dataset.updates)
    return f"#{anchor_of_commitment(code)}" if found else ""


def _own_level(edition: Edition, paragraph: ParagraphFacts) -> list[tuple[Cell, ...]]:
    """Return the commitments that the party of the report owes or reported on."""
    words = edition.words
    said = {u.commitment: u for u in edition.updates_of.get(paragraph.reference, [])}
    rows: list[tuple[Cell, ...]] = []
    for commitment in paragraph.commitments:
        update = said.get(commitment.code)
        if update is not None:
            now = edition.level_on(commitment.code, update.level)
            before = level_before(edition, update) or "–"
        else:
            shown = [key for _fill, key, many in parts(commitment.counts) if many]
            if not shown:
                continue
            now, before = words.by_key(shown[0]), "–"
        title = edition.name(commitment.titles)
        href = link_to(update) if update is not None else ""
        rows.append((cell(commitment.code, href=href), cell(title), cell(now), cell(before)))
    return rows


def _bars(edition: Edition, paragraph: ParagraphFacts) -> list[tuple[str, LevelCounts]]:
    words = edition.words
    bars = [(words.pgettext("bar of a chart", "All"), paragraph.counts)]
    if paragraph.counts_before is not None:
        bars.append((columns_of_scopes(edition)[1], paragraph.counts_before))
    if len(paragraph.commitments) > 1:
        bars += [(c.code, c.counts) for c in paragraph.commitments if c.counts.due]
    return bars


def observations(
    edition: Edition, found: Collection[ObservationEntry], *, level: int = 3
) -> list[Block]:
    """Return the secretariat's observations, each with its source; nothing without any."""
    words = edition.words
    if not found:
        return []
    items: list[Runs] = []
    for entry in found:
        about = ", ".join(
            filter(None, [entry.commitment, entry.party and edition.party(entry.party)])
        )
        source = words.gettext("Source: %(source)s.", source=entry.source.rstrip("."))
        items.append(
            (
                Run(edition.label(about), strong=True),
                edition.quoted(entry.content, entry.language),
                Run(edition.language_mark(entry.language) + (f" {source}" if entry.source else "")),
            )
        )
    heading = Heading(level, words.gettext("Observations of the secretariat"))
    return [heading, Bullets(tuple(items))]
