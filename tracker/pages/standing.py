"""Where things stand, made ready for templates: the period in hand, distributions, the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments import formats
from commitments.errors import Words
from commitments.models import Commitment, Instrument, Paragraph, Party
from commitments.models.languages import active_language
from tracker.models import ProgressUpdate, ReportingPeriod
from tracker.outcomes import (
    ANSWERED_KEYS,
    BESIDE_KEYS,
    DUE_KEYS,
    LEVEL_KEYS,
    OVERDUE,
    answered_of,
    due_of,
)
from tracker.rubric import RUBRIC
from tracker.selectors import Matrix, MatrixCell

from .columns import NAME, Group, groups

# What is counted, in the order of a bar: its class in the style sheet, its mark, its name.
KINDS: Final[Mapping[str, tuple[str, str, Words]]] = {
    **{str(line.level): (f"l{line.level}", line.letter, line.name) for line in RUBRIC[4::-1]},
    "not_applicable": ("lna", "–", RUBRIC[5].name),
    "withheld": ("lw", "•", gettext_lazy("Reported, not public")),
    "received": ("lr", "○", gettext_lazy("Received, not yet reviewed")),
    "awaited": ("la", "·", gettext_lazy("Awaited")),
    "not_reported": ("ln", "×", gettext_lazy("Not reported")),
    "volunteered": ("lw", "+", gettext_lazy("Voluntary (not counted in rates)")),
    "undecided": ("la", "?", gettext_lazy("Standing undecided (not counted in rates)")),
}
_KINDS_DUE: Final = {key: shown for key, shown in KINDS.items() if key in DUE_KEYS}
_ANSWERED: Final = tuple(key for key in KINDS if key in ANSWERED_KEYS)
FEW: Final = "…"
FEWER_THAN_HALF: Final = gettext_lazy("Fewer than half of those due have been reported")
# Which of them a cell shows where it has no level, the first that occurs.
_WITHOUT_LEVEL: Final = (
    *("not_applicable", "withheld", "received", "not_reported", "awaited"),
    *BESIDE_KEYS,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar that is as long as what was due: how many, `before` how many others."""

    css: str
    name: Words
    count: int
    before: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many of those due stand where; every number with its denominator."""

    counts: Counter[str]

    @classmethod
    def of(cls, cells: Iterable[MatrixCell]) -> Distribution:
        total: Counter[str] = Counter()
        for cell in cells:
            total.update(cell.counts)
        return cls(total)

    @property
    def due(self) -> int:
        """The denominator: what the party was not asked for, or may not have been, is not in it."""
        return due_of(self.counts)

    @property
    def answered(self) -> int:
        """How many of those due are accepted, whether or not the reader may read them."""
        return answered_of(self.counts)

    @property
    def received(self) -> int:
        """How many are submitted and not decided on yet."""
        return self.counts["received"]

    @property
    def submitted(self) -> int:
        """How many the party has passed on: accepted, or received."""
        return self.answered + self.received

    @property
    def share(self) -> str:
        """How many of how many, in words; what waits for the secretariat stands beside it."""
        language = active_language()
        told = _("%(reported)s of %(due)s reported") % {
            "reported": formats.number(self.answered, language),
            "due": formats.number(self.due, language),
        }
        return f"{told}, {self.in_hand}" if self.received else told

    @property
    def in_hand(self) -> str:
        """How many are received and not yet reviewed, in words."""
        received = formats.number(self.received, active_language())
        return _("%(received)s received and not yet reviewed") % {"received": received}

    @property
    def segments(self) -> list[Segment]:
        before, found = 0, []
        for key, (css, _mark, name) in _KINDS_DUE.items():
            count = self.counts[key]
            if count:
                found.append(Segment(css, name, count, before))
            before += count
        return found


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix as it is shown; `label` tells all of it, `href` leads to its updates.

    Where nothing was asked there is nothing but the class. `first`: of a group of columns.
    """

    css: str = ""
    mark: str = ""
    label: str = ""
    href: str = ""
    change: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: its heading's address and words, and one cell a party."""

    key: str
    words: str
    href: str
    cells: list[Cell]
    distribution: Distribution


@dataclass(frozen=True, slots=True)
class Table:
    """The matrix; the parties of `groups`, one after the other, head its columns."""

    groups: list[Group]
    rows: list[Row]

    @property
    def parties(self) -> list[Party]:
        return [party for group in self.groups for party in group.parties]

    @property
    def names(self) -> list[tuple[str, str, Words]]:
        """The legend: a class, a mark, and what it means."""
        return [*KINDS.values(), ("la", FEW, FEWER_THAN_HALF)]


def choose_period(
    request: HttpRequest, instrument: Instrument
) -> tuple[list[ReportingPeriod], ReportingPeriod | None]:
    """Return the instrument's opened periods, newest first, and the one that `?period=` names.

    By default the newest that is open, else the newest closed; None where there is none. Raises
    Http404 for an unknown one.
    """
    periods = list(
        ReportingPeriod.objects.filter(instruments=instrument)
        .exclude(state=ReportingPeriod.State.PLANNED)
        .order_by("-opens_at", "-covers_from")
    )
    key = request.GET.get("period")
    if key:
        for period in periods:
            if period.key == key:
                return periods, period
        raise Http404
    still_open = (p for p in periods if p.state == ReportingPeriod.State.OPEN)
    return periods, next(still_open, periods[0] if periods else None)


def holds_sample(period: ReportingPeriod | None) -> bool:
    """Whether what is shown of the period rests on rows marked sample."""
    if period is None:
        return False
    return period.sample or ProgressUpdate.objects.filter(period=period, sample=True).exists()


def table(
    *,
    matrix: Matrix,
    rows: Iterable[tuple[str, Paragraph | Commitment, str, str]],
    parties: Iterable[Party],
    by: str = NAME,
) -> Table:
    """Return the matrix for the rows wanted: (key, what it is, its words, its address).

    `by`: the order of the parties, one of `columns.ORDERS`.
    """
    asked = set(matrix.parties)
    columns = groups((party for party in parties if party.code in asked), by)
    by_row: dict[str, dict[str, MatrixCell]] = {}
    for cell in matrix.cells:
        by_row.setdefault(cell.row, {})[cell.party] = cell
    links = [
        (party.code, party.name, _address(party, matrix.period), bool(number) and party == heads)
        for number, group in enumerate(columns)
        for heads in group.parties[:1]
        for party in group.parties
    ]
    made = []
    for key, thing, words, href in rows:
        cells = by_row.get(key, {})
        anchor = f"paragraph-{key}" if isinstance(thing, Paragraph) else f"c{key}"
        made.append(
            Row(
                key=key,
                words=words,
                href=href,
                cells=[
                    shown_cell(cells.get(code), f"{key} · {name}", f"{link}#{anchor}", first)
                    for code, name, link, first in links
                ],
                distribution=Distribution.of(cells.values()),
            )
        )
    return Table(groups=columns, rows=made)


def _address(party: Party, period: str) -> str:
    page = reverse("state" if party.is_state else "body", args=[party.code])
    return f"{page}?period={period}"


def kind_of(cell: MatrixCell) -> tuple[str, str]:
    """Return the class and the mark of a cell; `FEW` where fewer than half have been reported."""
    if cell.level is not None:
        css, mark, _name = KINDS[str(cell.level)]
        return css, mark
    if any(cell.counts.get(key) for key in LEVEL_KEYS):
        return "la", FEW
    for key in _WITHOUT_LEVEL:
        if cell.counts.get(key):
            css, mark, _name = KINDS[key]
            return css, mark
    return "", ""


def shown_cell(cell: MatrixCell | None, place: str, href: str, first: bool) -> Cell:
    """Return what a cell shows, an empty one where nothing is due of the party.

    Its label: "<place> · 3 Substantial +1 · 4 of 6 reported. Full 1. …".
    """
    if cell is None or not cell.counts:
        return Cell(first=first)
    css, mark = kind_of(cell)
    change = signed(cell.change)
    name = FEWER_THAN_HALF if mark == FEW else next(n for _c, m, n in KINDS.values() if m == mark)
    seen = f"{mark} {name} {change}".rstrip() if cell.level is not None else str(name)
    return Cell(
        css=css,
        mark=mark,
        label=f"{place} · {seen} · {_counted(cell.counts)}",
        href=href,
        change=change,
        first=first,
    )


def _counted(counts: Mapping[str, int]) -> str:
    """Return how many of those due were reported, and how many of them stand where."""
    distribution = Distribution(Counter(counts))
    said = [distribution.share + "."] if distribution.due else []
    # Where one was due, the cell has said already what stands for it.
    if distribution.due > 1:
        said += [f"{KINDS[key][2]} {counts[key]}." for key in _ANSWERED if counts.get(key)]
    said += [f"{KINDS[key][2]} {counts[key]}." for key in BESIDE_KEYS if counts.get(key)]
    return " ".join(said)


def signed(change: int | None) -> str:
    """Return `+1`, `−1` (a true minus), or "" for none."""
    if not change:
        return ""
    return f"+{change}" if change > 0 else f"−{-change}"


def standing_words(distribution: Distribution) -> str:
    """Return the sentence a bar carries: how many of how many, and where they stand."""
    if not distribution.due:
        return _("Nothing was asked for.")
    language = active_language()
    said = "; ".join(
        f"{segment.name} {formats.number(segment.count, language)}"
        for segment in distribution.segments
    )
    if overdue := distribution.counts[OVERDUE]:
        said += "; " + _("overdue %(many)s of these") % {"many": formats.number(overdue, language)}
    return f"{distribution.share}. {said}."
