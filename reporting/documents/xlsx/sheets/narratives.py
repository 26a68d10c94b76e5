"""The sheets of what parties wrote: updates, their translations, their evidence."""

from __future__ import annotations

from typing import Final

from reporting.dataset.schema import UpdateEntry
from reporting.documents.edition import Edition
from reporting.documents.text import web_address
from reporting.documents.xlsx.sheets.columns import (
    TEXT_COLUMN,
    Link,
    Sheet,
    SheetColumn,
    Value,
    day,
    painted,
    sheet,
    yes,
)

_OF_UPDATE: Final = (
    ("column.party_code", 8.0),
    ("party", 24.0),
    ("column.commitment_code", 13.0),
    ("column.period", 9.0),
)
_BEFORE_TEXTS: Final = (
    ("column.party_code", 8), ("party", 24), ("matrix.paragraph", 11), ("commitment", 40),
    ("column.commitment_code", 13), ("column.period", 9), ("column.level", 10),
    ("column.level_name", 18), ("column.level_before", 9), ("column.period_before", 9),
    ("column.no_change", 11), ("language", 11),
)  # fmt: skip
_AFTER_TEXTS: Final = (
    ("field.evidence", 40), ("field.actions", 30), ("column.visibility", 14),
    ("column.channel", 14), ("column.document", 24), ("column.revision", 9),
    ("column.submitted", 12), ("column.late", 8), ("column.solicited", 11), ("column.sample", 11),
)  # fmt: skip


def updates(edition: Edition) -> Sheet:
    """Return every accepted update, in full."""
    rows = [
        [*_place(edition, u), *_narrative(edition, u), *_coming(edition, u)]
        for u in edition.dataset.updates
    ]
    texts = [
        SheetColumn(
            title=edition.name(field.names),
            width=60 if field.narrative else 40,
            key=TEXT_COLUMN.format(field.name),
        )
        for field in edition.texts("workbook")
    ]
    return sheet(edition, "updates", rows, *_BEFORE_TEXTS, *texts, *_AFTER_TEXTS)


def _place(edition: Edition, u: UpdateEntry) -> list[Value]:
    """Return whose update it is, on what, and where it stands."""
    commitment = edition.commitments.get(u.commitment)
    return [
        u.party,
        edition.party(u.party),
        u.paragraph,
        edition.name(commitment.titles) if commitment else "",
        u.commitment,
        u.period,
        painted(u.level),
        edition.level_on(u.commitment, u.level),
        painted(u.level_before),
        u.period_before,
        yes(edition, u.no_change),
    ]


def _narrative(edition: Edition, u: UpdateEntry) -> list[Value]:
    evidence = "; ".join(
        " ".join(filter(None, [e.title, e.url or e.file_name])) for e in u.evidence
    )
    return [
        edition.language_name(u.language),
        *(u.texts.get(field.name, "") for field in edition.texts("workbook")),
        evidence,
        "; ".join(u.actions),
    ]


def _coming(edition: Edition, u: UpdateEntry) -> list[Value]:
    """Return how and when it came, and how it counts."""
    words = edition.words
    return [
        words.by_key(f"audience.{u.visibility}"),
        words.by_key(f"channel.{u.channel}") if u.channel else "",
        u.channel_document,
        u.revision,
        day(u.submitted_at),
        yes(edition, u.late),
        yes(edition, u.solicited),
        yes(edition, u.sample),
    ]


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
