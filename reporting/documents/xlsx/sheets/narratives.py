"""The sheets of what parties wrote: updates, their translations, their evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reporting.dataset.schema import FieldFacts, UpdateEntry
from reporting.documents.edition import Edition
from reporting.documents.text import web_address
from reporting.documents.xlsx.sheets.columns import (
    TEXT_COLUMN,
    Fields,
    Link,
    Sheet,
    Value,
    day,
    painted,
    records,
    sheet,
    yes,
)

_OF_UPDATE: Final = (
    ("column.party_code", 8.0),
    ("party", 24.0),
    ("column.commitment_code", 13.0),
    ("column.period", 9.0),
)


def updates(edition: Edition) -> Sheet:
    """Return every accepted update in full."""
    words = edition.words
    fields: Fields[UpdateEntry] = [
        ("column.party_code", 8, lambda u: u.party),
        ("party", 24, lambda u: edition.party(u.party)),
        ("matrix.paragraph", 11, lambda u: u.paragraph),
        ("commitment", 40, lambda u: edition.title(u.commitment)),
        ("column.commitment_code", 13, lambda u: u.commitment),
        ("column.period", 9, lambda u: u.period),
        ("column.level", 10, lambda u: painted(u.level)),
        ("column.level_name", 18, lambda u: edition.level_on(u.commitment, u.level)),
        ("column.level_before", 9, lambda u: painted(u.level_before)),
        ("column.period_before", 9, lambda u: u.period_before),
        ("column.no_change", 11, lambda u: yes(edition, u.no_change)),
        ("language", 11, lambda u: edition.language_name(u.language)),
        *map(_text_column, edition.texts("workbook")),
        ("field.evidence", 40, _evidence),
        ("field.actions", 30, lambda u: "; ".join(u.actions)),
        ("column.visibility", 14, lambda u: words.by_key(f"audience.{u.visibility}")),
        ("column.channel", 14, lambda u: words.by_key(f"channel.{u.channel}") if u.channel else ""),
        ("column.document", 24, lambda u: u.channel_document),
        ("column.revision", 9, lambda u: u.revision),
        ("column.submitted", 12, lambda u: day(u.submitted_at)),
        ("column.late", 8, lambda u: yes(edition, u.late)),
        ("column.solicited", 11, lambda u: yes(edition, u.solicited)),
        ("column.sample", 11, lambda u: yes(edition, u.sample)),
    ]
    return records(edition, "updates", edition.dataset.updates, fields)


def _text_column(field: FieldFacts) -> tuple[str, float, Callable[[UpdateEntry], Value]]:
    width = 60 if field.narrative else 40
    return TEXT_COLUMN + field.name, width, lambda update: update.texts.get(field.name, "")


def _evidence(update: UpdateEntry) -> str:
    return "; ".join(
        " ".join(filter(None, [item.title, item.url or item.file_name])) for item in update.evidence
    )


def translations(edition: Edition) -> Sheet:
    """Return every translation of a field of an update."""
    rows: list[list[Value]] = [
        [
            u.party,
            edition.party(u.party),
            u.commitment,
            u.period,
            edition.field(entry.field),
            edition.language_name(entry.language),
            yes(edition, entry.official),
            entry.content,
            yes(edition, u.sample),
        ]
        for u in edition.dataset.updates
        for entry in u.translations
    ]
    return sheet(
        edition,
        "translations",
        rows,
        *_OF_UPDATE,
        ("column.field", 20),
        ("language", 11),
        ("column.official", 11),
        ("column.text", 80),
        ("column.sample", 11),
    )


def evidence(edition: Edition) -> Sheet:
    """Return every item of evidence."""
    rows: list[list[Value]] = [
        [
            u.party,
            edition.party(u.party),
            u.commitment,
            u.period,
            entry.title,
            Link(entry.url, web_address(entry.url)),
            entry.file_name,
            entry.sha256,
            day(entry.dated_on),
            yes(edition, u.sample),
        ]
        for u in edition.dataset.updates
        for entry in u.evidence
    ]
    return sheet(
        edition,
        "evidence",
        rows,
        *_OF_UPDATE,
        ("column.title", 40),
        ("column.address", 44),
        ("column.file", 24),
        ("column.file_checksum", 34),
        ("column.dated", 12),
        ("column.sample", 11),
    )
