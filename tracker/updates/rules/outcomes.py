"""What one update counts as, for one reader at one moment: the one rule of every count.

`RULES` is the rule. Pages, API, feeds and reports all count by it: in Python through `outcome_of`,
in the database through `counts_as`, which is made of the same table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
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
    """What decides what an update counts as.

    `solicited`: the party was asked for it. `undecided`: whether the party is asked at all is
    open, as its standing is in dispute. `accepted`: a revision of it has been accepted.
    `readable`: the reader may read that revision. `in_hand`: what was submitted last has not been
    decided yet. `closed`: the period is over.
    """

    solicited: bool = True
    undecided: bool = False
    accepted: bool = False
    readable: bool = False
    in_hand: bool = False
    closed: bool = False


# The first line that holds decides. What no line names counts as nothing: whoever was not asked,
# and has nothing that the reader may read, is not there for that reader.
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

# How a count is kept: what was reported by its level. These add up to what is due, the rate's
# denominator.
LEVEL_KEYS: Final = ("0", "1", "2", "3", "4")
NOT_APPLICABLE: Final = "not_applicable"
REPORTED_KEYS: Final = (*LEVEL_KEYS, NOT_APPLICABLE)
# “683 of 1,671 reported” counts these: what is withheld was reported, too.
ANSWERED_KEYS: Final = (*REPORTED_KEYS, Outcome.WITHHELD.value)
DUE_KEYS: Final = (
    *ANSWERED_KEYS,
    Outcome.RECEIVED.value,
    Outcome.AWAITED.value,
    Outcome.NOT_REPORTED.value,
)
_REPORTED: Final = frozenset(REPORTED_KEYS)
_ANSWERED: Final = frozenset(ANSWERED_KEYS)
_DUE: Final = frozenset(DUE_KEYS)
# Part of what is awaited: its due date is over.
OVERDUE: Final = "overdue"
# These stand beside the rates, in none of them.
BESIDE_KEYS: Final = (Outcome.VOLUNTEERED.value, Outcome.UNDECIDED.value)


def outcome_of(facts: OutcomeFacts) -> Outcome | None:
    """Return what an update counts as; None where it counts as nothing for this reader."""
    return next(
        outcome
        for outcome, needed in RULES
        if all(getattr(facts, name) is value for name, value in needed.items())
    )


def is_closed(*, closes_at: datetime, closed_at: datetime | None, at: datetime) -> bool:
    """Whether a period is over: its time has come, or it was closed before."""
    return closes_at <= at or (closed_at is not None and closed_at <= at)


def is_overdue(outcome: Outcome | None, *, due_at: datetime, at: datetime) -> bool:
    """Whether it is still awaited after its due date. What comes at that very moment is in time."""
    return outcome is Outcome.AWAITED and due_at < at


def key_of(outcome: Outcome, level: int | None) -> str:
    """Return under which key a count keeps an outcome."""
    if outcome is not Outcome.REPORTED:
        return outcome.value
    return NOT_APPLICABLE if level is None else LEVEL_KEYS[level]


def with_reported(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts that are not zero, and `reported`, the sum of those by level."""
    told = {key: many for key, many in counts.items() if many}
    reported = _sum(counts, _REPORTED)
    return {Outcome.REPORTED.value: reported, **told} if reported else told


def due_of(counts: Mapping[str, int]) -> int:
    """Return the denominator of every rate."""
    return _sum(counts, _DUE)


def answered_of(counts: Mapping[str, int]) -> int:
    """Return how many of those due are accepted, those withheld from the reader among them."""
    return _sum(counts, _ANSWERED)


def _sum(counts: Mapping[str, int], keys: frozenset[str]) -> int:
    # Over what there is, mostly one or two: it is asked for every cell of a matrix.
    return sum(many for key, many in counts.items() if key in keys)


# In the database --------------------------------------------------------------------------------

# Each fact as a condition on an update, as things stand now.
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
_NOTHING: Final = ""


def counts_as(reader: Reader) -> Case:
    """Return, as an expression of an update, the value of its outcome now; "" for none."""
    return Case(
        *(
            When(_condition(needed, reader), then=Value(outcome.value if outcome else _NOTHING))
            for outcome, needed in RULES[:-1]
        ),
        default=Value(str(RULES[-1][0])),
        output_field=CharField(),
    )


def _condition(needed: Mapping[str, bool], reader: Reader) -> Q:
    found = (
        condition if value else ~condition
        for name, value in needed.items()
        if (condition := _CONDITIONS[name](reader))  # an empty one holds for every row
    )
    return reduce(and_, found)


def counted_as() -> Case:
    """Return, of an update with its `outcome`, the key by which a count keeps it; "" for none."""
    return Case(
        When(
            Q(outcome=Outcome.REPORTED.value),
            then=Coalesce(Cast("published_revision__level", CharField()), Value(NOT_APPLICABLE)),
        ),
        default=F("outcome"),
    )


def overdue(at: datetime) -> Q:
    """Return the condition on an update with its `outcome` that it is overdue, as `is_overdue`."""
    return Q(outcome=Outcome.AWAITED.value, period__due_at__lt=at)


def late(at: datetime) -> Q:
    """Return the condition that an update came late, or is not there though it is due.

    The same as `ProgressUpdate.is_late`.
    """
    return Q(first_submitted_at__gt=F("period__due_at")) | Q(
        first_submitted_at__isnull=True, solicited=True, period__due_at__lt=at
    )


def tally(rows: Iterable[tuple[str, bool, int]]) -> Counter[str]:
    """Return the sum of (key, whether overdue, how many)."""
    counts: Counter[str] = Counter()
    for key, is_late, many in rows:
        if key:
            counts[key] += many
            if is_late:
                counts[OVERDUE] += many
    return counts
