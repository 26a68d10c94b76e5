"""The counts period by period, all as of the report's moment.

The database groups updates by party, period and the facts that decide their outcome, so that forty
periods with thousands of updates cost as much as one. No text of an update is read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Value, When

from reporting.dataset.assembly.counting import level_counts
from reporting.dataset.assembly.records import acceptances, solicited, submitted
from reporting.dataset.assembly.scope import Scope
from reporting.dataset.schema import TrendPoint
from tracker.models import Decision, ReportingPeriod, RosterEntry
from tracker.updates.rules.outcomes import (
    OVERDUE,
    OutcomeFacts,
    is_closed,
    is_overdue,
    key_of,
    outcome_of,
)

_Key = tuple[int, int]  # a period, a party


@dataclass(slots=True)
class _PeriodRecords:
    """The updates of one period by party: how many were solicited, and which were received.

    `received`: (facts, level, number of updates) of what was accepted or is in hand.
    """

    due: dict[int, int] = field(default_factory=dict)
    received: dict[int, list[tuple[OutcomeFacts, int | None, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    sample: bool = False


def trend(scope: Scope) -> tuple[TrendPoint, ...]:
    """Return a point for every period with solicited updates, in order."""
    by_period = _solicited(scope)
    undecided = _undecided(scope)
    for (period_id, party), facts, level, number in _received(scope):
        by_period[period_id].received[party].append((facts, level, number))
    return tuple(
        TrendPoint(
            period=period.key,
            covers_to=period.covers_to.isoformat(),
            session=period.cycle.to_session.key,
            counts=level_counts(_counts(scope, period, by_period[period.pk], undecided)),
            sample=period.sample or by_period[period.pk].sample,
        )
        for period in scope.history
        if by_period[period.pk].due
    )


def _counts(
    scope: Scope, period: ReportingPeriod, records: _PeriodRecords, undecided: set[_Key]
) -> Counter[str]:
    """Return the counts of one period; solicited updates not received count as such."""
    at = scope.subject.as_of
    closed = is_closed(closes_at=period.closes_at, closed_at=period.closed_at, at=at)
    counts: Counter[str] = Counter()
    for party in {*records.due, *records.received}:
        received = records.received[party]
        missing = records.due.get(party, 0) - sum(
            number for facts, _level, number in received if facts.solicited
        )
        is_undecided = (period.pk, party) in undecided
        for facts, level, number in (*received, (OutcomeFacts(), None, missing)):
            outcome = outcome_of(replace(facts, undecided=is_undecided, closed=closed))
            if outcome is None or not number:
                continue
            counts[key_of(outcome, level)] += number
            if is_overdue(outcome, due_at=period.due_at, at=at):
                counts[OVERDUE] += number
    return counts


def _solicited(scope: Scope) -> defaultdict[int, _PeriodRecords]:
    """Return the number of solicited updates by period and party."""
    rows = (
        solicited(scope.subject, scope.history)
        .order_by()
        .values_list("period_id", "party_id")
        .annotate(due=Count("pk"), is_sample=BoolOr("sample"))
    )
    by_period: defaultdict[int, _PeriodRecords] = defaultdict(_PeriodRecords)
    for period, party, due, is_sample in rows:
        by_period[period].due[party] = due
        by_period[period].sample |= is_sample
    return by_period


def _received(scope: Scope) -> Iterable[tuple[_Key, OutcomeFacts, int | None, int]]:
    """Yield (period and party, facts, level where it may be read, number of updates)."""
    subject = scope.subject
    last = (
        acceptances(subject)
        .filter(update__period__in=scope.history)
        .order_by("update_id", "-revision__number", "-pk")
        .distinct("update_id")
    )
    may_read = subject.reader.reads_q(party="update__party", content="revision__")
    accepted = (
        acceptances(subject)
        .filter(pk__in=last.values("pk"))
        .annotate(readable=Case(When(may_read, then=Value(True)), default=Value(False)))
    )
    for period, party, was_solicited, readable, level, number in _grouped(
        accepted, "readable", "revision__level"
    ):
        facts = OutcomeFacts(solicited=was_solicited, accepted=True, readable=readable)
        yield (period, party), facts, level if readable else None, number
    in_hand = submitted(subject, scope.history).filter(
        ~Exists(acceptances(subject).filter(update=OuterRef("update")))
    )
    for period, party, was_solicited, number in _grouped(in_hand):
        yield (period, party), OutcomeFacts(solicited=was_solicited, in_hand=True), None, number


def _grouped(decisions: QuerySet[Decision], *names: str) -> Iterable[tuple[Any, ...]]:
    return (
        decisions.order_by()
        .values_list("update__period_id", "update__party_id", "update__solicited", *names)
        .annotate(Count("pk"))
    )


def _undecided(scope: Scope) -> set[_Key]:
    return set(
        RosterEntry.objects.filter(
            period__in=scope.history, decision=RosterEntry.Decision.UNDECIDED
        ).values_list("period_id", "party_id")
    )
