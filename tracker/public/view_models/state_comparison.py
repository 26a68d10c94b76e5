"""States side by side in one period: what differs, never who does better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from commitments.foundation.errors import Words
from commitments.models import Commitment, Instrument, Paragraph, Party
from commitments.people.rules.permissions import Person
from commitments.templatetags.catalogue import address
from tracker.periods.models import ReportingPeriod
from tracker.public.view_models.matrix_view import anchor_of, kind_of, signed
from tracker.updates.queries.matrix import PeriodMatrixCell, matrix
from tracker.updates.rules import rubric
from tracker.updates.view_models.distribution import Distribution

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
    change: str
    share: str
    href: str


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A paragraph or a commitment, with a mark for each state in the order of the states."""

    key: str
    words: str
    href: str
    spots: list[StateMark]


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph, and those of its commitments that concern one of the states at least."""

    head: ComparedLine
    lines: list[ComparedLine]


def side_by_side(
    person: Person, instrument: Instrument, period: ReportingPeriod, states: list[Party]
) -> tuple[list[tuple[Party, Distribution]], list[ComparedParagraph]]:
    """Return how each state stands, and the paragraphs in which they are compared."""
    by_commitment, by_paragraph = (
        matrix(period=period, instrument=instrument, by=row, person=person).cells
        for row in ("commitment", "paragraph")
    )
    cells = {(cell.row, cell.party): cell for cell in by_commitment}
    sums = {(cell.row, cell.party): cell for cell in by_paragraph}
    commitments = (
        Commitment.objects.filter(instrument=instrument)
        .select_related("instrument", "paragraph__instrument")
        .order_by("position")
    )
    sections = []
    for paragraph, group in groupby(commitments, key=lambda one: one.paragraph):
        lines = [
            _line(one.code, one, states, cells, period)
            for one in group
            if any((one.code, state.code) in cells for state in states)
        ]
        if lines:
            head = _line(paragraph.reference, paragraph, states, sums, period)
            sections.append(ComparedParagraph(head, lines))
    totals = [
        (state, Distribution.of(cell for cell in by_commitment if cell.party == state.code))
        for state in states
    ]
    return totals, sections


def _line(
    key: str,
    thing: Paragraph | Commitment,
    states: list[Party],
    cells: Cells,
    period: ReportingPeriod,
) -> ComparedLine:
    one_off = isinstance(thing, Commitment) and thing.nature == Commitment.Nature.ONE_OFF
    return ComparedLine(
        key=key,
        words=thing.headline if isinstance(thing, Paragraph) else thing.title,
        href=address(thing),
        spots=[
            _mark(
                state,
                cells.get((key, state.code)),
                f"{address(state)}?period={period.key}#{anchor_of(key, thing)}",
                one_off=one_off,
            )
            for state in states
        ],
    )


def _mark(party: Party, cell: PeriodMatrixCell | None, href: str, *, one_off: bool) -> StateMark:
    if cell is None or not cell.counts:
        return StateMark(party, "", "", _("Not requested"), "", "", "")
    css, mark, name = kind_of(cell)
    if one_off and (reads := rubric.one_off(cell.level)):
        name = rubric.ONE_OFF_NAMES[reads]
    counted = Distribution.of([cell])
    return StateMark(
        party=party,
        css=css,
        mark=mark,
        name=name,
        change=signed(cell.change),
        share=counted.share if counted.due > 1 else "",
        href=href,
    )
