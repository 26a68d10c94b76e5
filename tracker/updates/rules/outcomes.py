"""What an update counts as for a reader at a moment: the one rule of all counts.

The rule is the table `RULES`. Pages, API, feeds and reports all count by it, in Python through
`outcome_of` and in the database through `counts_as`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce
from operator import and_
from typing import Final

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce

from tracker.periods.models import RosterEntry
from tracker.updates.models.update import State
from tracker.visibility import Reader


class Outcome(StrEnum):
    """What an update counts as."""

    REPORTED = "reported"
    WITHHELD = "withheld"
    RECEIVED = "received"
    AWAITED = "awaited"
    NOT_REPORTED = "not_reported"
    VOLUNTEERED = "volunteered"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFacts:
    """The facts that decide what an update counts as."""

    solicited: bool = True  # the party was asked for it
    undecided: bool = False  # whether the party takes part is in dispute
    accepted: bool = False  # a revision of it has been accepted
    readable: bool = False  # the reader may read the accepted revision
    in_hand: bool = False  # the last submission has not been decided yet
    closed: bool = False  # the period is over


# The first row whose facts all hold decides. None: for this reader the update does not exist,
# because it was not requested and there is nothing of it that the reader may read.
RULES: Final[tuple[tuple[Outcome | None, Mapping[str, bool]], ...]] = (
    (Outcome.VOLUNTEERED, {"solicited": False, "accepted": True, "readable": True}),
    (None, {"solicited": False}),
    (Outcome.UNDECIDED, {"undecided": True}),
    (Outcome.REPORTED, {"accepted": True, "readable": True}),
    (Outcome.WITHHELD, {"accepted": True}),
    (Outcome.RECEIVED, {"in_hand": True}),
    (Outcome.NOT_REPORTED, {"closed": True}),
    (Outcome.AWAITED, {}),
)

# The keys of a count. What was reported is counted by its level.
LEVEL_KEYS: Final = ("0", "1", "2", "3", "4")
NOT_APPLICABLE: Final = "not_applicable"
# “683 of 1,671 reported” counts these: what is withheld was reported too.
ANSWERED_KEYS: Final = (*LEVEL_KEYS, NOT_APPLICABLE, Outcome.WITHHELD.value)
# These add up to what is due, the denominator of every rate.
DUE_KEYS: Final = (
    *ANSWERED_KEYS,
    Outcome.RECEIVED.value,
    Outcome.AWAITED.value,
    Outcome.NOT_REPORTED.value,
)
# A part of what is awaited: its due date is over.
OVERDUE: Final = "overdue"
# These are in no rate.
BESIDE_KEYS: Final = (Outcome.VOLUNTEERED.value, Outcome.UNDECIDED.value)


def outcome_of(facts: OutcomeFacts) -> Outcome | None:
    """Return what an update counts as; None if it does not exist for the reader."""
    return next(
        outcome
        for outcome, needed in RULES
        if all(getattr(facts, name) is value for name, value in needed.items())
    )


def is_closed(*, closes_at: datetime, closed_at: datetime | None, at: datetime) -> bool:
    """Whether a period is over: it has reached its end, or was closed earlier."""
    return closes_at <= at or (closed_at is not None and closed_at <= at)


def is_overdue(outcome: Outcome | None, *, due_at: datetime, at: datetime) -> bool:
    """Whether it is still awaited after its due date; at `due_at` exactly it is not overdue."""
    return outcome is Outcome.AWAITED and due_at < at


def key_of(outcome: Outcome, level: int | None) -> str:
    """Return the key under which an outcome is counted."""
    if outcome is not Outcome.REPORTED:
        return outcome.value
    return NOT_APPLICABLE if level is None else LEVEL_KEYS[level]


def with_reported(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts that are not zero, and `reported`, the sum of those by level."""
    shown = {key: count for key, count in counts.items() if count}
    reported = sum(shown.get(key, 0) for key in (*LEVEL_KEYS, NOT_APPLICABLE))
    return {Outcome.REPORTED.value: reported, **shown} if reported else shown


# A matrix adds these up for every cell. A cell has one or two counts, so the loop is over these.
_DUE: Final = frozenset(DUE_KEYS)
_ANSWERED: Final = frozenset(ANSWERED_KEYS)


def due_of(counts: Mapping[str, int]) -> int:
    """Return how many updates are due: the denominator of every rate."""
    return sum(count for key, count in counts.items() if key in _DUE)


def answered_of(counts: Mapping[str, int]) -> int:
    """Return how many of those due are accepted, with those withheld from the reader."""
    return sum(count for key, count in counts.items() if key in _ANSWERED)


# In the database --------------------------------------------------------------------------------

# Each fact as a condition on an update now.
_CONDITIONS: Final[Mapping[str, Callable[[Reader], Q]]] = {
    "solicited": lambda _reader: Q(solicited=True),
    "undecided": lambda _reader: Q(
        Exists(
            RosterEntry.objects.filter(
                period=OuterRef("period"),
                party=OuterRef("party"),
                decision=RosterEntry.Decision.UNDECIDED,
            )
        )
    ),
    "accepted": lambda _reader: Q(published_revision__isnull=False),
    "readable": lambda reader: reader.reads_q(content="published_revision__"),
    "in_hand": lambda _reader: Q(state=State.SUBMITTED),
    "closed": lambda reader: (
        Q(period__closes_at__lte=reader.at) | Q(period__closed_at__lte=reader.at)
    ),
}


def counts_as(reader: Reader) -> Case:
    """Return the expression of an update's outcome now; "" if it does not exist for the reader."""
    return Case(
        *(
            When(_condition(needed, reader), then=Value(outcome.value if outcome else ""))
            for outcome, needed in RULES[:-1]
        ),
        default=Value(str(RULES[-1][0])),
        output_field=CharField(),
    )


def _condition(needed: Mapping[str, bool], reader: Reader) -> Q:
    conditions = (
        condition if value else ~condition
        for name, value in needed.items()
        if (condition := _CONDITIONS[name](reader))  # an empty condition holds for every row
    )
    return reduce(and_, conditions)


def counted_as() -> Case:
    """Return the expression of the key under which an update with its `outcome` is counted."""
    return Case(
        When(
            Q(outcome=Outcome.REPORTED.value),
            then=Coalesce(Cast("published_revision__level", CharField()), Value(NOT_APPLICABLE)),
        ),
        default=F("outcome"),
    )


def overdue(at: datetime) -> Q:
    """Return `is_overdue` as a condition on an update with its `outcome`."""
    return Q(outcome=Outcome.AWAITED.value, period__due_at__lt=at)


def late(at: datetime) -> Q:
    """Return `ProgressUpdate.is_late` as a condition on an update."""
    return Q(first_submitted_at__gt=F("period__due_at")) | Q(
        first_submitted_at__isnull=True, solicited=True, period__due_at__lt=at
    )
