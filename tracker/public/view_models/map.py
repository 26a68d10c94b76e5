"""The map of the Americas for its template: the shape, color and pattern of each state.

The shapes are in `americas.svg`, which `manage.py draw_map` draws. Pages refer to them there, so
that a browser fetches the file once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.foundation.errors import Words
from commitments.models import Participation, Party
from commitments.parties.queries import by_name
from tracker.public.cartography.drawing import AMERICAS, CARIBBEAN, Frame
from tracker.public.view_models.matrix_view import FEW, FEWER_THAN_HALF, kind_of
from tracker.updates.queries.matrix import PeriodMatrix, PeriodMatrixCell
from tracker.updates.view_models.distribution import KINDS, Distribution

_DRAWN: Final = Path(__file__).parents[2] / "static/tracker/americas.svg"
_SHAPE: Final = re.compile(r'id="([a-z])-([A-Z]{3})"')
# The share of the updates due that were reported: five steps, none of them, and none due.
STEPS: Final[Mapping[str, tuple[str, Words]]] = {
    "s5": ("", gettext_lazy("80% or more")),
    "s4": ("across", gettext_lazy("60% to under 80%")),
    "s3": ("grid", gettext_lazy("40% to under 60%")),
    "s2": ("up", gettext_lazy("20% to under 40%")),
    "s1": ("dots", gettext_lazy("Under 20%")),
    "s0": ("down", gettext_lazy("Requested, none reported so far")),
    "none": ("", gettext_lazy("Not requested")),
}
# The patterns of the levels, the same as in the matrix and in reports.
_PATTERNS: Final = {
    "l1": "dots",
    "l2": "up",
    "l3": "grid",
    "lna": "down",
    "lw": "across",
    "lr": "across",
}


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
        seen = "" if self.css in STEPS else str(self.words)
        return " · ".join(filter(None, (self.name, str(self.standing), seen, share)))


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
    def asked(self) -> int:
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
    places = [
        _place(state, cells[state.code], standings.get(state.pk), matrix.period, bool(row))
        for state in by_name(party for party in parties if party.is_state)
    ]
    counts = Counter((place.css, place.pattern, place.words) for place in places)
    entries = _levels() if row else [(css, *step) for css, step in STEPS.items()]
    return Map(
        pictures=[_picture(frame, places) for frame in (AMERICAS, CARIBBEAN)],
        places=places,
        legend=[(*one, counts[one]) for one in entries if not row or counts[one]],
    )


def _picture(frame: Frame, places: list[MapState]) -> Picture:
    inside = [place for place in places if place.party.code in _IN_FRAME[frame.prefix]]
    islands = [place for place in inside if place.party.subregion == "Caribbean"]
    others = [place for place in inside if place not in islands]
    return (
        Picture(frame, islands, others) if frame is CARIBBEAN else Picture(frame, others, islands)
    )


def _place(
    state: Party,
    cells: list[PeriodMatrixCell],
    today: Participation | None,
    period: str,
    by_level: bool,
) -> MapState:
    distribution = Distribution.of(cells)
    css, pattern, words = _level(cells) if by_level else _step(distribution)
    usual = today is None or today.standing == Participation.Standing.PARTICIPATING
    return MapState(
        party=state,
        name=state.name,
        href=f"{reverse('state', args=[state.code])}?period={period}",
        css=css,
        pattern=pattern,
        words=words,
        standing="" if usual or today is None else today.get_standing_display(),
        distribution=distribution,
    )


def _step(distribution: Distribution) -> tuple[str, str, Words]:
    if not distribution.due:
        return ("none", *STEPS["none"])
    fifths = 5 * distribution.answered // distribution.due
    css = f"s{min(fifths, 4) + 1}" if distribution.answered else "s0"
    return (css, *STEPS[css])


def _level(cells: list[PeriodMatrixCell]) -> tuple[str, str, Words]:
    css, mark, name = kind_of(cells[0]) if cells else ("", "", "")
    if not css:
        return ("none", *STEPS["none"])
    return css, "dots" if mark == FEW else _PATTERNS.get(css, ""), name


def _levels() -> list[tuple[str, str, Words]]:
    return [
        *((css, _PATTERNS.get(css, ""), name) for css, _mark, name in KINDS.values()),
        ("la", "dots", FEWER_THAN_HALF),
        ("none", *STEPS["none"]),
    ]
