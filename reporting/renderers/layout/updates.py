"""Every update in full, under its paragraph and commitment."""

from __future__ import annotations

from itertools import groupby

from reporting.dataset import EvidenceEntry, UpdateEntry
from reporting.renderers.blocks import Block, Bullets, Heading, Prose, Run, Runs
from reporting.renderers.edition import Edition
from reporting.renderers.layout.duties import channel_words
from reporting.renderers.layout.pieces import anchor_of_commitment, anchor_of_update, body
from reporting.renderers.text import paragraphs, web_address

NARRATIVE = (
    ("not_applicable_reason", "field.reason"),
    ("summary", "field.summary"),
    ("progress", "field.progress"),
    ("challenges", "field.challenges"),
    ("next_steps", "field.next_steps"),
)


def updates(edition: Edition) -> list[Block]:
    """Return the updates: by commitment in the instrument's order, then by party's name."""
    found = sorted(
        edition.dataset.updates,
        key=lambda u: (
            edition.place.get(u.commitment, 0),
            *edition.party_key(u.party),
            u.period,
        ),
    )
    if not found:
        return [body(edition.words("updates.none"))]
    blocks: list[Block] = []
    for code, own in groupby(found, key=lambda update: update.commitment):
        blocks.append(
            Heading(
                level=2,
                text=edition.commitment(code),
                anchor=anchor_of_commitment(code),
                listed=False,
            )
        )
        for update in own:
            blocks += _update(edition, update)
    return blocks


def _update(edition: Edition, update: UpdateEntry) -> list[Block]:
    heading = f"{edition.party(update.party)}{edition.sample_mark(update.sample)}"
    anchor = anchor_of_update(update.commitment, update.party, update.period)
    blocks: list[Block] = [
        Heading(level=3, text=heading, anchor=anchor, listed=False),
        Prose(runs=(Run(text=" ".join(meta(edition, update)), emphasis=True),), kind="small"),
    ]
    for field, key in NARRATIVE:
        blocks += _narrative(edition, update, getattr(update, field), key)
    if update.actions:
        label = Run(text=f"{edition.words('field.actions')}: ", strong=True)
        named = Run(text="; ".join(update.actions))
        blocks.append(Prose(runs=(label, named), kind="small"))
    if update.evidence:
        label = Run(text=f"{edition.words('field.evidence')}:", strong=True)
        blocks.append(Prose(runs=(label,), kind="small"))
        blocks.append(Bullets(items=tuple(_evidence(edition, e) for e in update.evidence)))
    return blocks


def meta(edition: Edition, update: UpdateEntry) -> list[str]:
    """Return sentences on an update's level and how and when it came."""
    words = edition.words
    source = update.channel == "public_source"
    key = "update.meta.source" if source else "update.meta"
    lines = [words(key, level=edition.level_on(update.commitment, update.level))]
    if update.level_before is not None:
        lines.append(words("update.before", level=edition.level(update.level_before)))
    if update.no_change:
        lines.append(words("update.no_change"))
    lines.append(
        words(
            "update.period",
            period=update.period,
            revision=update.revision,
            date=words.date(update.submitted_at),
        )
    )
    lines.append(channel_words(edition, update.channel, update.channel_document))
    if update.late:
        lines.append(words("update.late"))
    if not update.solicited:
        lines.append(words("update.unsolicited"))
    if update.visibility == "member_states":
        lines.append(words("update.member_states"))
    return [line for line in lines if line]


def _narrative(edition: Edition, update: UpdateEntry, text: str, key: str) -> list[Block]:
    parts = paragraphs(text)
    if not parts:
        return []
    label = edition.words(key) + edition.language_mark(update.language)
    first = (Run(text=f"{label}: ", strong=True), edition.said(parts[0], update.language))
    rest = [Prose(runs=(edition.said(part, update.language),), kind="small") for part in parts[1:]]
    return [Prose(runs=first, kind="small"), *rest]


def _evidence(edition: Edition, entry: EvidenceEntry) -> Runs:
    words = edition.words
    name = entry.title or entry.file_name or entry.url
    more = [words.date(entry.dated_on)] if entry.dated_on else []
    if entry.file_name and entry.file_name != name:
        more.append(entry.file_name)
    if entry.sha256:
        more.append(f"SHA-256 {entry.sha256}")
    shown = [entry.url] if entry.url and entry.url != name else []
    return (
        Run(text=name, href=web_address(entry.url)),
        Run(text="".join(f", {part}" for part in shown + more)),
    )
