"""Values of indicators as small charts with the table behind them; and what open data there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Final

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.foundation.formats import decimals_of
from commitments.models import Commitment, Indicator, IndicatorValue, Instrument, Party
from commitments.parties.queries import by_name
from tracker.periods.models import ReportingPeriod

API: Final = "/api/v1/"
JSON: Final = "JSON"

# In units of the chart; the style sheet says how large it is shown.
WIDTH: Final = 120
HEIGHT: Final = 40
MARGIN: Final = 3
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Scale:
    """Years from left to right, values from 0 upwards."""

    first: int
    last: int
    top: float

    @classmethod
    def of(cls, values: Iterable[IndicatorValue]) -> Scale:
        """Return the scale on which all of the values fit."""
        points = [(value.year, height_of(value)) for value in values] or [(0, 0.0)]
        years, heights = zip(*points, strict=True)
        return cls(min(years), max(years), max(heights))

    def place(self, value: IndicatorValue) -> tuple[float, float]:
        """Return x and y, in units of the chart."""
        span, top = max(self.last - self.first, 1), self.top or 1.0
        x = MARGIN + (value.year - self.first) * (WIDTH - 2 * MARGIN) / span
        y = HEIGHT - MARGIN - height_of(value) * (HEIGHT - 2 * MARGIN) / top
        return round(x, 1), round(y, 1)


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """One line: `line`, `dots` and `censored` are SVG paths; `values` are in order of years."""

    indicator: Indicator
    state: Party
    disaggregation: str
    values: list[IndicatorValue]
    line: str
    dots: str
    censored: str

    @property
    def decimals(self) -> int:
        """The number of decimals with which all of its values are written."""
        return decimals_of(value.value for value in self.values if value.value is not None)

    @property
    def latest(self) -> IndicatorValue:
        """The value of the last year."""
        return self.values[-1]


def height_of(value: IndicatorValue) -> float:
    """Return the height of a value; of a censored one (`<5`), that of the figure in it."""
    if value.value is not None:
        return max(float(value.value), 0.0)
    figure = _FIGURE.search(value.censored)
    return float(figure[0]) if figure else 0.0


def series_of(values: Sequence[IndicatorValue], scale: Scale) -> SeriesChart:
    """Return the chart of values of one indicator, state and disaggregation, by year."""
    measured = [scale.place(value) for value in values if value.value is not None]
    censored = [scale.place(value) for value in values if value.value is None]
    return SeriesChart(
        indicator=values[0].indicator,
        state=values[0].state,
        disaggregation=values[0].disaggregation,
        values=list(values),
        line="M" + "L".join(f"{x:g} {y:g}" for x, y in measured) if len(measured) > 1 else "",
        dots="".join(f"M{x:g} {y:g}h0" for x, y in measured),
        censored="".join(f"M{x - 2:g} {y - 3:g}h4l-2 3z" for x, y in censored),
    )


def states_series(state: Party) -> list[SeriesChart]:
    """Return every series of a state, each on its own scale; one query."""
    values = (
        IndicatorValue.objects.filter(state=state)
        .select_related("indicator", "state")
        .order_by("indicator__code", "disaggregation", "year")
    )
    groups = groupby(values, key=lambda value: (value.indicator_id, value.disaggregation))
    series = [list(group) for _key, group in groups]
    return [series_of(each, Scale.of(each)) for each in series]


@dataclass(frozen=True, slots=True)
class StateRow:
    """A state's chart, the top of its scale, and its value or None for every year."""

    series: SeriesChart
    top: float
    values: list[Decimal | str | None]


def state_rows(values: Sequence[IndicatorValue], scale: Scale, *, apart: bool) -> list[StateRow]:
    """Return a row for each state, by name; `apart`: each on a scale up to its own highest value.

    The values are given in the order of states and years. A censored value is shown as it stands in
    the source.
    """
    years = sorted({value.year for value in values})
    by_state = {key: list(group) for key, group in groupby(values, key=lambda each: each.state_id)}
    rows = []
    for state in by_name(series[0].state for series in by_state.values()):
        series = by_state[state.pk]
        if apart:
            scale = replace(scale, top=Scale.of(series).top)
        by_year = {
            each.year: each.censored if each.value is None else each.value for each in series
        }
        shown = [by_year.get(year) for year in years]
        rows.append(StateRow(series_of(series, scale), scale.top, shown))
    return rows


@dataclass(frozen=True, slots=True)
class DataSet:
    """One kind of data: what it is, how many rows it has, and (label, address) of its sources."""

    words: str
    count: int | None
    links: list[tuple[str, str]]


def examples(period: ReportingPeriod | None) -> list[str]:
    """Return requests to the API that can be sent as they are, without the API's own address."""
    requests = [
        f"paragraphs/7/?language={get_language()}",
        "commitments/?paragraph=7&fields=code,title",
        "indicator-values/?indicator=WB-HOMICIDE&state=SLV",
    ]
    if period is not None:
        requests += [
            f"matrix/?period={period.key}&by=paragraph",
            f"updates/?period={period.key}&party=SLV",
        ]
    return requests


def _whole(name: str) -> list[tuple[str, str]]:
    return [(JSON, f"{API}{name}/?page_size=500")]


def catalogue_data(instrument: Instrument) -> list[DataSet]:
    """Return the data sets of the catalogue; five queries."""
    one_instrument = [(JSON, f"{API}instruments/{instrument.key}/")]
    words = _("Instruments, with their text and its paragraphs")
    return [
        DataSet(words, Instrument.objects.count(), one_instrument),
        DataSet(
            _("Commitments, with their text, themes, and deadlines"),
            Commitment.objects.current().count(),
            _whole("commitments"),
        ),
        DataSet(
            _("Member states, with their standing over time"),
            Party.objects.states().count(),
            _whole("member-states"),
        ),
        DataSet(_("Bodies"), Party.objects.bodies().count(), _whole("bodies")),
        DataSet(
            _("Values of indicators, with their sources"),
            IndicatorValue.objects.count(),
            _whole("indicator-values"),
        ),
    ]


def reported_data(updates: int, period: ReportingPeriod | None) -> list[DataSet]:
    """Return the data sets of what was reported; `updates`: how many are published."""
    words = _("Published updates, as written by the parties")
    rows = [DataSet(words, updates, [*_whole("updates"), ("Atom", reverse("updates-feed"))])]
    if period is not None:
        matrix = f"{API}matrix/?period={period.key}&by="
        links = [
            (f"{JSON}, " + _("by paragraph"), matrix + "paragraph"),
            (f"{JSON}, " + _("by commitment"), matrix + "commitment"),
        ]
        rows.append(DataSet(_("Matrix of levels, %(key)s") % {"key": period.name}, None, links))
    formats = [("DOCX, PDF, XLSX, HTML, JSON", reverse("reports"))]
    return [*rows, DataSet(_("Status reports, as issued"), None, formats)]
