"""The sheets of records: a row for each thing."""

from __future__ import annotations

from reporting.documents.edition import Edition
from reporting.documents.layouts.cooperation import theme_name
from reporting.documents.xlsx.sheets.columns import COUNTED, Sheet, Value, counted, day, sheet, yes


def commitments(edition: Edition) -> Sheet:
    """Return every commitment with its counts."""
    words = edition.words
    rows: list[list[Value]] = [
        [
            c.code,
            c.paragraph,
            edition.name(c.titles),
            " … ".join(filter(None, [c.lead_in, c.quote, c.tail])),
            words.by_key(f"tracking.{c.tracking}"),
            words.by_key(f"nature.{c.nature}"),
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
            words.by_key(f"kind.{party.kind}"),
            words.by_key(f"decision.{party.decision}") if party.decision else "–",
            words.by_key(f"standing.{party.standing}") if party.standing else "",
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
            words.by_key(f"kind.{a.kind}"),
            words.by_key(f"status.{a.status}"),
            a.percent / 100,
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
        ("language", 11),
        ("sheet.commitments", 16),
        ("action.kind", 14),
        ("action.status", 13),
        ("action.percent", 10),
        ("column.starts", 11),
        ("action.due", 11),
        ("column.overdue", 10),
        ("action.cost", 14),
        ("column.currency", 9),
        ("column.sample", 11),
    )


def indicators(edition: Edition) -> Sheet:
    """Return every value of every series."""
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
        ("column.value", 12),
        ("column.censored", 13),
        ("column.source", 60),
        ("column.licence", 46),
    )


def duties(edition: Edition) -> Sheet:
    """Return what bodies owe, against its deadline."""
    words = edition.words
    rows: list[list[Value]] = []
    for duty in edition.dataset.duties:
        commitment = edition.commitments.get(duty.commitment)
        said = edition.updates_by_pair.get((duty.party, duty.commitment), [])
        rows.append(
            [
                duty.commitment,
                edition.name(commitment.titles) if commitment else "",
                duty.party,
                edition.party(duty.party),
                edition.session(duty.deadline) if duty.deadline else "",
                yes(edition, duty.past_deadline),
                words.by_key(f"duties.rubric.{duty.rubric}"),
                day(duty.discharged_on),
                duty.discharge_basis,
                yes(edition, bool(duty.rubric) and any(update.sample for update in said)),
            ]
        )
    return sheet(
        edition,
        "duties",
        rows,
        ("column.commitment_code", 13),
        ("commitment", 44),
        ("column.party_code", 8),
        ("party", 30),
        ("duties.deadline", 40),
        ("column.past", 13),
        ("duties.stands", 16),
        ("column.discharged_on", 13),
        ("column.basis", 34),
        ("column.sample", 11),
    )
