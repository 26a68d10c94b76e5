"""The part of a report that comes from the catalogue: commitments, responsibilities, deadlines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Q
from django.utils.translation import override

from commitments.foundation.errors import Words
from commitments.models import (
    AssemblySession,
    Commitment,
    Instrument,
    Language,
    Paragraph,
    Party,
    Responsibility,
    Theme,
)
from reporting.dataset import schema
from reporting.dataset.assembly.scope import ReportSubject
from tracker.fields import UPDATE, ReportPart
from tracker.models import ReportingPeriod, RosterEntry
from tracker.updates.rules.outcomes import is_closed
from tracker.updates.rules.rubric import RUBRIC


def names(by_language: Mapping[str, object]) -> schema.Names:
    """Return the names by language, without empty ones."""
    return {str(code): str(name) for code, name in by_language.items() if name}


def iso(moment: datetime) -> str:
    """Return a moment as text, in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def iso_day(day: date | None) -> str | None:
    """Return a day as text, None for none."""
    return day.isoformat() if day is not None else None


def in_all_languages(words: Words) -> schema.Names:
    """Return translatable words in every language of the product."""
    translated: schema.Names = {}
    for code in Language.values:
        with override(code):
            translated[code] = str(words)
    return translated


def session_facts(session: AssemblySession | None) -> schema.SessionFacts | None:
    """Return a session, None for none."""
    return _session(session) if session is not None else None


def _session(session: AssemblySession) -> schema.SessionFacts:
    return schema.SessionFacts(
        key=session.key,
        number=session.number,
        kind=session.kind,
        roman=session.roman,
        symbol_suffix=session.symbol_suffix,
        place=session.place,
        starts_on=iso_day(session.starts_on),
        ends_on=iso_day(session.ends_on),
    )


def instrument_facts(instrument: Instrument) -> schema.InstrumentFacts:
    """Return the instrument, and which text of it the paragraphs quote."""
    text = (
        Paragraph.objects.filter(instrument=instrument)
        .order_by("start")
        .values_list("text__language", "text__sha256")
        .first()
    )
    language, sha256 = text or ("", "")
    return schema.InstrumentFacts(
        key=instrument.key,
        symbol=instrument.symbol,
        titles=names(instrument.titles),
        titles_status=names(instrument.titles_status),
        adopted_on=instrument.adopted_on.isoformat(),
        adopted_at=instrument.adopted_at,
        session=_session(instrument.session),
        text_language=language,
        text_sha256=sha256,
    )


def period_facts(period: ReportingPeriod, as_of: datetime) -> schema.PeriodFacts:
    """Return a period, with its state at `as_of`."""
    closed = is_closed(closes_at=period.closes_at, closed_at=period.closed_at, at=as_of)
    return schema.PeriodFacts(
        key=period.key,
        covers_from=period.covers_from.isoformat(),
        covers_to=period.covers_to.isoformat(),
        opens_at=iso(period.opens_at),
        due_at=iso(period.due_at),
        closes_at=iso(period.closes_at),
        state=ReportingPeriod.State.CLOSED if closed else ReportingPeriod.State.OPEN,
    )


@dataclass(frozen=True, slots=True)
class ResponsibilityRow:
    """An addressee's responsibility, as plain values because there are thousands."""

    responsibility: int
    commitment: str
    party: str
    discharged_on: date | None
    discharge_basis: str


def responsibilities_in_force(subject: ReportSubject) -> list[ResponsibilityRow]:
    """Return the responsibilities of addressees in force on the report's day, by party."""
    in_force = Responsibility.objects.addressees().filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=subject.day),
        subject.condition(),
        commitment__instrument=subject.instrument,
        valid_from__lte=subject.day,
    )
    rows = in_force.order_by().values_list(
        "pk", "commitment__code", "party__code", "discharged_on", "discharge_basis"
    )
    return sorted((ResponsibilityRow(*row) for row in rows), key=lambda row: row.party)


def commitments_in(subject: ReportSubject, touched: Collection[str]) -> list[Commitment]:
    """Return the commitments `touched`, in the instrument's order, with themes and indicators."""
    return list(
        Commitment.objects.filter(instrument=subject.instrument, code__in=touched)
        .select_related("paragraph", "deadline")
        .prefetch_related("themes", "indicators")
        .order_by("position")
    )


def commitment_facts(
    commitment: Commitment, counts: schema.LevelCounts, before: schema.LevelCounts | None
) -> schema.CommitmentFacts:
    """Return a commitment with its counts."""
    return schema.CommitmentFacts(
        code=commitment.code,
        paragraph=commitment.paragraph.reference,
        titles=names(commitment.titles),
        lead_in=commitment.lead_in,
        quote=commitment.quote,
        tail=commitment.tail,
        tracking=commitment.tracking,
        nature=commitment.nature,
        deadline=session_facts(commitment.deadline),
        deadline_words=commitment.deadline_words,
        themes=tuple(sorted(theme.key for theme in commitment.themes.all())),
        evidence_expected=tuple(str(item["en"]) for item in commitment.evidence_expected),
        indicators=tuple(sorted(row.code for row in commitment.indicators.all())),
        counts=counts,
        counts_before=before,
    )


def paragraph_facts(
    paragraph: Paragraph,
    commitments: Sequence[schema.CommitmentFacts],
    counts: schema.LevelCounts,
    before: schema.LevelCounts | None,
) -> schema.ParagraphFacts:
    """Return a paragraph with its commitments and counts."""
    return schema.ParagraphFacts(
        reference=paragraph.reference,
        number=paragraph.number,
        headlines=names(paragraph.headlines),
        verb_kind=paragraph.verb_kind,
        text=paragraph.quote,
        note=paragraph.note,
        commitments=tuple(commitments),
        counts=counts,
        counts_before=before,
    )


def parties_in(codes: Collection[str]) -> list[Party]:
    """Return these parties: states first, then bodies, each by code."""
    # Sorted here, since a database sorts text by its own locale.
    return sorted(
        Party.objects.filter(code__in=codes), key=lambda party: (not party.is_state, party.code)
    )


def party_facts(
    party: Party, entry: RosterEntry | None, counts: schema.LevelCounts
) -> schema.PartyFacts:
    """Return a party with its line in the roster, if it has one, and its counts."""
    return schema.PartyFacts(
        code=party.code,
        kind=party.kind,
        names=names(party.names),
        acronyms=names(party.acronyms),
        subregion=party.subregion,
        decision=entry.decision if entry else "",
        standing=entry.standing if entry else "",
        reason=entry.reason if entry else "",
        counts=counts,
    )


def themes() -> dict[str, schema.Names]:
    """Return the names of every theme: an update may name one its commitment does not have."""
    themes = sorted(Theme.objects.all(), key=lambda theme: theme.key)
    return {theme.key: names(theme.names) for theme in themes}


def fields() -> tuple[schema.FieldFacts, ...]:
    """Return the fields of an update that reports print, with their labels in every language."""
    return tuple(
        schema.FieldFacts(
            name=field.name,
            names=in_all_languages(field.label),
            kind=field.kind.value,
            narrative=field.narrative,
            lead=field.lead,
            compared=field.compared,
            documents=tuple(part.value for part in ReportPart if part in field.documents),
        )
        for field in UPDATE.passages
        if field.documents
    )


def rubric() -> tuple[schema.RubricLine, ...]:
    """Return what each level means, in every language."""
    return tuple(
        schema.RubricLine(
            level=line.level,
            names=in_all_languages(line.name),
            meanings=in_all_languages(line.meaning),
        )
        for line in RUBRIC
    )
