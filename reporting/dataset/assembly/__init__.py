"""Assembles the frozen dataset of a report for one audience, as of one moment.

Everything is counted from what the audience may read, and every count from one list of outcomes
(`counting`), so that no two numbers of a report can disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from commitments.models import Commitment, Paragraph, Party
from reporting.dataset import schema
from reporting.dataset.assembly import (
    counting,
    facts,
    follow_up,
    indicators,
    since_last_report,
    trend,
    updates,
)
from reporting.dataset.assembly.records import AcceptedUpdate, Reading, last_known, read
from reporting.dataset.assembly.scope import Kind, ReportSubject, Scope, resolve
from tracker.models import RosterEntry

__all__ = ["assemble"]


@dataclass(frozen=True, slots=True)
class _Sources:
    """What is read from the database once and used in several parts of the dataset."""

    scope: Scope
    now: Reading
    earlier: Reading
    last_known: dict[int, AcceptedUpdate]
    responsibilities: list[facts.ResponsibilityRow]
    commitments: list[Commitment]
    commitments_before: list[Commitment]
    parties: list[Party]

    @property
    def paragraph_of(self) -> dict[str, str]:
        return {c.code: c.paragraph.reference for c in self.commitments}

    @property
    def paragraph_before(self) -> dict[str, str]:
        """The paragraph of every commitment, including those of the earlier periods."""
        before = {c.code: c.paragraph.reference for c in self.commitments_before}
        return before | self.paragraph_of

    @property
    def party_codes(self) -> list[str]:
        return [party.code for party in self.parties]


def assemble(subject: ReportSubject) -> schema.Dataset:
    """Return the dataset of a report; the same subject always gives the same dataset.

    `as_of` must not be in the future, or the report would disclose what is still under embargo;
    `report_request.check` ensures that.
    """
    subject = replace(subject, as_of=subject.as_of.astimezone(UTC))
    dataset = _dataset(_read(resolve(subject)))
    return replace(dataset, since=since_last_report.since(subject, dataset))


def _read(scope: Scope) -> _Sources:
    now = read(scope, texts=True)
    responsibilities = facts.responsibilities_in_force(scope.subject)
    commitments = {row.commitment for row in responsibilities} | _touched(now)
    parties = {row.party for row in responsibilities} | {record.party for record in now.records}
    if scope.subject.party is not None:
        # Its name is needed even if nothing is due from it.
        parties.add(scope.subject.party.code)
    earlier = read(scope.before(), texts=False)
    # Commitments retired since then still count in the earlier periods, as on the pages.
    only_before = _touched(earlier) - commitments
    return _Sources(
        scope=scope,
        now=now,
        earlier=earlier,
        last_known=last_known(scope),
        responsibilities=responsibilities,
        commitments=facts.commitments_in(scope.subject, commitments),
        commitments_before=facts.commitments_in(scope.subject, only_before),
        parties=facts.parties_in(parties),
    )


def _touched(reading: Reading) -> set[str]:
    """Return the codes of the commitments on which something was solicited or reported."""
    return {record.commitment for record in reading.records}


def _dataset(parts: _Sources) -> schema.Dataset:
    # Long, because a dataset has many parts: a line or two for each.
    scope, subject, now = parts.scope, parts.scope.subject, parts.now
    codes = list(parts.paragraph_of)
    paragraphs = _paragraphs(parts)
    accepted = updates.in_order(now, codes, parts.party_codes)
    entries = updates.updates(subject, now, accepted, parts.paragraph_of)
    actions = follow_up.actions(subject, codes, parts.party_codes)
    themes = facts.themes()
    counts = counting.count_by(now, lambda line: line.party)
    undecided = _undecided(parts)
    session = subject.session or (scope.cycle.to_session if scope.cycle else None)
    return schema.Dataset(
        schema=schema.SCHEMA,
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
        sample=any(row.sample for rows in (scope.periods, now.records, actions) for row in rows),
        counts=counting.count(now.counted),
        counts_before=counting.count(parts.earlier.counted) if parts.earlier.due else None,
        late=sum(u.late for u in entries if u.solicited and u.party not in undecided),
        undecided=undecided,
        parties=tuple(
            facts.party_facts(party, now.roster.get(party.code), counts[party.code])
            for party in parts.parties
        ),
        themes=themes,
        paragraphs=paragraphs,
        matrix=counting.matrix(_frame(parts, paragraphs), now),
        fields=facts.fields(),
        updates=entries,
        moves=counting.moves(entries),
        silent=counting.silent(now, parts.party_codes, codes),
        duties=follow_up.duties(
            subject, parts.responsibilities, parts.commitments, parts.last_known, now
        ),
        actions=actions,
        cooperation=follow_up.cooperation(accepted, themes),
        indicators=indicators.indicators(subject, [p.reference for p in paragraphs], codes),
        observations=follow_up.observations(scope, codes),
        reservations=follow_up.reservations(subject, codes),
        rubric=facts.rubric(),
        trend=trend.trend(scope),
    )


def _compared_with(scope: Scope) -> schema.ComparedWith | None:
    """Return the periods that the counts are compared with; None if there are none."""
    if not scope.earlier:
        return None
    cycle = scope.subject.kind == Kind.ASSEMBLY
    return schema.ComparedWith(
        kind="cycle" if cycle else "period",
        periods=tuple(period.key for period in scope.earlier),
        session=facts.session_facts(scope.earlier[-1].cycle.to_session) if cycle else None,
    )


def _undecided(parts: _Sources) -> tuple[str, ...]:
    subject = parts.scope.subject
    return tuple(
        sorted(
            code
            for code, entry in parts.now.roster.items()
            if entry.decision == RosterEntry.Decision.UNDECIDED
            and (subject.party is None or subject.party.code == code)
        )
    )


def _paragraphs(parts: _Sources) -> tuple[schema.ParagraphFacts, ...]:
    """Return the paragraphs reported on, in order, each with its commitments."""
    paragraph_of = parts.paragraph_before
    readings = (parts.now, parts.earlier)
    by_code, by_code_before = (
        counting.count_by(reading, lambda line: line.commitment) for reading in readings
    )
    by_paragraph, by_paragraph_before = (
        counting.count_by(reading, lambda line: paragraph_of[line.commitment])
        for reading in readings
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


def _frame(parts: _Sources, paragraphs: Sequence[schema.ParagraphFacts]) -> counting.MatrixFrame:
    paragraph_of = parts.paragraph_of
    return counting.MatrixFrame(
        rows=[paragraph.reference for paragraph in paragraphs],
        parties=[party.code for party in parts.parties if party.is_state],
        paragraph_of=paragraph_of,
        owed=frozenset((paragraph_of[row.commitment], row.party) for row in parts.responsibilities),
    )
