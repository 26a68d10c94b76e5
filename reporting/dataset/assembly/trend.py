"""The counts period by period, all as of the report's moment.

The database groups updates by party, period and the facts that decide their outcome, so that forty
periods with thousands of updates cost as much as one. No text of an update is read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from reporting.dataset.assembly.counts import level_counts
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

    `received`: (facts, level, how many) of what was accepted or is in hand.
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
    for key, facts, level, many in _received(scope):
        by_period[key[0]].received[key[1]].append((facts, level, many))
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
        left = records.due.get(party, 0) - sum(
            many for facts, _l, many in received if facts.solicited
        )
        for facts, level, many in (*received, (OutcomeFacts(), None, left)):
            outcome = outcome_of(
                OutcomeFacts(
                    solicited=facts.solicited,
                    undecided=(period.pk, party) in undecided,
                    accepted=facts.accepted,
                    readable=facts.readable,
                    in_hand=facts.in_hand,
                    closed=closed,
                )
            )
            if outcome is None or not many:
                continue
            counts[key_of(outcome, level)] += many
            if is_overdue(outcome, due_at=period.due_at, at=at):
                counts[OVERDUE] += many
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
    """Yield (period and party, facts, level where it may be read, how many)."""
    subject = scope.subject
    last = (
        acceptances(subject)
        .filter(update__period__in=scope.history)
        .order_by("update_id", "-revision__number", "-pk")
        .distinct("update_id")
    )
    may_read = subject.reader.reads_q(party="update__party", content="revision__")
    accepted = acceptances(subject).filter(pk__in=last.values("pk"))
    for *key, was_asked, readable, level, many in _grouped(
        accepted.annotate(readable=_flag(may_read)), "readable", "revision__level"
    ):
        facts = OutcomeFacts(solicited=was_asked, accepted=True, readable=readable)
        yield (key[0], key[1]), facts, level if readable else None, many
    in_hand = submitted(subject, scope.history).filter(
        ~Exists(acceptances(subject).filter(update=OuterRef("update")))
    )
    for *key, was_asked, many in _grouped(in_hand):
        yield (key[0], key[1]), OutcomeFacts(solicited=was_asked, in_hand=True), None, many


def _grouped(decisions: QuerySet[Decision], *names: str) -> Iterable[tuple[Any, ...]]:
    return (
        decisions.order_by()
        .values_list("update__period_id", "update__party_id", "update__solicited", *names)
        .annotate(Count("pk"))
    )


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


def _undecided(scope: Scope) -> set[_Key]:
    return set(
        RosterEntry.objects.filter(
            period__in=scope.history, decision=RosterEntry.Decision.UNDECIDED
        ).values_list("period_id", "party_id")
    )
