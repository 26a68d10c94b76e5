"""Every update in full, under its paragraph and commitment."""

from __future__ import annotations

from itertools import groupby

from reporting.dataset.schema import EvidenceEntry, TranslationEntry, UpdateEntry
from reporting.documents.blocks import Block, Heading, Prose, Run
from reporting.documents.edition import Edition
from reporting.documents.layouts.cooperation import DIRECTIONS, theme_name
from reporting.documents.layouts.narratives import (
    channel_words,
    joined,
    translated,
    translations_of,
)
from reporting.documents.layouts.shared_blocks import (
    anchor_of_commitment,
    anchor_of_update,
    body,
    level_before,
    note,
)
from reporting.documents.text import paragraphs, web_address


def updates(edition: Edition) -> list[Block]:
    """Return the updates: by commitment in the instrument's order, then by party's name."""
    found = sorted(
        edition.dataset.updates,
        key=lambda u: (edition.place.get(u.commitment, 0), *edition.party_key(u.party), u.period),
    )
    if not found:
        return [body(edition.words.gettext("There are no updates to show."))]
    sentence = edition.words.ngettext(
        "In this annex: %(count)s update, in the text of its party.",
        "In this annex: %(count)s updates, by commitment, then by name of party, in the text of "
        "each.",
        len(found),
    )
    blocks: list[Block] = [body(sentence)]
    for code, own in groupby(found, key=lambda update: update.commitment):
        said = list(own)
        # A report on one party has one update on each: one heading is enough for both.
        alone = len(said) == 1 and edition.dataset.kind == "party"
        anchor = _anchor(said[0]) if alone else anchor_of_commitment(code)
        title = edition.commitment(code)
        blocks.append(Heading(2, title, anchor, listed=False))
        for update in said:
            if not alone:
                blocks.append(_heading(edition, update))
            blocks += _update(edition, update)
    return blocks


def _anchor(update: UpdateEntry) -> str:
    return anchor_of_update(update.commitment, update.party, update.period)


def _heading(edition: Edition, update: UpdateEntry) -> Heading:
    name = f"{edition.party(update.party)}{edition.sample_mark(update.sample)}"
    return Heading(3, name, _anchor(update), listed=False)


def _update(edition: Edition, update: UpdateEntry) -> list[Block]:
    blocks: list[Block] = [note(" ".join(meta(edition, update)), emphasis=True)]
    for field in edition.texts("annex"):
        text, name = update.texts.get(field.name, ""), edition.name(field.names)
        label = name + edition.language_mark(update.language)
        blocks += _narrative(edition, text, update.language, label)
        if text.strip():
            for entry in translations_of(edition, update, field.name):
                blocks += _translation(edition, entry, name)
    blocks += _cooperation(edition, update)
    if update.actions:
        heading = Run(edition.label(edition.words.by_key("field.actions")), strong=True)
        named = edition.quoted("; ".join(update.actions), update.language)
        blocks.append(Prose((heading, named), "small"))
    if update.evidence:
        blocks.append(_evidence(edition, update))
    return blocks


def meta(edition: Edition, update: UpdateEntry) -> list[str]:
    """Return sentences on an update's level and how and when it came."""
    words = edition.words
    level = edition.level_on(update.commitment, update.level)
    lines = [words.gettext("Self-reported level: %(level)s.", level=level)]
    if update.channel == "public_source":
        lines = [
            words.gettext(
                "Entered from a public source, not by a party; level: %(level)s.", level=level
            )
        ]
    if before := level_before(edition, update):
        lines.append(words.gettext("Previously: %(level)s.", level=before))
    if update.no_change:
        lines.append(words.pgettext("update", "Reported as no change."))
    lines.append(
        words.gettext(
            "Period %(period)s, revision %(revision)s, submitted %(date)s.",
            period=update.period,
            revision=update.revision,
            date=words.date(update.submitted_at),
        )
    )
    lines.append(channel_words(edition, update.channel, update.channel_document))
    if update.late:
        lines.append(words.pgettext("update", "Late."))
    if beside := edition.why_in_no_rate(update):
        lines.append(words.by_key(f"update.{beside}"))
    if update.visibility == "member_states":
        lines.append(words.gettext("Member states only."))
    return [line for line in lines if line]


def _narrative(edition: Edition, text: str, language: str, label: str) -> list[Block]:
    parts = paragraphs(text)
    if not parts:
        return []
    first = (Run(edition.label(label), strong=True), edition.quoted(parts[0], language))
    rest = [Prose((edition.quoted(part, language),), "small") for part in parts[1:]]
    return [Prose(first, "small"), *rest]


def _translation(edition: Edition, entry: TranslationEntry, field: str) -> list[Block]:
    """Return a translation, under what it translates, saying whose it is."""
    label = f"{field} – {translated(edition, entry)}"
    return _narrative(edition, entry.content, entry.language, label)


def _cooperation(edition: Edition, update: UpdateEntry) -> list[Block]:
    """Return what was requested and what offered with an update, each in one paragraph."""
    own = edition.cooperation_by_pair.get((update.party, update.commitment), [])
    blocks: list[Block] = []
    for direction in DIRECTIONS:
        entries = [entry for entry in own if entry.direction == direction]
        if not entries:
            continue
        label = edition.field(f"cooperation_{direction}")
        runs = [Run(edition.label(label + edition.language_mark(update.language)), strong=True)]
        for number, entry in enumerate(entries):
            theme = theme_name(edition, entry.theme)
            runs.append(Run((" · " if number else "") + edition.label(theme)))
            runs.append(edition.quoted(" ".join(entry.text.split()), entry.language))
        blocks.append(Prose(joined(runs), "small"))
    return blocks


def _evidence(edition: Edition, update: UpdateEntry) -> Prose:
    """Return an update's evidence in one paragraph: a list would be an element for each."""
    runs = [Run(edition.label(edition.words.by_key("field.evidence")), strong=True)]
    for number, entry in enumerate(update.evidence):
        runs += [Run(" · " if number else ""), *_item(edition, entry)]
    return Prose(joined(runs), "small")


def _item(edition: Edition, entry: EvidenceEntry) -> list[Run]:
    words = edition.words
    name = entry.title or entry.file_name or entry.url
    more = [entry.url] if entry.url and entry.url != name else []
    if entry.dated_on:
        more.append(words.date(entry.dated_on))
    if entry.file_name and entry.file_name != name:
        more.append(entry.file_name)
    if entry.sha256:
        more.append(f"SHA-256 {entry.sha256}")
    return [Run(name, href=web_address(entry.url)), Run("".join(f", {part}" for part in more))]
