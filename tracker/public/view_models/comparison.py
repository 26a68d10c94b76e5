"""States side by side in one period, and what changed between two periods.

The pages show what differs, never who does better.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby, product
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.foundation.errors import Words
from commitments.models import Commitment, Instrument, Paragraph, Party
from commitments.parties.queries import by_name
from commitments.people.rules.permissions import Person
from commitments.templatetags.catalogue import address
from tracker.periods.models import ReportingPeriod
from tracker.public.view_models.matrix_view import anchor_of, kind_of, signed
from tracker.updates.queries.matrix import PeriodMatrixCell, matrix
from tracker.updates.rules import rubric
from tracker.updates.view_models.distribution import Distribution

UP, DOWN, BEGUN, ENDED, SAME = "up", "down", "begun", "ended", "same"
NAMES: Final[Mapping[str, Words]] = {
    UP: gettext_lazy("Higher level"),
    DOWN: gettext_lazy("Lower level"),
    BEGUN: gettext_lazy("A level in %(after)s, none in %(before)s"),
    ENDED: gettext_lazy("A level in %(before)s, none in %(after)s"),
    SAME: gettext_lazy("Same level"),
}
# For all states together, only the number of these is shown: no list of hundreds.
_ONLY_COUNTED: Final = (BEGUN, ENDED, SAME)

# By row (a paragraph or a commitment) and the code of the party.
Cells = Mapping[tuple[str, str], PeriodMatrixCell]


@dataclass(frozen=True, slots=True)
class StateMark:
    """Where one state stands: its mark and what it means; `share`: how many of how many, in words.

    `css` is "" where no update was requested of the state.
    """

    party: Party
    css: str
    mark: str
    name: Words
    change: str = ""
    share: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A paragraph or a commitment, with a mark for each state in the order of the states."""

    key: str
    words: str
    href: str
    marks: list[StateMark]


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph, and those of its commitments that concern one of the states at least."""

    head: ComparedLine
    lines: list[ComparedLine]


@dataclass(frozen=True, slots=True)
class LevelMark:
    """The mark of a level, or of the state of an update without one."""

    css: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class LevelChange:
    """One commitment of one state, with its cells in two periods."""

    commitment: Commitment
    href: str
    old: PeriodMatrixCell | None
    new: PeriodMatrixCell | None

    @property
    def levels(self) -> tuple[int | None, int | None]:
        return self.old.level if self.old else None, self.new.level if self.new else None

    @property
    def kind(self) -> str:
        """The key of NAMES, "" where there is no level in either period."""
        old, new = self.levels
        if old is None:
            return "" if new is None else BEGUN
        if new is None:
            return ENDED
        return SAME if new == old else UP if new > old else DOWN

    @property
    def change(self) -> str:
        """`+1` or `−1`; "" without a level in both periods."""
        old, new = self.levels
        return "" if old is None or new is None else signed(new - old)

    @property
    def before(self) -> LevelMark:
        return _level_mark(self.old)

    @property
    def after(self) -> LevelMark:
        return _level_mark(self.new)


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """One of NAMES: the number of commitments that changed so, and of which states if shown.

    `movements`: (state, address of its page, its changes).
    """

    key: str
    name: Words
    count: int
    movements: list[tuple[Party, str, list[LevelChange]]]


@dataclass(frozen=True, slots=True)
class PeriodComparison:
    """Two periods: how the updates stand in each, and what changed from one to the other.

    `compared`: the number of commitments with a level in both. Only those can move up or down.
    """

    before: ReportingPeriod
    after: ReportingPeriod
    totals: list[tuple[ReportingPeriod, Distribution]]
    compared: int
    kinds: list[ChangeGroup]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """What the page compares: states (`sides`, `sections`) or periods (`movement`), or nothing.

    `state`: the one whose periods are compared, None for all.
    """

    sides: list[tuple[Party, Distribution]] = field(default_factory=list)
    sections: list[ComparedParagraph] = field(default_factory=list)
    state: Party | None = None
    movement: PeriodComparison | None = None
    fault_of_states: str = ""
    fault_of_periods: str = ""
    shows_sample: bool = False


def _cells(
    person: Person, instrument: Instrument, period: ReportingPeriod, by: str = "commitment"
) -> Cells:
    found = matrix(period=period, instrument=instrument, by=by, person=person)
    return {(cell.row, cell.party): cell for cell in found.cells}


# States --------------------------------------------------------------------------------------


def compare_states(
    person: Person, instrument: Instrument, period: ReportingPeriod, states: list[Party]
) -> tuple[list[tuple[Party, Distribution]], list[ComparedParagraph]]:
    """Return how each state stands, and the paragraphs in which they are compared."""
    cells = _cells(person, instrument, period)
    sums = _cells(person, instrument, period, by="paragraph")
    commitments = (
        Commitment.objects.filter(instrument=instrument)
        .select_related("instrument", "paragraph__instrument")
        .order_by("position")
    )
    sections = []
    for paragraph, group in groupby(commitments, key=lambda commitment: commitment.paragraph):
        lines = [
            _line(commitment.code, commitment, states, cells, period)
            for commitment in group
            if any((commitment.code, state.code) in cells for state in states)
        ]
        if lines:
            head = _line(paragraph.reference, paragraph, states, sums, period)
            sections.append(ComparedParagraph(head, lines))
    totals = [(state, _total(cells, {state.code})) for state in states]
    return totals, sections


def _total(cells: Cells, codes: set[str]) -> Distribution:
    """Return how the updates of the parties with these codes stand."""
    return Distribution.of(cell for (_row, code), cell in cells.items() if code in codes)


def _line(
    key: str,
    row: Paragraph | Commitment,
    states: list[Party],
    cells: Cells,
    period: ReportingPeriod,
) -> ComparedLine:
    one_off = isinstance(row, Commitment) and row.nature == Commitment.Nature.ONE_OFF
    anchor = f"?period={period.key}#{anchor_of(key, row)}"
    return ComparedLine(
        key=key,
        words=row.headline if isinstance(row, Paragraph) else row.title,
        href=address(row),
        marks=[
            _state_mark(state, cells.get((key, state.code)), address(state) + anchor, one_off)
            for state in states
        ],
    )


def _state_mark(party: Party, cell: PeriodMatrixCell | None, href: str, one_off: bool) -> StateMark:
    if cell is None or not cell.counts:
        return StateMark(party, "", "", _("Not requested"))
    css, mark, name = kind_of(cell)
    if one_off and (answer := rubric.one_off(cell.level)):
        name = rubric.ONE_OFF_NAMES[answer]
    counted = Distribution.of([cell])
    share = counted.share if counted.due > 1 else ""
    return StateMark(party, css, mark, name, signed(cell.change), share, href)


# Periods -------------------------------------------------------------------------------------


def compare_periods(
    person: Person,
    instrument: Instrument,
    before: ReportingPeriod,
    after: ReportingPeriod,
    *,
    state: Party | None,
) -> PeriodComparison:
    """Return what changed between two periods, of one state or of all, as `person` may read it."""
    old, new = (_cells(person, instrument, period) for period in (before, after))
    parties = [state] if state else by_name(Party.objects.states())
    pages = {party.code: f"{address(party)}?period={after.key}" for party in parties}
    commitments = Commitment.objects.filter(instrument=instrument).select_related("instrument")
    changes: dict[tuple[str, str], list[LevelChange]] = defaultdict(list)
    for commitment, party in product(commitments.order_by("position"), parties):
        cells = (each.get((commitment.code, party.code)) for each in (old, new))
        change = LevelChange(commitment, f"{pages[party.code]}#c{commitment.code}", *cells)
        changes[change.kind, party.code].append(change)
    kinds = []
    for kind, name in NAMES.items():
        movements = [
            (party, pages[party.code], moves)
            for party in parties
            if (moves := changes[kind, party.code])
        ]
        kinds.append(
            ChangeGroup(
                key=kind,
                name=str(name) % {"before": before.name, "after": after.name},
                count=sum(len(moves) for _party, _page, moves in movements),
                movements=[] if state is None and kind in _ONLY_COUNTED else movements,
            )
        )
    return PeriodComparison(
        before=before,
        after=after,
        totals=[(before, _total(old, set(pages))), (after, _total(new, set(pages)))],
        compared=sum(group.count for group in kinds if group.key in (UP, DOWN, SAME)),
        kinds=kinds,
    )


def _level_mark(cell: PeriodMatrixCell | None) -> LevelMark:
    return LevelMark(*kind_of(cell)[:2]) if cell else LevelMark()
