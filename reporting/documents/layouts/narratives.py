"""What parties said, as several sections show it: shortened, marked, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reporting.dataset.schema import LevelCounts, TranslationEntry, UpdateEntry
from reporting.documents.blocks import Run, Runs
from reporting.documents.edition import Edition
from reporting.documents.layouts.shared_blocks import anchor_of_update
from reporting.documents.text import shorten

# Characters of a party's words that a section shows, where they are few and where they are many:
# the annex has all of them.
SHORT: Final = 260
SHORTER: Final = 110
MANY: Final = 300


def short_length(edition: Edition) -> int:
    """Return how many characters of an update the body shows: fewer where there are many."""
    return SHORT if len(edition.dataset.updates) <= MANY else SHORTER


def rate(edition: Edition, counts: LevelCounts) -> str:
    """Return how many reported of how many due; "–" where nothing was due."""
    if not counts.due:
        return "–"
    return edition.words.gettext(
        "%(reported)s of %(due)s", reported=counts.reported, due=counts.due
    )


def link_to(update: UpdateEntry) -> str:
    """Return the address of an update's full text, in the annex."""
    return f"#{anchor_of_update(update.commitment, update.party, update.period)}"


def translations_of(edition: Edition, update: UpdateEntry, field: str) -> list[TranslationEntry]:
    """Return a field's translation into the document's language; where it has none, every one."""
    found = [entry for entry in update.translations if entry.field == field]
    own = [entry for entry in found if entry.language == edition.words.language]
    return own or sorted(found, key=lambda entry: entry.language)


def translated(edition: Edition, entry: TranslationEntry) -> str:
    """Return whose translation it is, and into what."""
    words, into = edition.words, edition.language_name(entry.language)
    if entry.official:
        return words.gettext("translation into %(language)s by the party", language=into)
    return words.gettext("unofficial translation into %(language)s", language=into)


def in_short(edition: Edition, update: UpdateEntry) -> Runs:
    """Return the beginning of an update's lead, and marks on it.

    In the document's language where a translation into it was entered, which is then said.
    """
    field, text = _lead_text(edition, update)
    language = update.language
    mark = edition.language_mark(language)
    for entry in translations_of(edition, update, field):
        if entry.language == edition.words.language:
            text, language = entry.content, entry.language
            mark = f" [{_translated_from(edition, update.language, official=entry.official)}]"
    if update.channel == "public_source":
        mark += f" [{edition.words.by_key('channel.public_source')}]"
    return (edition.quoted(shorten(text, short_length(edition)), language), Run(mark))


def _translated_from(edition: Edition, language: str, *, official: bool) -> str:
    words, original = edition.words, edition.language_name(language)
    if official:
        return words.gettext(
            "translation by the party, original in %(language)s", language=original
        )
    return words.gettext("unofficial translation, original in %(language)s", language=original)


def _lead_text(edition: Edition, update: UpdateEntry) -> tuple[str, str]:
    """Return the lead of an update and its words; where it has none, the first that says any."""
    order = [edition.lead, *(field.name for field in edition.texts("annex"))]
    said = ((name, update.texts.get(name, "")) for name in order)
    return next(((name, text) for name, text in said if text), (edition.lead, ""))


def channel_words(edition: Edition, channel: str, document: str) -> str:
    """Return by which channel an update came, and the document; "" for what came online."""
    words = edition.words
    if channel in {"", "online"}:
        return ""
    named = words.by_key(f"channel.{channel}")
    if document:
        return words.gettext(
            "Channel: %(channel)s (%(document)s).", channel=named, document=document
        )
    return words.gettext("Channel: %(channel)s.", channel=named)


def joined(runs: Iterable[Run]) -> Runs:
    """Return the same text in as few runs as it takes: each is an element in every format."""
    made: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        last = made[-1] if made else None
        if last is not None and _alike(last, run):
            made[-1] = Run(
                last.text + run.text,
                language=run.language,
                strong=run.strong,
                emphasis=run.emphasis,
            )
        else:
            made.append(run)
    return tuple(made)


def _alike(one: Run, other: Run) -> bool:
    linked = one.href or other.href
    return not linked and (one.language, one.strong, one.emphasis) == (
        other.language,
        other.strong,
        other.emphasis,
    )
