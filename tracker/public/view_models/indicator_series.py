"""Measured series as small pictures of one scale, and the table behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from commitments.foundation.formats import decimals_of
from commitments.models import Indicator, IndicatorValue, Party

# Units of the picture; the style sheet says how large it is shown.
WIDTH: Final = 120
HEIGHT: Final = 40
MARGIN: Final = 3
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Scale:
    """Years from left to right, values from nought upwards."""

    first: int
    last: int
    top: float

    @classmethod
    def of(cls, values: Iterable[IndicatorValue]) -> Scale:
        """Return the one scale that holds them all."""
        held = list(values)
        years = [value.year for value in held] or [0]
        return cls(min(years), max(years), max([height_of(value) for value in held], default=0.0))

    def place(self, value: IndicatorValue) -> tuple[float, float]:
        """Return x and y, in units of the picture."""
        span, top = max(self.last - self.first, 1), self.top or 1.0
        x = MARGIN + (value.year - self.first) * (WIDTH - 2 * MARGIN) / span
        y = HEIGHT - MARGIN - height_of(value) * (HEIGHT - 2 * MARGIN) / top
        return round(x, 1), round(y, 1)


@dataclass(frozen=True, slots=True)
class Series:
    """One line: `line`, `dots` and `censored` are paths of SVG; `values` are by year."""

    indicator: Indicator
    state: Party
    disaggregation: str
    values: list[IndicatorValue]
    line: str
    dots: str
    censored: str

    @property
    def decimals(self) -> int:
        """To how many decimals its values are written, all alike."""
        return decimals_of(value.value for value in self.values if value.value is not None)

    @property
    def latest(self) -> IndicatorValue:
        """The value of the last year there is."""
        return self.values[-1]


def height_of(value: IndicatorValue) -> float:
    """Return where a value stands; a censored one (`<5`) at the figure that it is told against."""
    if value.value is not None:
        return max(float(value.value), 0.0)
    figure = _FIGURE.search(value.censored)
    return float(figure[0]) if figure else 0.0


def series_of(values: Sequence[IndicatorValue], scale: Scale) -> Series:
    """Return the picture of values of one indicator, state and disaggregation, by year."""
    known = [scale.place(value) for value in values if value.value is not None]
    censored = [scale.place(value) for value in values if value.value is None]
    return Series(
        indicator=values[0].indicator,
        state=values[0].state,
        disaggregation=values[0].disaggregation,
        values=list(values),
        line="M" + "L".join(f"{x:g} {y:g}" for x, y in known) if len(known) > 1 else "",
        dots="".join(f"M{x:g} {y:g}h0" for x, y in known),
        censored="".join(f"M{x - 2:g} {y - 3:g}h4l-2 3z" for x, y in censored),
    )


def states_series(state: Party) -> list[Series]:
    """Return every series of a state, each on a scale of its own; one query."""
    values = (
        IndicatorValue.objects.filter(state=state)
        .select_related("indicator", "state")
        .order_by("indicator__code", "disaggregation", "year")
    )
    return [
        series_of(held, Scale.of(held))
        for _key, group in groupby(values, key=lambda one: (one.indicator_id, one.disaggregation))
        if (held := list(group))
    ]


def shown_value(value: IndicatorValue) -> Decimal | str:
    """Return the value, or the censored one as it stands in the source."""
    return value.censored if value.value is None else value.value
