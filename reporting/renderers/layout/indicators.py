"""Indicators with their series: small lines, each state beside itself alone."""

from __future__ import annotations

from collections import defaultdict

from reporting.dataset import IndicatorSeries, Point
from reporting.renderers import charts
from reporting.renderers.blocks import (
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Prose,
    Run,
    Section,
    Table,
)
from reporting.renderers.edition import Edition
from reporting.renderers.layout.pieces import body, cell


def indicators(edition: Edition) -> list[Section]:
    """Return a figure for each series that has values, then the table of those that have none."""
    words, found = edition.words, edition.dataset.indicators
    if not found:
        return []
    blocks: list[Block] = [
        Heading(level=1, text=words("indicators"), anchor="indicators"),
        body(words("indicators.intro")),
    ]
    for series in found:
        if series.points:
            blocks += _series(edition, series)
    empty = [series for series in found if not series.points]
    if empty:
        blocks.append(_others(edition, empty))
    return [Section(blocks=tuple(blocks))]


def _series(edition: Edition, series: IndicatorSeries) -> list[Block]:
    title = edition.name(series.titles)
    blocks: list[Block] = [Heading(level=2, text=f"{series.code} – {title}")]
    by_state: dict[str, list[Point]] = defaultdict(list)
    for point in series.points:
        by_state[point.state].append(point)
    states = [
        code
        for code in edition.by_name(by_state)
        if any(point.value is not None for point in by_state[code])
    ]
    if states:
        blocks.append(_figure(edition, series, states, by_state))
    blocks.append(Prose(runs=(Run(text=source_words(edition, series)),), kind="small"))
    return blocks


def source_words(edition: Edition, series: IndicatorSeries) -> str:
    """Return a series' source, with its licence where it has one."""
    key = "indicators.source" if series.licence else "indicators.source.only"
    return edition.words(key, source=series.source, licence=series.licence)


def _known(points: list[Point]) -> list[tuple[int, float]]:
    return sorted((p.year, p.value) for p in points if p.value is not None)


def _figure(
    edition: Edition, series: IndicatorSeries, states: list[str], by_state: dict[str, list[Point]]
) -> Figure:
    words = edition.words
    known = {state: _known(by_state[state]) for state in states}
    drawing = charts.small_multiples([_small(edition, code, known[code]) for code in states])
    years = [year for points in known.values() for year, _value in points]
    caption = words(
        "indicators.caption",
        title=edition.name(series.titles),
        unit=series.unit or "–",
        first=str(min(years)),
        last=str(max(years)),
    )
    values = "; ".join(_told(edition, code, known[code]) for code in states)
    return Figure(
        svg=charts.svg(drawing),
        width=drawing.width,
        height=drawing.height,
        alternative=words("indicators.alternative", n=len(states), values=f"{values}."),
        caption=caption,
    )


def _small(edition: Edition, code: str, points: list[tuple[int, float]]) -> charts.Series:
    def told(point: tuple[int, float]) -> str:
        return f"{point[0]}: {edition.words.number(round(point[1], 1))}"

    return charts.Series(
        label=edition.party(code),
        points=tuple(points),
        first=told(points[0]) if len(points) > 1 else "",
        last=told(points[-1]),
    )


def _told(edition: Edition, code: str, points: list[tuple[int, float]]) -> str:
    (first_year, first), (last_year, last) = points[0], points[-1]
    key = "indicators.value" if len(points) > 1 else "indicators.point"
    return edition.words(
        key,
        state=edition.party(code),
        first=edition.words.number(round(first, 1)),
        first_year=str(first_year),
        last=edition.words.number(round(last, 1)),
        last_year=str(last_year),
    )


def _others(edition: Edition, empty: list[IndicatorSeries]) -> Table:
    words = edition.words

    def row(series: IndicatorSeries) -> tuple[Cell, ...]:
        return (
            cell(series.code),
            cell(edition.name(series.titles)),
            cell(series.framework),
            cell(series.unit or "–"),
            cell(", ".join(series.paragraphs) or "–"),
        )

    return Table(
        caption=words("indicators.others"),
        columns=(
            Column(title=words("code"), width=2.2),
            Column(title=words("indicator"), width=6),
            Column(title=words("indicators.framework"), width=2),
            Column(title=words("indicators.unit"), width=1.6),
            Column(title=words("indicators.paragraphs"), width=1.6),
        ),
        rows=tuple(row(series) for series in empty),
    )
