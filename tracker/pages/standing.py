"""Where things stand, made ready for templates: the period in hand, distributions, the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.errors import Words
from commitments.models import Commitment, Instrument, Paragraph, Party
from tracker.models import ProgressUpdate, ReportingPeriod
from tracker.rubric import RUBRIC
from tracker.selectors import Matrix, MatrixCell

# What is counted, in the order of a bar: its class in the style sheet, its mark, its name.
KINDS: Final[Mapping[str, tuple[str, str, Words]]] = {
    **{str(line.level): (f"l{line.level}", line.letter, line.name) for line in RUBRIC[4::-1]},
    "not_applicable": ("lna", "–", RUBRIC[5].name),
    "withheld": ("lw", "•", gettext_lazy("Reported, not public")),
    "awaited": ("la", "·", gettext_lazy("Awaited")),
    "not_reported": ("ln", "×", gettext_lazy("Not reported")),
    "volunteered": ("lw", "+", gettext_lazy("Volunteered, in no rate")),
}
_REPORTED: Final = ("4", "3", "2", "1", "0", "not_applicable", "withheld")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar; `x` and `width` are hundredths of it, as SVG wants them."""

    css: str
    name: Words
    count: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many of those due stand where; every number with its denominator."""

    counts: Counter[str]

    @classmethod
    def of(cls, cells: Iterable[MatrixCell]) -> Distribution:
        total: Counter[str] = Counter()
        for cell in cells:
            total.update(cell.counts)
        # Nobody asked for it: it stands in no rate.
        del total["volunteered"]
        return cls(total)

    @property
    def due(self) -> int:
        return self.counts.total()

    @property
    def reported(self) -> int:
        return sum(self.counts[key] for key in _REPORTED)

    @property
    def segments(self) -> list[Segment]:
        due, before, found = self.due, 0, []
        for key, (css, _mark, name) in KINDS.items():
            count = self.counts[key]
            if count:
                found.append(
                    Segment(css, name, count, f"{before / due:.4%}"[:-1], f"{count / due:.4%}"[:-1])
                )
            before += count
        return found


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix as it is shown; `href` leads to its updates."""

    css: str
    mark: str
    title: str
    href: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: its heading's address and words, and one cell (or None) a party."""

    key: str
    words: str
    href: str
    cells: list[Cell | None]
    distribution: Distribution


@dataclass(frozen=True, slots=True)
class Table:
    """The matrix; `first_body` is the code of the first party that is not a state, or ""."""

    parties: list[Party]
    rows: list[Row]
    first_body: str
    names: list[tuple[str, str, Words]] = field(
        default_factory=lambda: [
            *KINDS.values(),
            ("la", "…", gettext_lazy("Fewer than half of those due have been reported")),
        ]
    )


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
        .order_by("-opens_at")
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
) -> Table:
    """Return the matrix for the rows wanted: (key, what it is, its words, its address)."""
    shown = [party for party in parties if party.code in set(matrix.parties)]
    order = {code: place for place, code in enumerate(matrix.parties)}
    shown.sort(key=lambda party: order[party.code])
    by_row: dict[str, dict[str, MatrixCell]] = {}
    for cell in matrix.cells:
        by_row.setdefault(cell.row, {})[cell.party] = cell
    links = {party.code: _party_address(party) for party in shown}
    made = []
    for key, thing, words, href in rows:
        cells = by_row.get(key, {})
        anchor = f"?period={matrix.period}#{'p' if isinstance(thing, Paragraph) else 'c'}{key}"
        made.append(
            Row(
                key=key,
                words=words,
                href=href,
                cells=[
                    shown_cell(cells.get(party.code), party, key, links[party.code] + anchor)
                    for party in shown
                ],
                distribution=Distribution.of(cells.values()),
            )
        )
    return Table(
        parties=shown,
        rows=made,
        first_body=next((party.code for party in shown if not party.is_state), ""),
    )


def _party_address(party: Party) -> str:
    return reverse("state" if party.is_state else "body", args=[party.code])


def kind_of(cell: MatrixCell) -> tuple[str, str]:
    """Return the class and the mark of a cell; "…" where fewer than half have been reported."""
    if cell.level is not None:
        css, mark, _name = KINDS[str(cell.level)]
        return css, mark
    if any(cell.counts.get(key) for key in "01234"):
        return "la", "…"
    for key in ("not_applicable", "withheld", "not_reported", "awaited", "volunteered"):
        if cell.counts.get(key):
            css, mark, _name = KINDS[key]
            return css, mark
    return "", ""


def shown_cell(cell: MatrixCell | None, party: Party, key: str, href: str) -> Cell | None:
    """Return what a cell shows, None where nothing is due of the party."""
    if cell is None or not cell.counts:
        return None
    css, mark = kind_of(cell)
    counted = ", ".join(
        f"{name} {cell.counts[kind]}"
        for kind, (_css, _mark, name) in KINDS.items()
        if cell.counts.get(kind)
    )
    return Cell(
        css=css,
        mark=mark,
        title=f"{party.name} · {key} · {counted}",
        href=href,
        change=signed(cell.change),
    )


def signed(change: int | None) -> str:
    """Return `+1`, `−1` (a true minus), or "" for none."""
    if not change:
        return ""
    return f"+{change}" if change > 0 else f"−{-change}"


def standing_words(distribution: Distribution) -> str:
    """Return the sentence a bar carries: how many of how many, and where they stand."""
    if not distribution.due:
        return _("Nothing was asked for.")
    said = "; ".join(f"{segment.name} {segment.count}" for segment in distribution.segments)
    share = _("%(reported)d of %(due)d reported") % {
        "reported": distribution.reported,
        "due": distribution.due,
    }
    return f"{share}. {said}."
