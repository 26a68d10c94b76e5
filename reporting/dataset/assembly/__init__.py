"""Assembles the frozen dataset of a report: once, for one audience, as of one moment.

Everything is counted from what the audience may read, and every count comes from one list of
outcomes (`tally`), so that no two numbers of a report can disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from commitments.models import AssemblySession, Commitment, Instrument, Paragraph, Party
from reporting.dataset.assembly import catalogue_facts as facts
from reporting.dataset.assembly import counts as tally
from reporting.dataset.assembly import follow_up, translations, trend
from reporting.dataset.assembly import indicators as series
from reporting.dataset.assembly import since_last_report as past
from reporting.dataset.assembly.records import AcceptedUpdate, Reading, last_known, read
from reporting.dataset.assembly.scope import Kind, ReportSubject, Scope, resolve
from reporting.dataset.schema import (
    SCHEMA,
    ComparedWith,
    Dataset,
    LevelCounts,
    ParagraphFacts,
    UpdateEntry,
)
from tracker.models import ReportingPeriod, RosterEntry

__all__ = ["assemble"]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is read once and used all over."""

    scope: Scope
    now: Reading
    earlier: Reading
    last_known: dict[int, AcceptedUpdate]
    owed: list[facts.ResponsibilityRow]
    commitments: list[Commitment]
    commitments_before: list[Commitment]
    parties: list[Party]

    @property
    def paragraph_of(self) -> dict[str, str]:
        return {c.code: c.paragraph.reference for c in self.commitments}

    @property
    def paragraph_before(self) -> dict[str, str]:
        """The paragraph of every commitment, those of the time before among them."""
        before = {c.code: c.paragraph.reference for c in self.commitments_before}
        return before | self.paragraph_of

    @property
    def party_codes(self) -> list[str]:
        return [party.code for party in self.parties]


def assemble(
    *,
    kind: str,
    instrument: Instrument,
    session: AssemblySession | None = None,
    period: ReportingPeriod | None = None,
    party: Party | None = None,
    paragraph: Paragraph | None = None,
    audience: str,
    as_of: datetime,
    asked_at: datetime | None = None,
) -> Dataset:
    """Return the dataset of a report; the same again whenever it is asked for the same.

    `as_of` must not lie ahead, or it would lift embargoes that still hold: `lifecycle.request` and
    the command see to that. `asked_at`, by default `as_of`: translations entered and reports
    issued by then are known to it.
    """
    subject = ReportSubject(
        kind=kind,
        instrument=instrument,
        session=session,
        period=period,
        party=party,
        paragraph=paragraph,
        audience=audience,
        as_of=as_of.astimezone(UTC),
        asked_at=asked_at or as_of,
    )
    dataset = _dataset(_read(resolve(subject)))
    return replace(dataset, since=past.since(subject, dataset))


def _read(scope: Scope) -> _Parts:
    now = read(scope, texts=True)
    owed = facts.responsibilities_in_force(scope.subject)
    commitments = {one.commitment for one in owed}
    parties = {one.party for one in owed}
    commitments |= _touched(now)
    parties |= {due.party for due in now.due} | {update.party for update in now.accepted.values()}
    if scope.subject.party is not None:
        # It has a name, too, where nothing is due from it.
        parties.add(scope.subject.party.code)
    earlier = read(scope.before(), texts=False)
    # What was retired since still counts in the period that it is of, as on its pages.
    only_before = _touched(earlier) - commitments
    return _Parts(
        scope=scope,
        now=now,
        earlier=earlier,
        last_known=last_known(scope),
        owed=owed,
        commitments=facts.commitments_in(scope.subject, commitments),
        commitments_before=facts.commitments_in(scope.subject, only_before),
        parties=facts.parties_in(parties),
    )


def _touched(reading: Reading) -> set[str]:
    """Return the codes of the commitments on which something was solicited or reported."""
    answered = {update.commitment for update in reading.accepted.values()}
    return {due.commitment for due in reading.due} | answered


def _dataset(parts: _Parts) -> Dataset:
    scope, subject, now = parts.scope, parts.scope.subject, parts.now
    codes = list(parts.paragraph_of)
    paragraphs = _paragraphs(parts)
    updates = follow_up.updates(
        subject,
        now,
        paragraph_of=parts.paragraph_of,
        parties=parts.party_codes,
        translated=translations.translated(subject, now),
    )
    undecided = _undecided(parts)
    actions = follow_up.actions(subject, codes, parts.party_codes)
    themes = facts.themes()
    session = subject.session or (scope.cycle.to_session if scope.cycle else None)
    return Dataset(
        schema=SCHEMA,
        kind=subject.kind,
        audience=subject.audience,
        as_of=facts.iso(subject.as_of),
        instrument=facts.instrument_facts(subject.instrument),
        session=facts.session_facts(session),
        from_session=facts.session_facts(scope.cycle.from_session if scope.cycle else None),
        subject_party=subject.party.code if subject.party else "",
        subject_paragraph=subject.paragraph.reference if subject.paragraph else "",
        periods=tuple(facts.period_facts(period, subject.as_of) for period in scope.periods),
        compared_with=_compared_with(scope),
        sample=_has_sample(parts) or any(action.sample for action in actions),
        counts=tally.count(now.counted),
        counts_before=_counts_before(parts),
        late=_late(updates, undecided),
        undecided=undecided,
        parties=tuple(
            facts.party_facts(party, now.roster.get(party.code), counts)
            for party, counts in zip(parts.parties, _counts_of_parties(parts), strict=True)
        ),
        themes=themes,
        paragraphs=paragraphs,
        matrix=tally.matrix(_frame(parts, paragraphs), now),
        fields=facts.fields(),
        updates=updates,
        moves=tally.moves(updates),
        silent=tally.silent(now, parts.party_codes, codes),
        duties=follow_up.duties(subject, parts.owed, parts.commitments, parts.last_known, now),
        actions=actions,
        cooperation=follow_up.cooperation(
            follow_up.in_order(now, codes, parts.party_codes), themes
        ),
        indicators=series.indicators(subject, [p.reference for p in paragraphs], codes),
        observations=follow_up.observations(scope, codes),
        reservations=follow_up.reservations(subject, codes),
        rubric=facts.rubric(),
        trend=trend.trend(scope),
    )


def _late(updates: Sequence[UpdateEntry], undecided: Sequence[str]) -> int:
    """Return how many of those that count as reported came late."""
    return sum(u.late for u in updates if u.solicited and u.party not in undecided)


def _compared_with(scope: Scope) -> ComparedWith | None:
    """Return what the report compares its counts with; None where there is nothing before."""
    if not scope.earlier:
        return None
    cycle = scope.subject.kind == Kind.ASSEMBLY
    return ComparedWith(
        kind="cycle" if cycle else "period",
        periods=tuple(period.key for period in scope.earlier),
        session=facts.session_facts(scope.earlier[-1].cycle.to_session) if cycle else None,
    )


def _has_sample(parts: _Parts) -> bool:
    return (
        any(period.sample for period in parts.scope.periods)
        or any(due.sample for due in parts.now.due)
        or any(update.sample for update in parts.now.accepted.values())
    )


def _undecided(parts: _Parts) -> tuple[str, ...]:
    subject = parts.scope.subject
    return tuple(
        sorted(
            code
            for code, entry in parts.now.roster.items()
            if entry.decision == RosterEntry.Decision.UNDECIDED
            and (subject.party is None or subject.party.code == code)
        )
    )


def _counts_before(parts: _Parts) -> LevelCounts | None:
    earlier = parts.earlier
    return tally.count(earlier.counted) if earlier.due else None


def _counts_of_parties(parts: _Parts) -> list[LevelCounts]:
    counts = tally.count_by(parts.now, lambda line: line.party)
    return [counts[party.code] for party in parts.parties]


def _paragraphs(parts: _Parts) -> tuple[ParagraphFacts, ...]:
    """Return the paragraphs reported on, in order, each with its commitments."""
    paragraph_of = parts.paragraph_before
    by_code, by_code_before = (
        tally.count_by(reading, lambda line: line.commitment)
        for reading in (parts.now, parts.earlier)
    )
    by_paragraph, by_paragraph_before = (
        tally.count_by(reading, lambda line: paragraph_of[line.commitment])
        for reading in (parts.now, parts.earlier)
    )
    groups: dict[Paragraph, list[Commitment]] = defaultdict(list)
    for commitment in parts.commitments:
        groups[commitment.paragraph].append(commitment)
    return tuple(
        facts.paragraph_facts(
            paragraph,
            [
                facts.commitment_facts(c, by_code[c.code], by_code_before.get(c.code))
                for c in commitments
            ],
            by_paragraph[paragraph.reference],
            by_paragraph_before.get(paragraph.reference),
        )
        for paragraph, commitments in groups.items()
    )


def _frame(parts: _Parts, paragraphs: Sequence[ParagraphFacts]) -> tally.MatrixFrame:
    paragraph_of = parts.paragraph_of
    return tally.MatrixFrame(
        rows=[paragraph.reference for paragraph in paragraphs],
        parties=[party.code for party in parts.parties if party.is_state],
        paragraph_of=paragraph_of,
        owed=frozenset((paragraph_of[one.commitment], one.party) for one in parts.owed),
    )
