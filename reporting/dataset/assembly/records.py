"""What was due and what was reported in a scope, as of its moment, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery

from reporting.dataset.assembly.scope import ReportSubject, Scope
from tracker.models import (
    CONTENT_FIELDS,
    Decision,
    ProgressUpdate,
    ReportingPeriod,
    RosterEntry,
    Verb,
)
from tracker.updates.rules.outcomes import Outcome, OutcomeFacts, is_closed, is_overdue, outcome_of


@dataclass(frozen=True, slots=True)
class Due:
    """A responsibility with a solicited update, in the last period in which it was solicited.

    `in_hand`: an update of it in any period of the scope is submitted and not decided.
    """

    responsibility: int
    party: str
    commitment: str
    due_at: datetime
    closed: bool
    in_hand: bool
    undecided: bool
    sample: bool


@dataclass(frozen=True, slots=True)
class PreviousUpdate:
    """The previous accepted update: its period, and its level where the audience may read it."""

    period: str
    level: int | None


@dataclass(frozen=True, slots=True)
class AcceptedUpdate:
    """The last revision accepted by then. `fields` is empty if the audience may not read it.

    `before`: the party's previous accepted update on the commitment, of an earlier period.
    """

    responsibility: int
    party: str
    commitment: str
    readable: bool
    level: int | None
    sample: bool
    before: PreviousUpdate | None
    fields: Mapping[str, Any]

    @property
    def level_before(self) -> int | None:
        """Return the level before, None where there is none or it may not be read."""
        return self.before.level if self.before is not None else None

    @property
    def period_before(self) -> str:
        """Return the period of the level before, "" where there is none to compare with."""
        if self.before is None or self.before.level is None:
            return ""
        return self.before.period


@dataclass(frozen=True, slots=True)
class Counted:
    """The outcome of one responsibility: the unit of every count."""

    party: str
    commitment: str
    outcome: Outcome
    level: int | None = None
    level_before: int | None = None
    overdue: bool = False


@dataclass(frozen=True)
class Reading:
    """All records of a scope. `accepted`, by responsibility, includes voluntary updates."""

    at: datetime
    due: tuple[Due, ...]
    accepted: Mapping[int, AcceptedUpdate]
    roster: Mapping[str, RosterEntry] = field(default_factory=dict)

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """The units of every count, each responsibility once."""
        asked = {due.responsibility for due in self.due}
        lines = [self._count(due, self.accepted.get(due.responsibility)) for due in self.due]
        lines += [
            self._count(None, update) for key, update in self.accepted.items() if key not in asked
        ]
        return tuple(line for line in lines if line is not None)

    def _count(self, due: Due | None, update: AcceptedUpdate | None) -> Counted | None:
        facts = OutcomeFacts(
            solicited=due is not None,
            undecided=due is not None and due.undecided,
            accepted=update is not None,
            readable=update is not None and update.readable,
            in_hand=due is not None and due.in_hand,
            closed=due is not None and due.closed,
        )
        outcome, about = outcome_of(facts), due or update
        if outcome is None or about is None:
            return None
        return Counted(
            party=about.party,
            commitment=about.commitment,
            outcome=outcome,
            level=update.level if update is not None else None,
            level_before=update.level_before if update is not None else None,
            overdue=due is not None and is_overdue(outcome, due_at=due.due_at, at=self.at),
        )


_KEYS: Final = {
    "responsibility": "update__responsibility_id",
    "party": "update__party__code",
    "commitment": "update__commitment__code",
    "sample": "update__sample",
    "level": "revision__level",
    "visibility": "revision__visibility",
    "embargo_until": "revision__embargo_until",
}
_TEXT: Final = {
    "revision": "revision_id",
    "period": "update__period__key",
    "due_at": "update__period__due_at",
    "first_submitted_at": "update__first_submitted_at",
    "number": "revision__number",
    "submitted_at": "revision__submitted_at",
    "channel": "revision__channel",
    "channel_document": "revision__channel_document",
    "evidence": "revision__evidence",
    "actions": "revision__actions",
    **{name: f"revision__{name}" for name in CONTENT_FIELDS},
}


def read(scope: Scope, *, texts: bool) -> Reading:
    """Return the reading of a scope; with `texts`, the full texts and the previous updates."""
    roster = _roster(scope.last)
    decisions = _latest(acceptances(scope.subject).filter(update__period__in=scope.periods))
    before = _before(decisions, scope.subject) if texts else {}
    rows = _accepted_updates(decisions, scope.subject, before, _TEXT if texts else {})
    return Reading(
        at=scope.subject.as_of,
        due=tuple(_due(scope, roster)),
        accepted={row.responsibility: row for row in rows},
        roster=roster,
    )


def last_known(scope: Scope) -> dict[int, AcceptedUpdate]:
    """Return by responsibility what was accepted last, of any period up to the last one covered."""
    if scope.last is None:
        return {}
    decisions = _latest(
        acceptances(scope.subject).filter(update__covers_from__lte=scope.last.covers_from)
    )
    return {row.responsibility: row for row in _accepted_updates(decisions, scope.subject, {}, {})}


def acceptances(subject: ReportSubject) -> QuerySet[Decision]:
    """Return every acceptance by `as_of` within the subject of the report."""
    return decisions_on(subject).filter(verb=Verb.ACCEPT, revision__isnull=False)


def decisions_on(subject: ReportSubject) -> QuerySet[Decision]:
    """Return every decision by `as_of` within the subject of the report.

    It does not read the current state of updates, so that the result stays the same later.
    """
    decisions = Decision.objects.filter(
        at__lte=subject.as_of, update__instrument=subject.instrument
    )
    if subject.party is not None:
        decisions = decisions.filter(update__party=subject.party)
    if subject.paragraph is not None:
        decisions = decisions.filter(update__commitment__paragraph=subject.paragraph)
    return decisions


_LATEST_FIRST: Final = ("-update__covers_from", "-update__period_id", "-revision__number", "-pk")


def _latest(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Return the last acceptance of each responsibility."""
    return decisions.order_by("update__responsibility_id", *_LATEST_FIRST).distinct(
        "update__responsibility_id"
    )


def _before(decisions: QuerySet[Decision], subject: ReportSubject) -> dict[int, PreviousUpdate]:
    """Return, by responsibility, the acceptance before that of each of these `decisions`."""
    earlier = (
        acceptances(subject)
        .filter(
            update__responsibility=OuterRef("update__responsibility"),
            update__covers_from__lt=OuterRef("update__covers_from"),
        )
        .order_by(*_LATEST_FIRST)
        .values("pk")[:1]
    )
    reader = subject.reader
    found = decisions.annotate(earlier=Subquery(earlier)).values_list("earlier", flat=True)
    rows = Decision.objects.filter(pk__in=[pk for pk in found if pk is not None]).values_list(
        "update__responsibility_id",
        "update__period__key",
        "revision__level",
        "revision__visibility",
        "revision__embargo_until",
    )
    return {
        responsibility: PreviousUpdate(
            period, level if reader.reads_as_others(visibility, embargo_until) else None
        )
        for responsibility, period, level, visibility, embargo_until in rows
    }


def _accepted_updates(
    decisions: QuerySet[Decision],
    subject: ReportSubject,
    before: Mapping[int, PreviousUpdate],
    extra: Mapping[str, str],
) -> Iterable[AcceptedUpdate]:
    names = {**_KEYS, **extra}
    reader = subject.reader
    for values in decisions.values_list(*names.values()):
        row = dict(zip(names, values, strict=True))
        readable = reader.reads_as_others(row["visibility"], row["embargo_until"])
        yield AcceptedUpdate(
            responsibility=row["responsibility"],
            party=row["party"],
            commitment=row["commitment"],
            readable=readable,
            level=row["level"] if readable else None,
            sample=row["sample"],
            before=before.get(row["responsibility"]),
            fields={name: row[name] for name in extra} if readable else {},
        )


def _due(scope: Scope, roster: Mapping[str, RosterEntry]) -> Iterable[Due]:
    """Yield each solicited responsibility once."""
    undecided = {
        code for code, entry in roster.items() if entry.decision == RosterEntry.Decision.UNDECIDED
    }
    in_hand = set(
        submitted(scope.subject, scope.periods).values_list("update__responsibility_id", flat=True)
    )
    latest: dict[int, Mapping[str, Any]] = {}
    for row in _solicited(scope):
        latest[row["responsibility_id"]] = row
    for responsibility, row in latest.items():
        yield Due(
            responsibility=responsibility,
            party=row["party__code"],
            commitment=row["commitment__code"],
            due_at=row["period__due_at"],
            closed=is_closed(
                closes_at=row["period__closes_at"],
                closed_at=row["period__closed_at"],
                at=scope.subject.as_of,
            ),
            in_hand=responsibility in in_hand,
            undecided=row["party__code"] in undecided,
            sample=row["sample"],
        )


def solicited(
    subject: ReportSubject, periods: Collection[ReportingPeriod]
) -> QuerySet[ProgressUpdate]:
    """Return the solicited updates of these periods within the subject of the report."""
    updates = ProgressUpdate.objects.solicited().filter(
        period__in=periods, instrument=subject.instrument
    )
    if subject.party is not None:
        updates = updates.filter(party=subject.party)
    if subject.paragraph is not None:
        updates = updates.filter(commitment__paragraph=subject.paragraph)
    return updates


def submitted(subject: ReportSubject, periods: Collection[ReportingPeriod]) -> QuerySet[Decision]:
    """Return the submissions in these periods that were not decided by `as_of`."""
    last = (
        decisions_on(subject)
        .filter(update__period__in=periods)
        .order_by("update_id", "-at", "-pk")
        .distinct("update_id")
    )
    return Decision.objects.filter(pk__in=last.values("pk"), verb=Verb.SUBMIT).order_by()


def _solicited(scope: Scope) -> Iterable[Mapping[str, Any]]:
    return (
        solicited(scope.subject, scope.periods)
        .order_by("covers_from", "period_id", "responsibility_id")
        .values(
            "responsibility_id",
            "party__code",
            "commitment__code",
            "period__due_at",
            "period__closes_at",
            "period__closed_at",
            "sample",
        )
    )


def _roster(period: ReportingPeriod | None) -> dict[str, RosterEntry]:
    if period is None:
        return {}
    return {
        entry.party.code: entry
        for entry in RosterEntry.objects.filter(period=period).select_related("party")
    }
