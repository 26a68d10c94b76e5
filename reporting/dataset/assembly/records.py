"""What was due and what was reported in a scope, as of its moment, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
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
class AcceptedUpdate:
    """The last revision accepted by then. `fields` is empty if the audience may not read it.

    `level_before`, `period_before`: of the party's previous accepted update on the commitment, in
    an earlier period; None and "" where there is none to compare with, or it may not be read.
    """

    responsibility: int
    party: str
    commitment: str
    readable: bool
    level: int | None
    sample: bool
    level_before: int | None
    period_before: str
    fields: Mapping[str, Any]


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

    @property
    def records(self) -> list[Due | AcceptedUpdate]:
        """Everything that was solicited or accepted."""
        return [*self.due, *self.accepted.values()]

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """The units of every count, each responsibility once."""
        solicited = {due.responsibility for due in self.due}
        lines = [self._count(due, self.accepted.get(due.responsibility)) for due in self.due]
        lines += [
            self._count(None, update)
            for responsibility, update in self.accepted.items()
            if responsibility not in solicited
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


_LATEST_FIRST: Final = ("-update__covers_from", "-update__period_id", "-revision__number", "-pk")


def read(scope: Scope, *, texts: bool) -> Reading:
    """Return the reading of a scope; with `texts`, the full texts and the previous updates."""
    entries = RosterEntry.objects.filter(period__in=scope.periods[-1:]).select_related("party")
    roster = {entry.party.code: entry for entry in entries}
    decisions = acceptances(scope.subject).filter(update__period__in=scope.periods)
    return Reading(
        at=scope.subject.as_of,
        due=tuple(_due(scope, roster)),
        accepted=_last_accepted(decisions, scope.subject, texts=texts),
        roster=roster,
    )


def last_known(scope: Scope) -> dict[int, AcceptedUpdate]:
    """Return by responsibility what was accepted last, of any period up to the last one covered."""
    if scope.last is None:
        return {}
    decisions = acceptances(scope.subject).filter(update__covers_from__lte=scope.last.covers_from)
    return _last_accepted(decisions, scope.subject, texts=False)


def acceptances(subject: ReportSubject) -> QuerySet[Decision]:
    """Return every acceptance by `as_of` within the subject of the report."""
    return _decisions(subject).filter(verb=Verb.ACCEPT, revision__isnull=False)


def _decisions(subject: ReportSubject) -> QuerySet[Decision]:
    """Return every decision by `as_of` within the subject of the report.

    It does not read the current state of updates, so that the result stays the same later.
    """
    return Decision.objects.filter(
        subject.condition("update__"),
        at__lte=subject.as_of,
        update__instrument=subject.instrument,
    )


def solicited(
    subject: ReportSubject, periods: Collection[ReportingPeriod]
) -> QuerySet[ProgressUpdate]:
    """Return the solicited updates of these periods within the subject of the report."""
    return ProgressUpdate.objects.solicited().filter(
        subject.condition(), period__in=periods, instrument=subject.instrument
    )


def submitted(subject: ReportSubject, periods: Collection[ReportingPeriod]) -> QuerySet[Decision]:
    """Return the submissions in these periods that were not decided by `as_of`."""
    last = (
        _decisions(subject)
        .filter(update__period__in=periods)
        .order_by("update_id", "-at", "-pk")
        .distinct("update_id")
    )
    return Decision.objects.filter(pk__in=last.values("pk"), verb=Verb.SUBMIT).order_by()


def _last_accepted(
    decisions: QuerySet[Decision], subject: ReportSubject, *, texts: bool
) -> dict[int, AcceptedUpdate]:
    """Return the last of these acceptances by responsibility; with `texts`, as `read` does."""
    last = decisions.order_by("update__responsibility_id", *_LATEST_FIRST).distinct(
        "update__responsibility_id"
    )
    before = _levels_before(last, subject) if texts else {}
    extra = _TEXT if texts else {}
    names = {**_KEYS, **extra}
    found = {}
    for values in last.values_list(*names.values()):
        row = dict(zip(names, values, strict=True))
        readable = subject.reader.reads_as_others(row["visibility"], row["embargo_until"])
        responsibility = row["responsibility"]
        level_before, period_before = before.get(responsibility, (None, ""))
        found[responsibility] = AcceptedUpdate(
            responsibility=responsibility,
            party=row["party"],
            commitment=row["commitment"],
            readable=readable,
            level=row["level"] if readable else None,
            sample=row["sample"],
            level_before=level_before,
            period_before=period_before,
            fields={name: row[name] for name in extra} if readable else {},
        )
    return found


def _levels_before(
    decisions: QuerySet[Decision], subject: ReportSubject
) -> dict[int, tuple[int | None, str]]:
    """Return (level, period) of the acceptance before each of these, by responsibility.

    Only of those that have a level, and that the audience may read.
    """
    earlier = (
        acceptances(subject)
        .filter(
            update__responsibility=OuterRef("update__responsibility"),
            update__covers_from__lt=OuterRef("update__covers_from"),
        )
        .order_by(*_LATEST_FIRST)
        .values("pk")[:1]
    )
    found = decisions.annotate(earlier=Subquery(earlier)).values_list("earlier", flat=True)
    rows = Decision.objects.filter(
        pk__in=[pk for pk in found if pk is not None], revision__level__isnull=False
    ).values_list(
        "update__responsibility_id",
        "revision__level",
        "update__period__key",
        "revision__visibility",
        "revision__embargo_until",
    )
    return {
        responsibility: (level, period)
        for responsibility, level, period, visibility, embargo_until in rows
        if subject.reader.reads_as_others(visibility, embargo_until)
    }


def _due(scope: Scope, roster: Mapping[str, RosterEntry]) -> Iterator[Due]:
    """Yield each solicited responsibility once, as in the last period that solicited it."""
    undecided = RosterEntry.Decision.UNDECIDED
    in_hand = set(
        submitted(scope.subject, scope.periods).values_list("update__responsibility_id", flat=True)
    )
    rows = (
        solicited(scope.subject, scope.periods)
        .order_by("covers_from", "period_id", "responsibility_id")
        .values_list("responsibility_id", "party__code", "commitment__code", "sample", "period_id")
    )
    periods = {period.pk: period for period in scope.periods}
    latest = {row[0]: row for row in rows}
    for responsibility, party, commitment, sample, period_id in latest.values():
        period = periods[period_id]
        yield Due(
            responsibility=responsibility,
            party=party,
            commitment=commitment,
            due_at=period.due_at,
            closed=is_closed(
                closes_at=period.closes_at, closed_at=period.closed_at, at=scope.subject.as_of
            ),
            in_hand=responsibility in in_hand,
            undecided=party in roster and roster[party].decision == undecided,
            sample=sample,
        )
