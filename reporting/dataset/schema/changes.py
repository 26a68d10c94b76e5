"""What changed between two reports."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.dataset.schema.counts import LevelCounts
from reporting.dataset.schema.updates import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """Another report that this one names: what it was, of when, and how to check it."""

    kind: str
    symbol: str
    as_of: str
    periods: tuple[str, ...]
    dataset_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A party and one of its commitments."""

    party: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRef:
    """A follow-up action by its party and title."""

    party: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyChange:
    """A body's duty whose rubric reads otherwise."""

    commitment: str
    party: str
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed between two reports, as `reporting.dataset.comparison` finds it.

    A pair is in one list at most. `asked` and `not_asked` are newly due and no longer due.
    """

    before: ReportFacts
    counts_before: LevelCounts
    counts_now: LevelCounts
    raised: tuple[Move, ...]
    lowered: tuple[Move, ...]
    reported: tuple[Pair, ...]
    unreported: tuple[Pair, ...]
    reworded: tuple[Pair, ...]
    asked: tuple[Pair, ...]
    not_asked: tuple[Pair, ...]
    duties: tuple[DutyChange, ...]
    actions_new: tuple[ActionRef, ...]
    actions_done: tuple[ActionRef, ...]
    actions_overdue: tuple[ActionRef, ...]
    now_applicable: tuple[Pair, ...] = ()
    now_not_applicable: tuple[Pair, ...] = ()
