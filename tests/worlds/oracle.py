"""What a world's numbers have to be, worked out from its description alone.

Written from the table of what counts as what (docs/reports.md), beside the product and not from
it: nothing of the product is imported here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from tests.worlds.histories import Text
from tests.worlds.worlds import Period, Update, World

LEVELS = ("0", "1", "2", "3", "4")
REPORTED = (*LEVELS, "not_applicable", "withheld")
DUE = (*REPORTED, "received", "awaited", "not_reported")
BESIDE = ("volunteered", "undecided")
Counts = Counter[str]
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads: `own` are the parties whose own paper it is."""

    name: str
    member_states: bool = False
    officer: bool = False
    own: frozenset[str] = frozenset()

    def knows(self, party: str) -> bool:
        """Whether they know everything of this party."""
        return self.officer or party in self.own

    def reads(self, text: Text, party: str, at: datetime) -> bool:
        if self.knows(party):
            return True
        if text.embargo_until is not None and at < text.embargo_until:
            return False
        return text.visibility == "public" or self.member_states


PUBLIC = Audience("public")
MEMBER_STATES = Audience("member_states", member_states=True)


@dataclass(frozen=True, slots=True)
class Line:
    """What one update, or one responsibility of a cycle, counts as; `key` is "" for nothing."""

    party: str
    commitment: str
    key: str
    overdue: bool = False
    level: int | None = None
    level_before: int | None = None
    said: Update | None = None
    period_before: str = ""

    @property
    def paragraph(self) -> str:
        return self.commitment.split(".")[0]


def accepted(update: Update, at: datetime) -> Text | None:
    """Return the text that was accepted last by then."""
    found = None
    for event in update.events:
        if event.at <= at and event.verb == "accept":
            found = update.texts[event.text - 1]
    return found


def in_hand(update: Update, at: datetime) -> bool:
    """Whether what was submitted last has not been decided on by then."""
    steps = [event.verb for event in update.events if event.at <= at]
    return bool(steps) and steps[-1] == "submit"


def is_over(period: Period, at: datetime) -> bool:
    """Whether the period has ended by then, by the clock or because somebody closed it."""
    if period.closed_at is not None and period.closed_at <= at:
        return True
    return at >= period.closes_at


@dataclass(frozen=True)
class Oracle:
    """Counts one world for one audience at one moment."""

    world: World
    reader: Audience
    at: datetime

    # One period by itself ------------------------------------------------------------------------

    def lines(self, period: Period) -> list[Line]:
        """Return what each update of the period counts as."""
        own = [update for update in self.world.updates if update.period == period]
        return [line for update in own if (line := self.line([update], [period])).key]

    def scope(self, periods: list[Period]) -> list[Line]:
        """Return what each responsibility counts as over the periods of a report."""
        groups: dict[tuple[str, str], list[Update]] = {}
        for update in self.world.updates:
            if update.period in periods:
                groups.setdefault((update.party, update.commitment), []).append(update)
        lines = [self.line(group, periods) for group in groups.values()]
        return [line for line in lines if line.key]

    def line(self, group: list[Update], periods: list[Period]) -> Line:
        """Return what updates of one responsibility, oldest first, count as together."""
        some = group[0]
        asked = [update for update in group if update.solicited]
        answers = [update for update in group if accepted(update, self.at) is not None]
        said = answers[-1] if answers else None
        text = accepted(said, self.at) if said else None
        may_read = text is not None and self.reader.reads(text, some.party, self.at)
        level = text.level if text is not None and may_read else None
        undecided = self.world.roster[periods[-1].key, some.party] == "undecided"
        key, overdue = "", False
        if not asked:
            key = "volunteered" if may_read else ""
        elif undecided:
            key = "undecided"
        elif text is not None and may_read:
            key = "not_applicable" if level is None else str(level)
        elif text is not None:
            key = "withheld"
        elif any(in_hand(update, self.at) for update in group):
            key = "received"
        elif is_over(asked[-1].period, self.at):
            key = "not_reported"
        else:
            key, overdue = "awaited", self.at > asked[-1].period.due_at
        before = self.before(said) if said else None
        return Line(
            some.party,
            some.commitment,
            key,
            overdue,
            level,
            before[1] if before else None,
            said if may_read else None,
            before[0] if before else "",
        )

    def before(self, update: Update) -> tuple[str, int] | None:
        """Return period and level of the party's previous accepted update, if they may be read."""
        earlier = [
            (other, text)
            for other in self.world.updates
            if (other.party, other.commitment) == (update.party, update.commitment)
            and other.period.covers_from < update.period.covers_from
            and (text := accepted(other, self.at)) is not None
        ]
        if not earlier:
            return None
        other, text = earlier[-1]
        if text.level is None or not self.reader.reads(text, update.party, self.at):
            return None
        return other.period.key, text.level

    # What a reader finds -------------------------------------------------------------------------

    def published(self, period: Period | None = None, party: str = "") -> list[Update]:
        """Return the updates whose accepted text the reader may read."""
        return [
            update
            for update in self.world.updates
            if (period is None or update.period == period)
            and (not party or update.party == party)
            and (text := accepted(update, self.at)) is not None
            and self.reader.reads(text, update.party, self.at)
        ]

    def visible(self, period: Period | None = None, party: str = "") -> list[Update]:
        """Return the updates that the reader knows of: the published ones, and one's own."""
        published = self.published(period, party)
        return [
            update
            for update in self.world.updates
            if (period is None or update.period == period)
            and (not party or update.party == party)
            and (update in published or self.reader.knows(update.party))
        ]


def count(lines: Iterable[Line]) -> Counts:
    """Return how many count as what."""
    counts: Counts = Counter()
    for line in lines:
        counts[line.key] += 1
        counts["overdue"] += line.overdue
    return +counts


def by(lines: Iterable[Line], key: Callable[[Line], _Key]) -> dict[_Key, Counts]:
    """Return the counts of each group."""
    groups: dict[_Key, list[Line]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return {name: count(group) for name, group in groups.items()}


def due(counts: Counts) -> int:
    return sum(counts[key] for key in DUE)


def reported(counts: Counts) -> int:
    return sum(counts[key] for key in REPORTED)


def cell(lines: Iterable[Line]) -> tuple[int | None, int | None]:
    """Return level and change of a cell: the lower median, once half of those due are reported.

    The change is that of the median of those that have a level before; they must be half, too.
    """
    kept = list(lines)
    asked = due(count(kept))
    shown = [line for line in kept if line.key in (LEVELS if asked else ("volunteered",))]
    levels = [line.level for line in shown if line.level is not None]
    pairs = [
        (line.level_before, line.level)
        for line in shown
        if line.level is not None and line.level_before is not None
    ]
    enough = 2 * reported(count(kept)) >= asked
    level = _lower_median(levels) if enough else None
    before, now = (_lower_median([pair[place] for pair in pairs]) for place in (0, 1))
    comparable = before is not None and now is not None and 2 * len(pairs) >= asked
    return level, now - before if comparable else None  # type: ignore[operator]  # both are there


def _lower_median(levels: list[int]) -> int | None:
    return sorted(levels)[(len(levels) - 1) // 2] if levels else None
