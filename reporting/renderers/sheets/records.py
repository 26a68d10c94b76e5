"""The sheets of records: a row for each thing."""

from __future__ import annotations

from typing import Final

from reporting.renderers.edition import Edition
from reporting.renderers.layout.cooperation import theme_name
from reporting.renderers.sheets.shapes import (
    COUNTED,
    Sheet,
    Value,
    counted,
    day,
    painted,
    sheet,
    yes,
)

_UPDATE_COLUMNS: Final = (
    ("column.party_code", 8), ("party", 24), ("matrix.paragraph", 10), ("commitment", 40),
    ("column.commitment_code", 11), ("column.period", 9), ("column.level", 8),
    ("column.level_name", 18), ("column.level_before", 8), ("column.no_change", 9),
    ("language", 10), ("field.reason", 40), ("field.summary", 60), ("field.progress", 60),
    ("field.challenges", 60), ("field.next_steps", 60), ("field.evidence", 40),
    ("field.actions", 30), ("column.visibility", 14), ("column.channel", 14),
    ("column.document", 24), ("column.revision", 9), ("column.submitted", 12),
    ("column.late", 8), ("column.solicited", 10), ("column.sample", 10),
)  # fmt: skip


def updates(edition: Edition) -> Sheet:
    """Return every accepted update, in full."""
    words = edition.words
    rows: list[list[Value]] = []
    for u in edition.dataset.updates:
        commitment = edition.commitments.get(u.commitment)
        evidence = "; ".join(
            " ".join(filter(None, [e.title, e.url or e.file_name])) for e in u.evidence
        )
        rows.append(
            [
                u.party,
                edition.party(u.party),
                u.paragraph,
                edition.name(commitment.titles) if commitment else "",
                u.commitment,
                u.period,
                painted(u.level),
                edition.level_on(u.commitment, u.level),
                painted(u.level_before),
                yes(edition, u.no_change),
                edition.language_name(u.language),
                u.not_applicable_reason,
                u.summary,
                u.progress,
                u.challenges,
                u.next_steps,
                evidence,
                "; ".join(u.actions),
                words(f"audience.{u.visibility}"),
                words(f"channel.{u.channel}") if u.channel else "",
                u.channel_document,
                u.revision,
                day(u.submitted_at),
                yes(edition, u.late),
                yes(edition, u.solicited),
                yes(edition, u.sample),
            ]
        )
    return sheet(edition, "updates", rows, *_UPDATE_COLUMNS)


def commitments(edition: Edition) -> Sheet:
    """Return every commitment with its counts."""
    words = edition.words
    rows: list[list[Value]] = [
        [
            c.code,
            c.paragraph,
            edition.name(c.titles),
            " … ".join(filter(None, [c.lead_in, c.quote, c.tail])),
            words(f"tracking.{c.tracking}"),
            words(f"nature.{c.nature}"),
            edition.session_number(c.deadline) if c.deadline else "",
            "; ".join(theme_name(edition, theme) for theme in c.themes),
            *counted(c.counts),
        ]
        for c in edition.commitments.values()
    ]
    return sheet(
        edition,
        "commitments",
        rows,
        ("code", 8),
        ("matrix.paragraph", 10),
        ("commitment", 44),
        ("column.quote", 60),
        ("column.tracking", 11),
        ("column.nature", 11),
        ("duties.deadline", 22),
        ("column.themes", 30),
        *COUNTED,
    )


def parties(edition: Edition) -> Sheet:
    """Return every party with its roster line and its counts."""
    words = edition.words
    rows: list[list[Value]] = [
        [
            code,
            edition.party(code),
            words(f"kind.{party.kind}"),
            words(f"decision.{party.decision}"),
            words(f"standing.{party.standing}") if party.standing else "",
            party.reason,
            *counted(party.counts),
        ]
        for code in edition.by_name(edition.parties)
        for party in [edition.parties[code]]
    ]
    return sheet(
        edition,
        "parties",
        rows,
        ("code", 8),
        ("column.name", 30),
        ("column.kind", 14),
        ("roster.decision", 12),
        ("roster.standing", 16),
        ("roster.reason", 30),
        *COUNTED,
    )


def actions(edition: Edition) -> Sheet:
    """Return every follow-up action."""
    words = edition.words
    rows: list[list[Value]] = [
        [
            a.party,
            edition.party(a.party),
            a.title,
            a.description,
            edition.language_name(a.language),
            ", ".join(a.commitments),
            words(f"kind.{a.kind}"),
            words(f"status.{a.status}"),
            a.percent,
            day(a.starts_on),
            day(a.due_on),
            yes(edition, a.overdue),
            float(a.cost) if a.cost else None,
            a.currency,
            yes(edition, a.sample),
        ]
        for a in edition.dataset.actions
    ]
    return sheet(
        edition,
        "actions",
        rows,
        ("column.party_code", 8),
        ("party", 24),
        ("action", 40),
        ("column.text", 60),
        ("language", 10),
        ("sheet.commitments", 16),
        ("action.kind", 14),
        ("action.status", 13),
        ("action.percent", 8),
        ("column.starts", 11),
        ("action.due", 11),
        ("column.overdue", 9),
        ("action.cost", 14),
        ("column.currency", 9),
        ("column.sample", 10),
    )


def cooperation(edition: Edition) -> Sheet:
    """Return every request and offer."""
    words = edition.words
    rows: list[list[Value]] = [
        [
            words(f"cooperation.{entry.direction}"),
            theme_name(edition, entry.theme),
            entry.party,
            edition.party(entry.party),
            entry.commitment,
            entry.text,
            edition.language_name(entry.language),
            yes(edition, entry.sample),
        ]
        for entry in edition.dataset.cooperation
    ]
    return sheet(
        edition,
        "cooperation",
        rows,
        ("column.direction", 14),
        ("column.theme", 28),
        ("column.party_code", 8),
        ("party", 24),
        ("column.commitment_code", 12),
        ("column.text", 70),
        ("language", 10),
        ("column.sample", 10),
    )


def indicators(edition: Edition) -> Sheet:
    """Return every value of every series."""
    words = edition.words
    rows: list[list[Value]] = [
        [
            series.code,
            edition.name(series.titles),
            edition.unit(series.unit),
            point.state,
            edition.party(point.state),
            point.year,
            point.value,
            point.censored,
            series.source,
            series.licence,
        ]
        for series in edition.dataset.indicators
        for point in series.points
    ]
    return sheet(
        edition,
        "indicators",
        rows,
        ("code", 16),
        ("indicator", 40),
        ("indicators.unit", 12),
        ("column.party_code", 8),
        ("column.state", 24),
        ("column.year", 8),
        ("column.value", 10),
        ("column.censored", 12),
        ("column.source", 40),
        ("column.licence", 30),
    )
