"""Every number of a report's dataset, of each kind, for both audiences, is the oracle's."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

import pytest

from commitments.models import AssemblySession, Instrument, Paragraph, Party
from reporting.dataset import schema as d
from reporting.dataset.assembly import assemble
from reporting.dataset.assembly.scope import ReportSubject
from tests.worlds import oracle
from tests.worlds.conftest import Here
from tests.worlds.oracle import MEMBER_STATES, PUBLIC, Audience, Counts, Line, Oracle
from tests.worlds.worlds import DAY, NOW, OWED, Period
from tracker.models import ReportingPeriod

pytestmark = [pytest.mark.django_db, pytest.mark.long]
# What is asked of `assemble`, and which updates such a report is on.
REPORTS: dict[str, tuple[str, dict[str, str]]] = {
    "assembly": ("assembly", {}),
    "council, newest": ("council", {}),
    "council, before": ("council", {"period": "2026-1"}),
    "council, closed": ("council", {"period": "2025-2"}),
    "a state": ("party", {"party": "SLV"}),
    "a body": ("party", {"party": "PC"}),
    "a paragraph": ("paragraph", {"paragraph": "7"}),
}


class Wanted:
    """What a report has to say: its scope as the oracle sees it."""

    def __init__(self, here: Here, name: str, audience: Audience, at: datetime) -> None:
        kind, asked = REPORTS[name]
        self.kind, self.party, self.paragraph = kind, asked.get("party"), asked.get("paragraph")
        self.oracle = Oracle(here.world, audience, at)
        opened = [period for period in here.world.periods if period.opens_at <= at]
        if kind == "assembly":
            self.periods = [period for period in opened if period.session == 57]
        else:
            self.periods = [here.world.period(asked.get("period", opened[-1].key))]
        earlier = opened[: opened.index(self.periods[0])]
        if kind == "assembly":
            self.earlier = [p for p in earlier if p.session == earlier[-1].session]
        else:
            self.earlier = earlier[-1:]
        self.history = opened[: opened.index(self.periods[-1]) + 1]

    def lines(self, periods: list[Period]) -> list[Line]:
        found = self.oracle.scope(periods) if periods else []
        return [
            line
            for line in found
            if self.party in (None, line.party) and self.paragraph in (None, line.paragraph)
        ]


def made(here: Here, name: str, audience: str, at: datetime) -> d.Dataset:
    """Return the dataset of a report as the product makes it."""
    kind, asked = REPORTS[name]
    given: dict[str, Any] = {}
    if kind == "assembly":
        given["session"] = AssemblySession.objects.get(kind="regular", number=57)
    else:
        opened = [period.key for period in here.world.periods if period.opens_at <= at]
        given["period"] = ReportingPeriod.objects.get(key=asked.get("period", opened[-1]))
    instrument = Instrument.objects.default()
    if "party" in asked:
        given["party"] = Party.objects.get(code=asked["party"])
    if "paragraph" in asked:
        given["paragraph"] = Paragraph.objects.get(
            instrument=instrument, number=int(asked["paragraph"]), kind="operative"
        )
    subject = ReportSubject(
        kind=kind, instrument=instrument, audience=audience, as_of=at, requested_at=at, **given
    )
    return assemble(subject)


def counts_of(told: d.LevelCounts | None) -> dict[str, int]:
    """Return counts of a dataset by the oracle's names; those that are zero are left out."""
    if told is None:
        return {}
    found = {field.name: getattr(told, field.name) for field in fields(told)}
    found |= {str(level): many for level, many in enumerate(found.pop("levels"))}
    return {name: many for name, many in found.items() if many}


def as_told(counts: Counts | None) -> dict[str, int]:
    """Return the oracle's counts with the two sums that a dataset has besides."""
    counts = counts or Counts()
    found = counts | {"due": oracle.due(counts), "reported": oracle.reported(counts)}
    return {name: many for name, many in found.items() if many}


LOOKS = {
    "public now": (PUBLIC, NOW),
    "member states now": (MEMBER_STATES, NOW),
    "public a while ago": (PUBLIC, NOW - 12 * DAY),
}


@pytest.fixture(params=LOOKS)
def looked_at(request: Any) -> tuple[Audience, datetime]:
    """For whom, and as of when."""
    return LOOKS[request.param]


@pytest.mark.parametrize("name", ["assembly", "council, newest", "council, before"])
def test_every_number_of_a_dataset_is_the_oracles(
    here: Here, looked_at: tuple[Audience, datetime], name: str
) -> None:
    _check(here, name, *looked_at)


@pytest.mark.parametrize("name", ["council, closed", "a state", "a body", "a paragraph"])
def test_so_is_every_number_of_a_report_on_a_part(here: Here, name: str) -> None:
    for audience in (PUBLIC, MEMBER_STATES):
        _check(here, name, audience, NOW)


def _check(here: Here, name: str, audience: Audience, at: datetime) -> None:
    wanted = Wanted(here, name, audience, at)
    data = made(here, name, audience.name, at)
    lines, before = wanted.lines(wanted.periods), wanted.lines(wanted.earlier)
    assert [period.key for period in data.periods] == [one.key for one in wanted.periods]
    assert counts_of(data.counts) == as_told(oracle.count(lines))
    _parts(data, lines, before, [period.key for period in wanted.earlier])
    _cells(data, lines)
    _updates(data, lines)
    _silent(data, lines)
    _trend(data, wanted)


def _parts(data: d.Dataset, lines: list[Line], before: list[Line], earlier: list[str]) -> None:
    """Check the counts by party, commitment and paragraph, and what they are compared with."""
    assert counts_of(data.counts_before) == as_told(oracle.count(before))
    assert (data.compared_with.periods if data.compared_with else ()) == tuple(earlier)
    by_party = oracle.by(lines, lambda line: line.party)
    for party in data.parties:
        assert counts_of(party.counts) == as_told(by_party.pop(party.code, None)), party.code
    assert not by_party
    now, then = (oracle.by(some, lambda line: line.paragraph) for some in (lines, before))
    for paragraph in data.paragraphs:
        where = paragraph.reference
        assert counts_of(paragraph.counts) == as_told(now.pop(where, None)), where
        assert counts_of(paragraph.counts_before) == as_told(then.pop(where, None)), where
    assert not now
    # Of a paragraph of which nothing is said now, nothing is compared either.
    assert not set(then) & {line.paragraph for line in lines}
    now, then = (oracle.by(some, lambda line: line.commitment) for some in (lines, before))
    for commitment in (one for paragraph in data.paragraphs for one in paragraph.commitments):
        where = commitment.code
        assert counts_of(commitment.counts) == as_told(now.pop(where, None)), where
        assert counts_of(commitment.counts_before) == as_told(then.pop(where, None)), where
    assert not now
    assert not set(then) & {line.commitment for line in lines}


def _cells(data: d.Dataset, lines: list[Line]) -> None:
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.paragraph, line.party), []).append(line)
    for cell in data.matrix.cells:
        own = groups.pop((cell.row, cell.party), [])
        assert counts_of(cell.counts) == as_told(oracle.count(own)), cell
        assert (cell.level, cell.change) == oracle.cell(own), cell
    bodies = {party.code for party in data.parties if party.kind == "body"}
    assert {party for _row, party in groups} <= bodies


def _updates(data: d.Dataset, lines: list[Line]) -> None:
    said = {(line.party, line.commitment): line for line in lines if line.said}
    undecided = {line.party for line in lines if line.key == "undecided"}
    late = 0
    for update in data.updates:
        line = said.pop((update.party, update.commitment))
        assert line.said is not None
        first = next(event.at for event in line.said.events if event.verb == "submit")
        assert update.period == line.said.period.key
        assert (update.level, update.level_before) == (line.level, line.level_before)
        assert update.period_before == line.period_before
        assert update.late == (first > line.said.period.due_at)
        late += update.late and line.key in oracle.REPORTED
    assert not said
    assert data.late == late
    assert set(data.undecided) >= undecided
    assert {(move.party, move.commitment, move.before, move.now) for move in data.moves} == {
        (line.party, line.commitment, line.level_before, line.level)
        for line in lines
        if None not in (line.level, line.level_before) and line.level != line.level_before
    }


def _silent(data: d.Dataset, lines: list[Line]) -> None:
    missing: dict[str, set[str]] = {}
    for line in lines:
        if line.overdue or line.key == "not_reported":
            missing.setdefault(line.party, set()).add(line.commitment)
    assert {one.party: set(one.missing) for one in data.silent} == missing
    by_party = oracle.by(lines, lambda line: line.party)
    for one in data.silent:
        counts = by_party[one.party]
        assert (one.due, one.reported, one.received) == (
            oracle.due(counts),
            oracle.reported(counts),
            counts["received"],
        )


def _trend(data: d.Dataset, wanted: Wanted) -> None:
    points = {
        period.key: counts
        for period in wanted.history
        if oracle.due(counts := oracle.count(wanted.lines([period]))) or counts["undecided"]
    }
    assert {one.period: counts_of(one.counts) for one in data.trend} == {
        key: as_told(counts) for key, counts in points.items()
    }


def test_a_duty_reads_as_it_was_last_reported_else_as_it_counts(
    here: Here, looked_at: tuple[Audience, datetime]
) -> None:
    audience, at = looked_at
    wanted = Wanted(here, "assembly", audience, at)
    counted = {(one.party, one.commitment): one.key for one in wanted.lines(wanted.periods)}
    found = {(one.party, one.commitment): one.rubric for one in made_duties(here, audience, at)}
    for party in ("PC", "GA", "GS"):
        for code in OWED[party]:
            assert found[party, code] == _rubric(wanted, party, code, counted), (party, code)


def made_duties(here: Here, audience: Audience, at: datetime) -> tuple[d.Duty, ...]:
    return made(here, "assembly", audience.name, at).duties


def _rubric(wanted: Wanted, party: str, code: str, counted: dict[tuple[str, str], str]) -> str:
    told = [
        (text, update)
        for update in wanted.oracle.world.updates
        if (update.party, update.commitment) == (party, code)
        and update.period in wanted.history
        and (text := oracle.accepted(update, wanted.oracle.at)) is not None
    ]
    if not told:
        return counted.get((party, code), "")
    text, _update = told[-1]
    if not wanted.oracle.reader.reads(text, party, wanted.oracle.at):
        return "withheld"
    if text.level is None:
        return "not_applicable"
    return {0: "pending", 4: "done"}.get(text.level, "under_way")
