"""Worlds: periods, parties, commitments and what became of each update, drawn from a seed.

A world is plain data. `entering.py` writes it into the database, `oracle.py` counts it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, product
from typing import Final

from tests.worlds.histories import HISTORIES, HOUR, Event, Text, events

# The clock stands still at this moment, so that "at the very moment" can be tried.
NOW: Final = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY: Final = timedelta(days=1)

STATES: Final = ("SLV", "HND", "GTM", "USA", "VEN", "BRB")
BODIES: Final = ("PC", "GA", "GS")
# Whose standing is open, and who is not asked but may volunteer.
DISPUTED: Final = "VEN"
NOT_ASKED: Final = "BRB"
OWED: Final = {
    **dict.fromkeys(STATES, ("1.1", "3.1", "7.1", "7.2", "7.3", "8.1", "9.1")),
    "PC": ("16.1", "16.2", "16.3"),
    "GA": ("16.5",),
    "GS": ("16.4", "17.1", "17.2"),
}
# Not owed, so never asked for.
BESIDE: Final = {"SLV": ("16.1",), "HND": ("17.1",), "PC": ("16.5", "17.1")}
# Asked for in the first periods, then retired.
RETIRED: Final = "7.2"


@dataclass(frozen=True, slots=True)
class Period:
    """A period; `closed_at` is None while nobody has closed it, whether or not its time is over."""

    key: str
    session: int
    covers_from: date
    covers_to: date
    opens_at: datetime
    due_at: datetime
    closes_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Update:
    """What a party was asked, or volunteered, and all that happened to it."""

    party: str
    commitment: str
    period: Period
    solicited: bool
    by_officer: bool
    texts: tuple[Text, ...]
    events: tuple[Event, ...]

    @property
    def paragraph(self) -> str:
        return self.commitment.split(".")[0]

    @property
    def state(self) -> str:
        return self.events[-1].to_state if self.events else "expected"


@dataclass(slots=True)
class World:
    """`roster`: in, out or undecided, by period and party."""

    name: str
    periods: list[Period]
    roster: dict[tuple[str, str], str] = field(default_factory=dict)
    updates: list[Update] = field(default_factory=list)

    @property
    def parties(self) -> list[str]:
        return list(dict.fromkeys(update.party for update in self.updates))

    def period(self, key: str) -> Period:
        return next(period for period in self.periods if period.key == key)

    def cycle(self, session: int) -> list[Period]:
        return [period for period in self.periods if period.session == session]


def _period(number: int, due_at: datetime, closed_at: datetime | None, **given: datetime) -> Period:
    """Return the half-year of that number; the first two belong to the earlier cycle."""
    keys = ("2024-2", "2025-1", "2025-2", "2026-1", "2026-2")
    year, half = (int(part) for part in keys[number].split("-"))
    return Period(
        key=keys[number],
        session=56 if number < 2 else 57,
        covers_from=date(year, 1 if half == 1 else 7, 1),
        covers_to=date(year, 7, 1) if half == 1 else date(year + 1, 1, 1),
        opens_at=due_at - 30 * DAY,
        due_at=due_at,
        closes_at=given.get("closes_at", closed_at or due_at + 15 * DAY),
        closed_at=closed_at,
    )


def _closed(number: int, days_ago: int) -> Period:
    ended = NOW - days_ago * DAY
    return _period(number, ended - 15 * DAY, ended)


def _two_cycles() -> list[Period]:
    """Closed, closed; closed, open and past due, open and not due yet."""
    return [
        _closed(0, 500),
        _closed(1, 400),
        _closed(2, 200),
        _period(3, NOW - 5 * DAY, None),
        _period(4, NOW + 10 * DAY, None),
    ]


def _at_the_very_moment() -> list[Period]:
    """One ends now and nobody has closed it yet; the other is due now."""
    return [
        _closed(0, 500),
        _closed(1, 400),
        _closed(2, 200),
        _period(3, NOW - 15 * DAY, None, closes_at=NOW),
        _period(4, NOW, None),
    ]


def _one_cycle() -> list[Period]:
    """No cycle before. One was closed by an officer before its time; in the other all is ahead."""
    early = NOW - 20 * DAY
    return [
        _closed(2, 200),
        _period(3, NOW - 25 * DAY, early, closes_at=NOW + 5 * DAY),
        _period(4, NOW + 10 * DAY, None),
    ]


KINDS: Final = {
    "two cycles": _two_cycles,
    "at the very moment": _at_the_very_moment,
    "one cycle": _one_cycle,
}
NAMES: Final = tuple(KINDS)


def world(name: str) -> World:
    """Return the world of that name, always the same."""
    chance = random.Random(name)
    made = World(name=name, periods=KINDS[name]())
    last = made.periods[-1]
    for period, party in product(made.periods, (*STATES, *BODIES)):
        disputed = party == DISPUTED and (period is last or chance.random() < 0.4)
        decision = "undecided" if disputed else "out" if party == NOT_ASKED else "in"
        made.roster[period.key, party] = decision
    for period in made.periods:
        made.updates += _updates(period, made, chance)
    return made


def _updates(period: Period, made: World, chance: random.Random) -> Iterator[Update]:
    """Yield what the parties were asked in a period: every history, with every mark, in turn."""
    histories = list(HISTORIES.values())
    chance.shuffle(histories)
    in_turn = cycle(histories)
    owed = [(party, code) for party, codes in OWED.items() for code in codes]
    pairs = owed + [(party, code) for party, codes in BESIDE.items() for code in codes]
    chance.shuffle(pairs)
    retired_by_now = period in made.periods[2:]
    for party, code in pairs:
        drawn = chance.random()
        if (code == RETIRED and retired_by_now) or drawn < 0.05:
            continue
        solicited = (party, code) in owed and party != NOT_ASKED and drawn < 0.85
        yield _update(party, code, period, solicited, next(in_turn), chance)


def _update(
    party: str, code: str, period: Period, solicited: bool, history: str, chance: random.Random
) -> Update:
    by_officer = history.startswith("by officer:")
    begins_at = period.opens_at + HOUR
    after_due = period.due_at + HOUR
    if after_due + 8 * HOUR < min(NOW, period.closes_at) and chance.random() < 0.3:
        begins_at = after_due
    steps = events(history, begins_at=begins_at, closed_at=period.closed_at)
    many = max((step.text for step in steps), default=0)
    return Update(
        party=party,
        commitment=code,
        period=period,
        solicited=solicited,
        by_officer=by_officer,
        texts=tuple(_text(chance) for _number in range(many)),
        events=tuple(steps),
    )


def _text(chance: random.Random) -> Text:
    level = chance.choice((None, 0, 1, 2, 3, 4, 4))
    visibility = chance.choice(("public", "public", "public", "member_states"))
    until = chance.choice((None, None, None, NOW - DAY, NOW, NOW + DAY))
    return Text(level, visibility, until, no_change=level is not None and chance.random() < 0.2)
