"""What was due and what was said in a scope, as of its moment, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from django.db.models import F, OuterRef, QuerySet, Subquery

from tracker.models import (
    CONTENT_FIELDS,
    Decision,
    ProgressUpdate,
    ReportingPeriod,
    RosterEntry,
    Verb,
)

from .scope import Scope, Subject

Outcome = int | Literal["not_applicable", "withheld", "not_reported"]


@dataclass(frozen=True, slots=True)
class Due:
    """A responsibility that was solicited; `period` is the last in which it was."""

    responsibility: int
    party: str
    commitment: str
    past_due: bool
    under_review: bool
    sample: bool


@dataclass(frozen=True, slots=True)
class Said:
    """The last revision accepted by then. `fields` are empty where the audience may not read it."""

    responsibility: int
    party: str
    commitment: str
    readable: bool
    level: int | None
    sample: bool
    fields: Mapping[str, Any]

    @property
    def outcome(self) -> Outcome:
        if not self.readable:
            return "withheld"
        return "not_applicable" if self.level is None else self.level


@dataclass(frozen=True, slots=True)
class Reading:
    """All of a scope: `due` is the denominator of every rate, `said` may go beyond it."""

    due: tuple[Due, ...]
    said: Mapping[int, Said]
    roster: Mapping[str, RosterEntry] = field(default_factory=dict)

    def outcome(self, due: Due) -> Outcome:
        """Return how a responsibility that was due counts.

        One that lies with the secretariat for review is reported, though nothing of it shows yet:
        nobody is called silent whose paper is in our hands.
        """
        said = self.said.get(due.responsibility)
        if said is not None:
            return said.outcome
        return "withheld" if due.under_review else "not_reported"


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
    """Return the reading of a scope; with `texts`, what was said in full."""
    roster = _roster(scope.last)
    said = {
        row.responsibility: row
        for row in _said(
            _accepted(scope.subject).filter(update__period__in=scope.periods),
            scope.subject,
            _TEXT if texts else {},
        )
    }
    return Reading(due=tuple(_due(scope, roster, said)), said=said, roster=roster)


def levels_before(scope: Scope) -> dict[int, int]:
    """Return by responsibility the last level accepted before the scope's last period."""
    if scope.last is None:
        return {}
    decisions = _accepted(scope.subject).filter(update__covers_from__lt=scope.last.covers_from)
    return {
        row.responsibility: row.level
        for row in _said(decisions, scope.subject, {})
        if row.readable and row.level is not None
    }


def acceptances(subject: Subject) -> QuerySet[Decision]:
    """Return every acceptance by `as_of` of what the report is on."""
    return decisions_on(subject).filter(verb=Verb.ACCEPT, revision__isnull=False)


def decisions_on(subject: Subject) -> QuerySet[Decision]:
    """Return every decision by `as_of` of what the report is on.

    From the decisions, not from where the update points now: so the answer stays the same later.
    """
    decisions = Decision.objects.filter(
        at__lte=subject.as_of, update__instrument=subject.instrument
    )
    if subject.party is not None:
        decisions = decisions.filter(update__party=subject.party)
    if subject.paragraph is not None:
        decisions = decisions.filter(update__commitment__paragraph=subject.paragraph)
    return decisions


def _accepted(subject: Subject) -> QuerySet[Decision]:
    """Return the last acceptance of each responsibility by `as_of`."""
    return (
        acceptances(subject)
        .order_by(
            "update__responsibility_id",
            "-update__covers_from",
            "-update__period_id",
            "-revision__number",
            "-pk",
        )
        .distinct("update__responsibility_id")
    )


def _said(
    decisions: QuerySet[Decision], subject: Subject, extra: Mapping[str, str]
) -> Iterable[Said]:
    names = {**_KEYS, **extra}
    reader = subject.reader
    for values in decisions.values_list(*names.values()):
        row = dict(zip(names, values, strict=True))
        readable = reader.reads_as_others(row["visibility"], row["embargo_until"])
        yield Said(
            responsibility=row["responsibility"],
            party=row["party"],
            commitment=row["commitment"],
            readable=readable,
            level=row["level"] if readable else None,
            sample=row["sample"],
            fields={name: row[name] for name in extra} if readable else {},
        )


def _due(
    scope: Scope, roster: Mapping[str, RosterEntry], said: Mapping[int, Said]
) -> Iterable[Due]:
    """Yield each solicited responsibility once.

    Of a party whose standing is undecided only what it reported counts: it is never silent.
    """
    undecided = {
        code for code, entry in roster.items() if entry.decision == RosterEntry.Decision.UNDECIDED
    }
    latest: dict[int, Due] = {}
    for row in _solicited(scope):
        latest[row["responsibility_id"]] = Due(
            responsibility=row["responsibility_id"],
            party=row["party__code"],
            commitment=row["commitment__code"],
            past_due=row["period__due_at"] <= scope.subject.as_of,
            under_review=row["last_verb"] == Verb.SUBMIT,
            sample=row["sample"],
        )
    for due in latest.values():
        if due.party not in undecided or due.responsibility in said or due.under_review:
            yield due


def solicited(subject: Subject, periods: Collection[ReportingPeriod]) -> QuerySet[ProgressUpdate]:
    """Return what was asked for in these periods, of what the report is on."""
    updates = ProgressUpdate.objects.solicited().filter(
        period__in=periods, instrument=subject.instrument
    )
    if subject.party is not None:
        updates = updates.filter(party=subject.party)
    if subject.paragraph is not None:
        updates = updates.filter(commitment__paragraph=subject.paragraph)
    return updates


def _solicited(scope: Scope) -> Iterable[Mapping[str, Any]]:
    last_verb = (
        Decision.objects.filter(update=OuterRef("pk"), at__lte=scope.subject.as_of)
        .order_by("-at", "-pk")
        .values("verb")[:1]
    )
    return (
        solicited(scope.subject, scope.periods)
        .annotate(last_verb=Subquery(last_verb))
        .order_by(F("covers_from"), "period_id", "responsibility_id")
        .values(
            "responsibility_id",
            "party__code",
            "commitment__code",
            "period__due_at",
            "sample",
            "last_verb",
        )
    )


def _roster(period: ReportingPeriod | None) -> dict[str, RosterEntry]:
    if period is None:
        return {}
    return {
        entry.party.code: entry
        for entry in RosterEntry.objects.filter(period=period).select_related("party")
    }
