"""The sheets with a row for each record: commitments, parties, actions, cooperation, and others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from reporting.dataset.schema import (
    ActionEntry,
    CommitmentFacts,
    CooperationEntry,
    Duty,
    PartyFacts,
    TrendPoint,
)
from reporting.documents.edition import Edition
from reporting.documents.layouts.cooperation import could_meet, theme_name
from reporting.documents.text import sort_key
from reporting.documents.xlsx.sheets.columns import (
    COUNTED,
    Fields,
    Sheet,
    Value,
    day,
    last_day_covered,
    records,
    sheet,
    yes,
)


def trend(edition: Edition) -> Sheet:
    """Return each period, counted separately."""
    fields: Fields[TrendPoint] = [
        ("column.period", 10, lambda point: point.period),
        ("column.covers_to", 13, lambda point: last_day_covered(point.covers_to)),
        ("column.session_key", 12, lambda point: point.session),
        *COUNTED,
        ("column.sample", 11, lambda point: yes(edition, point.sample)),
    ]
    return records(edition, "trend", edition.dataset.trend, fields)


def commitments(edition: Edition) -> Sheet:
    """Return every commitment with its counts."""
    words = edition.words
    fields: Fields[CommitmentFacts] = [
        ("code", 8, lambda c: c.code),
        ("matrix.paragraph", 10, lambda c: c.paragraph),
        ("commitment", 44, lambda c: edition.name(c.titles)),
        ("column.quote", 60, lambda c: " … ".join(filter(None, [c.lead_in, c.quote, c.tail]))),
        ("column.tracking", 11, lambda c: words.by_key(f"tracking.{c.tracking}")),
        ("column.nature", 11, lambda c: words.by_key(f"nature.{c.nature}")),
        ("duties.deadline", 22, lambda c: edition.session_number(c.deadline) if c.deadline else ""),
        ("column.themes", 30, lambda c: "; ".join(theme_name(edition, t) for t in c.themes)),
        *COUNTED,
    ]
    return records(edition, "commitments", edition.commitments.values(), fields)


def parties(edition: Edition) -> Sheet:
    """Return every party with its line of the roster and its counts."""
    words = edition.words
    fields: Fields[PartyFacts] = [
        ("code", 8, lambda p: p.code),
        ("column.name", 30, lambda p: edition.party(p.code)),
        ("column.kind", 14, lambda p: words.by_key(f"kind.{p.kind}")),
        (
            "roster.decision",
            12,
            lambda p: words.by_key(f"decision.{p.decision}") if p.decision else "–",
        ),
        (
            "roster.standing",
            16,
            lambda p: words.by_key(f"standing.{p.standing}") if p.standing else "",
        ),
        ("roster.reason", 30, lambda p: p.reason),
        *COUNTED,
    ]
    codes = edition.by_name(edition.parties)
    return records(edition, "parties", (edition.parties[code] for code in codes), fields)


def actions(edition: Edition) -> Sheet:
    """Return every follow-up action."""
    words = edition.words
    fields: Fields[ActionEntry] = [
        ("column.party_code", 8, lambda a: a.party),
        ("party", 24, lambda a: edition.party(a.party)),
        ("action", 40, lambda a: a.title),
        ("column.text", 60, lambda a: a.description),
        ("language", 11, lambda a: edition.language_name(a.language)),
        ("sheet.commitments", 16, lambda a: ", ".join(a.commitments)),
        ("action.kind", 14, lambda a: words.by_key(f"kind.{a.kind}")),
        ("action.status", 13, lambda a: words.by_key(f"status.{a.status}")),
        ("action.percent", 10, lambda a: a.percent / 100),
        ("column.starts", 11, lambda a: day(a.starts_on)),
        ("action.due", 11, lambda a: day(a.due_on)),
        ("column.overdue", 10, lambda a: yes(edition, a.overdue)),
        ("action.cost", 14, lambda a: float(a.cost) if a.cost else None),
        ("column.currency", 9, lambda a: a.currency),
        ("column.sample", 11, lambda a: yes(edition, a.sample)),
    ]
    return records(edition, "actions", edition.dataset.actions, fields)


def cooperation(edition: Edition) -> Sheet:
    """Return every request for cooperation and every offer."""
    fields: Fields[CooperationEntry] = [
        ("column.direction", 14, lambda e: edition.words.by_key(f"cooperation.{e.direction}")),
        ("column.theme", 28, lambda e: theme_name(edition, e.theme)),
        ("column.party_code", 8, lambda e: e.party),
        ("party", 24, lambda e: edition.party(e.party)),
        ("column.commitment_code", 13, lambda e: e.commitment),
        ("column.text", 70, lambda e: e.text),
        ("language", 11, lambda e: edition.language_name(e.language)),
        ("column.sample", 11, lambda e: yes(edition, e.sample)),
    ]
    return records(edition, "cooperation", edition.dataset.cooperation, fields)


def matched(edition: Edition) -> Sheet:
    """Return each theme with the parties that request cooperation on it and those that offer it."""
    by_theme: dict[str, list[CooperationEntry]] = defaultdict(list)
    for entry in edition.dataset.cooperation:
        by_theme[entry.theme].append(entry)
    named = {theme: theme_name(edition, theme) for theme in by_theme}
    themes = sorted(named, key=lambda theme: sort_key(named[theme], edition.words.language))

    def number(direction: str) -> Callable[[str], Value]:
        return lambda theme: sum(e.direction == direction for e in by_theme[theme])

    def names(direction: str) -> Callable[[str], Value]:
        return lambda theme: "; ".join(
            edition.party(party)
            for party in edition.by_name(
                {e.party for e in by_theme[theme] if e.direction == direction}
            )
        )

    fields: Fields[str] = [
        ("column.theme", 30, named.__getitem__),
        ("column.needed", 11, number("needed")),
        ("column.needed_by", 50, names("needed")),
        ("column.offered", 11, number("offered")),
        ("column.offered_by", 50, names("offered")),
        ("column.meet", 14, lambda theme: yes(edition, could_meet(by_theme[theme]))),
        ("column.sample", 11, lambda theme: yes(edition, any(e.sample for e in by_theme[theme]))),
    ]
    return records(edition, "matched", themes, fields)


def duties(edition: Edition) -> Sheet:
    """Return the duties of bodies with their deadlines."""
    words = edition.words
    fields: Fields[Duty] = [
        ("column.commitment_code", 13, lambda d: d.commitment),
        ("commitment", 44, lambda d: edition.title(d.commitment)),
        ("column.party_code", 8, lambda d: d.party),
        ("party", 30, lambda d: edition.party(d.party)),
        ("duties.deadline", 40, lambda d: edition.session(d.deadline) if d.deadline else ""),
        ("column.past", 13, lambda d: yes(edition, d.past_deadline)),
        ("duties.stands", 16, lambda d: words.by_key(f"duties.rubric.{d.rubric}")),
        ("column.discharged_on", 13, lambda d: day(d.discharged_on)),
        ("column.basis", 34, lambda d: d.discharge_basis),
        ("column.sample", 11, lambda d: yes(edition, edition.is_sample(d))),
    ]
    return records(edition, "duties", edition.dataset.duties, fields)


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
