"""What the home page shows beside the matrix: the map, volunteers, and what is due next.

The shapes of the map are in `americas.svg`, which `manage.py draw_map` draws. Pages refer to them
there, so that a browser fetches the file once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.foundation.errors import Words
from commitments.models import AssemblySession, Participation, Party
from commitments.parties.queries import by_name
from commitments.templatetags.catalogue import address
from tracker.periods.models import ReportingPeriod
from tracker.public.cartography import AMERICAS, CARIBBEAN, Frame
from tracker.public.view_models.matrix_view import FEW, FEWER_THAN_HALF, kind_of
from tracker.updates.queries.matrix import PeriodMatrix, PeriodMatrixCell
from tracker.updates.view_models.distribution import KINDS, Distribution

_DRAWN: Final = Path(__file__).parents[2] / "static/tracker/americas.svg"
_SHAPE: Final = re.compile(r'id="([a-z])-([A-Z]{3})"')
# Class, pattern and words: the share of the updates due that was reported.
Step = tuple[str, str, Words]
_NOT_REQUESTED: Final[Step] = ("none", "", gettext_lazy("Not requested"))
STEPS: Final[tuple[Step, ...]] = (
    ("s5", "", gettext_lazy("80% or more")),
    ("s4", "across", gettext_lazy("60% to under 80%")),
    ("s3", "grid", gettext_lazy("40% to under 60%")),
    ("s2", "up", gettext_lazy("20% to under 40%")),
    ("s1", "dots", gettext_lazy("Under 20%")),
    ("s0", "down", gettext_lazy("Requested, none reported so far")),
    _NOT_REQUESTED,
)
_STEP_CLASSES: Final = {css for css, _pattern, _words in STEPS}
# The patterns of the levels, the same as in the matrix and in reports.
_PATTERNS: Final = {
    "l1": "dots",
    "l2": "up",
    "l3": "grid",
    "lna": "down",
    "lw": "across",
    "lr": "across",
}
# In place of STEPS, where the map shows the levels in one row.
_LEVELS: Final[tuple[Step, ...]] = (
    *((css, _PATTERNS.get(css, ""), name) for css, _mark, name in KINDS.values()),
    ("la", "dots", FEWER_THAN_HALF),
    _NOT_REQUESTED,
)


@dataclass(frozen=True, slots=True)
class MapState:
    """A state on the map and in the table behind it; `css` and `pattern` stand for `words`."""

    party: Party
    name: str
    href: str
    css: str
    pattern: str
    words: Words
    standing: Words
    distribution: Distribution

    @property
    def label(self) -> str:
        """The name of the state, its standing if unusual, its level, and how much was reported."""
        share = self.distribution.share if self.distribution.due else _("Not requested")
        level = "" if self.css in _STEP_CLASSES else str(self.words)
        return " · ".join(filter(None, (self.name, str(self.standing), level, share)))


@dataclass(frozen=True, slots=True)
class Picture:
    """One frame: the states that are links in it, and those that are links in the other frame."""

    frame: Frame
    linked: list[MapState]
    others: list[MapState]


@dataclass(frozen=True, slots=True)
class Map:
    """The pictures, the states by name in the active language, and the legend.

    `legend`: (class, pattern, words, number of states) of all steps, or of the levels that occur.
    """

    pictures: list[Picture]
    places: list[MapState]
    legend: list[tuple[str, str, Words, int]]

    @property
    def invited(self) -> int:
        """How many states have an update due."""
        return sum(place.distribution.due > 0 for place in self.places)


def drawn() -> dict[str, set[str]]:
    """Return the codes of the states in the file, by the prefix of their frame."""
    codes: dict[str, set[str]] = defaultdict(set)
    for prefix, code in _SHAPE.findall(_DRAWN.read_text("utf-8")):
        codes[prefix].add(code)
    return dict(codes)


_IN_FRAME: Final = drawn()


def americas(
    *,
    matrix: PeriodMatrix,
    parties: Iterable[Party],
    standings: Mapping[int, Participation],
    row: str = "",
) -> Map:
    """Return the map of how much each state reported, or of its level in one `row`.

    `standings`: each state's participation today, by its primary key.
    """
    cells: dict[str, list[PeriodMatrixCell]] = defaultdict(list)
    for cell in matrix.cells:
        if not row or cell.row == row:
            cells[cell.party].append(cell)
    places = []
    for state in by_name(party for party in parties if party.is_state):
        distribution = Distribution.of(cells[state.code])
        css, pattern, words = _level(cells[state.code]) if row else _step(distribution)
        places.append(
            MapState(
                party=state,
                name=state.name,
                href=f"{address(state)}?period={matrix.period}",
                css=css,
                pattern=pattern,
                words=words,
                standing=_unusual_standing(standings.get(state.pk)),
                distribution=distribution,
            )
        )
    counts = Counter((place.css, place.pattern, place.words) for place in places)
    return Map(
        pictures=[_picture(frame, places) for frame in (AMERICAS, CARIBBEAN)],
        places=places,
        legend=[
            (*step, counts[step]) for step in (_LEVELS if row else STEPS) if not row or counts[step]
        ],
    )


def _picture(frame: Frame, places: list[MapState]) -> Picture:
    inside = [place for place in places if place.party.code in _IN_FRAME[frame.prefix]]
    islands = [place for place in inside if place.party.subregion == "Caribbean"]
    others = [place for place in inside if place not in islands]
    linked, unlinked = (islands, others) if frame is CARIBBEAN else (others, islands)
    return Picture(frame, linked, unlinked)


def _unusual_standing(participation: Participation | None) -> Words:
    """Return the standing of a state today; "" where it participates or nothing is recorded."""
    if participation is None or participation.standing == Participation.Standing.PARTICIPATING:
        return ""
    return participation.get_standing_display()


def _step(distribution: Distribution) -> Step:
    """Return the step of the share reported; STEPS are in the order of falling shares."""
    if not distribution.due:
        return _NOT_REQUESTED
    if not distribution.answered:
        return STEPS[5]
    fifths = 5 * distribution.answered // distribution.due
    return STEPS[4 - min(fifths, 4)]


def _level(cells: list[PeriodMatrixCell]) -> Step:
    css, mark, name = kind_of(cells[0]) if cells else ("", "", "")
    if not css:
        return _NOT_REQUESTED
    return css, "dots" if mark == FEW else _PATTERNS.get(css, ""), name


@dataclass(frozen=True, slots=True)
class NextDates:
    """The period that is due next, in how many days, and the next regular session."""

    next_period: ReportingPeriod | None
    days_left: int | None
    next_session: AssemblySession | None


def next_dates(at: datetime) -> NextDates:
    """Return what is due next; three times None where no date is set."""
    unfinished = ReportingPeriod.objects.exclude(state=ReportingPeriod.State.CLOSED)
    period = unfinished.filter(due_at__gte=at).order_by("due_at").first()
    sessions = AssemblySession.objects.filter(
        kind=AssemblySession.Kind.REGULAR, starts_on__gte=at.date()
    )
    return NextDates(
        next_period=period,
        days_left=(period.due_at.date() - at.date()).days if period else None,
        next_session=sessions.order_by("starts_on").first(),
    )


def volunteers(matrix: PeriodMatrix, parties: list[Party]) -> list[tuple[Party, int]]:
    """Return the parties with voluntary updates, by name, and how many they have."""
    counts: Counter[str] = Counter()
    for cell in matrix.cells:
        counts[cell.party] += cell.counts.get("volunteered", 0)
    return [(party, counts[party.code]) for party in by_name(parties) if counts[party.code]]
