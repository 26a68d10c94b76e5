"""How the counts went, period by period: each by itself, all as of the report's moment.

Counted in the database, a row for each party, period and outcome, so that forty periods of
thousands of updates cost what one does. No word that anybody said is read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Value, When

from reporting.dataset import LevelCounts, TrendPoint
from tracker.models import RosterEntry, Verb

from .reading import Outcome, acceptances, decisions_on, solicited
from .scope import Scope, Subject

_Key = tuple[int, int]  # a period, a party


@dataclass(slots=True)
class _Asked:
    """What one period asked of everybody: how much of each party, and what was said to it."""

    due: dict[int, int] = field(default_factory=dict)
    sample: bool = False


def trend(scope: Scope) -> tuple[TrendPoint, ...]:
    """Return a point for every period up to the last one in which somebody was asked, in order."""
    asked = _asked(scope)
    outcomes = _outcomes(scope)
    undecided = _undecided(scope)
    return tuple(
        TrendPoint(
            period=period.key,
            covers_to=period.covers_to.isoformat(),
            session=period.cycle.to_session.key,
            counts=_counts(
                (due, outcomes[period.pk, party], (period.pk, party) in undecided)
                for party, due in asked[period.pk].due.items()
            ),
            sample=period.sample or asked[period.pk].sample,
        )
        for period in scope.history
        if period.pk in asked
    )


def _counts(parties: Iterable[tuple[int, Counter[Outcome], bool]]) -> LevelCounts:
    """Return the sum over parties of (due, outcomes, whether its standing is undecided).

    Of a party whose standing is undecided only what it reported counts: it is never silent.
    """
    total: Counter[Outcome] = Counter()
    silent = 0
    for due, outcomes, undecided in parties:
        total.update(outcomes)
        silent += 0 if undecided else due - outcomes.total()
    return LevelCounts(
        due=total.total() + silent,
        levels=(total[0], total[1], total[2], total[3], total[4]),
        not_applicable=total["not_applicable"],
        withheld=total["withheld"],
        not_reported=silent,
    )


def _asked(scope: Scope) -> dict[int, _Asked]:
    """Return by period what was asked; nothing for one in which nobody was asked."""
    rows = (
        solicited(scope.subject, scope.history)
        .order_by()
        .values_list("period_id", "party_id")
        .annotate(due=Count("pk"), invented=BoolOr("sample"))
    )
    asked: defaultdict[int, _Asked] = defaultdict(_Asked)
    for period, party, due, invented in rows:
        asked[period].due[party] = due
        asked[period].sample |= invented
    return dict(asked)


def _outcomes(scope: Scope) -> defaultdict[_Key, Counter[Outcome]]:
    """Return how many of a party's updates in a period came to what; silence is not among them."""
    subject = scope.subject
    outcomes: defaultdict[_Key, Counter[Outcome]] = defaultdict(Counter)
    last = (
        acceptances(subject)
        .filter(update__solicited=True, update__period__in=scope.history)
        .order_by("update_id", "-revision__number", "-pk")
        .distinct("update_id")
    )
    rows = (
        acceptances(subject)
        .filter(pk__in=last.values("pk"))
        .order_by()
        .annotate(embargoed=_embargoed(subject))
        .values_list(
            "update__period_id",
            "update__party_id",
            "revision__visibility",
            "embargoed",
            "revision__level",
        )
        .annotate(Count("pk"))
    )
    for period, party, visibility, embargoed, level, number in rows:
        readable = subject.reader.reads_as_others(visibility) and not embargoed
        shown: Outcome = "not_applicable" if level is None else level
        outcomes[period, party][shown if readable else "withheld"] += number
    for period, party, number in _under_review(scope):
        outcomes[period, party]["withheld"] += number
    return outcomes


def _embargoed(subject: Subject) -> Case:
    return Case(
        When(revision__embargo_until__gt=subject.as_of, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )


def _under_review(scope: Scope) -> Iterable[tuple[int, int, int]]:
    """Return (period, party, how many) of what was submitted and never decided on by then."""
    subject = scope.subject
    last = (
        decisions_on(subject)
        .filter(update__solicited=True, update__period__in=scope.history)
        .order_by("update_id", "-at", "-pk")
        .distinct("update_id")
    )
    return (
        decisions_on(subject)
        .filter(
            ~Exists(acceptances(subject).filter(update=OuterRef("update"))),
            pk__in=last.values("pk"),
            verb=Verb.SUBMIT,
        )
        .order_by()
        .values_list("update__period_id", "update__party_id")
        .annotate(Count("pk"))
    )


def _undecided(scope: Scope) -> set[_Key]:
    return set(
        RosterEntry.objects.filter(
            period__in=scope.history, decision=RosterEntry.Decision.UNDECIDED
        ).values_list("period_id", "party_id")
    )
