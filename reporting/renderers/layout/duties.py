"""What bodies owe, against their deadlines."""

from __future__ import annotations

from reporting.dataset import Duty
from reporting.renderers.blocks import (
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
from reporting.renderers.edition import Edition
from reporting.renderers.layout.paragraphs import observations
from reporting.renderers.layout.pieces import cell


def duties(edition: Edition) -> list[Section]:
    """Return the table of duties, what was reported and the observations; nothing without any."""
    words, found = edition.words, edition.dataset.duties
    if not found:
        return []
    table = Table(
        caption=words("duties.caption"),
        columns=(
            Column(title=words("commitment"), width=4),
            Column(title=words("duties.body"), width=2),
            Column(title=words("duties.deadline"), width=3),
            Column(title=words("duties.stands"), width=1.6),
            Column(title=words("duties.discharged"), width=2.4),
        ),
        rows=tuple(_row(edition, duty) for duty in found),
    )
    blocks: list[Block] = [
        Heading(level=1, text=words("duties"), anchor="duties"),
        table,
        *_said(edition),
        *observations(edition, {duty.commitment for duty in found}, level=2),
    ]
    return [Section(blocks=tuple(blocks))]


def _row(edition: Edition, duty: Duty) -> tuple[Cell, ...]:
    words = edition.words
    deadline = edition.session(duty.deadline)
    if duty.past_deadline:
        deadline += f" – {words('duties.past')}"
    discharged = words("duties.discharged.not")
    if duty.discharged_on:
        discharged = words(
            "duties.discharged.on",
            date=words.date(duty.discharged_on),
            basis=duty.discharge_basis,
        )
    return (
        cell(edition.commitment(duty.commitment)),
        cell(edition.party(duty.party)),
        cell(deadline),
        cell(words(f"duties.rubric.{duty.rubric}") + edition.sample_mark(_sample(edition, duty))),
        cell(discharged),
    )


def _sample(edition: Edition, duty: Duty) -> bool:
    """Return whether what was reported of a duty is sample data."""
    return bool(duty.rubric) and any(
        u.sample
        for u in edition.dataset.updates
        if (u.commitment, u.party) == (duty.commitment, duty.party)
    )


def _said(edition: Edition) -> list[Block]:
    words = edition.words
    owed = {(duty.commitment, duty.party) for duty in edition.dataset.duties}
    items: list[Runs] = [
        (
            Run(text=f"{u.commitment}, {edition.party(u.party)}: ", strong=True),
            edition.said(u.summary, u.language),
            Run(
                text=edition.language_mark(u.language)
                + edition.sample_mark(u.sample)
                + f" {channel_words(edition, u.channel, u.channel_document)}".rstrip()
            ),
        )
        for u in edition.dataset.updates
        if (u.commitment, u.party) in owed and u.summary
    ]
    if not items:
        return []
    return [Heading(level=2, text=words("duties.said")), Bullets(items=tuple(items))]


def channel_words(edition: Edition, channel: str, document: str) -> str:
    """Return by which channel an update came, and the document; "" for what came online."""
    words = edition.words
    if channel in {"", "online"}:
        return ""
    named = words(f"channel.{channel}")
    if document:
        return words("update.channel", channel=named, document=document)
    return words("update.channel.plain", channel=named)
