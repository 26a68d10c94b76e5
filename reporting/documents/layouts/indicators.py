"""Indicators with their series, as small line charts; no state is compared with another."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from commitments.foundation.formats import decimals_of
from reporting.dataset.schema import IndicatorSeries, ParagraphFacts
from reporting.documents import charts
from reporting.documents.blocks import (
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
from reporting.documents.edition import Edition
from reporting.documents.layouts.shared_blocks import body, cell, figure, note
from reporting.documents.words.messages import gettext_noop

_INTRO: Final = gettext_noop(
    "Series published by others, shown for context, each in a figure under the first paragraph it "
    "is tied to. They measure more than what a party did under an instrument, and countries count "
    "differently: compare a country with itself, never with another."
)

# The (year, value) of each state, in the order of years.
Values = dict[str, list[tuple[int, float]]]


def anchor_of_indicator(code: str) -> str:
    """Return the anchor of an indicator's figure."""
    return f"indicator-{code}"


def indicators(edition: Edition) -> list[Section]:
    """Return the table of every series: what it measures, and whose values there are."""
    words, found = edition.words, edition.dataset.indicators
    if not found:
        return []
    with_values = [series for series in found if values_by_state(edition, series)]
    total = words.npgettext("of a total", "%(count)s indicator", "%(count)s indicators", len(found))
    told = words.ngettext(
        "Values are available for %(count)s of %(total)s.",
        "Values are available for %(count)s of %(total)s.",
        len(with_values),
        total=total,
    )
    rows = with_values + [series for series in found if series not in with_values]
    table = Table(
        caption=words.gettext("Indicators tied to the paragraphs of this report"),
        columns=(
            Column(words.by_key("code"), 2.4),
            Column(words.by_key("indicator"), 7.3),
            Column(words.pgettext("column", "Paragraphs"), 1.6),
            Column(words.pgettext("column", "Values available"), 2.0),
        ),
        rows=tuple(_row(edition, series) for series in rows),
    )
    heading = Heading(1, words.pgettext("heading", "Indicators"), "indicators")
    return [Section((heading, body(words.of(_INTRO)), body(told), table))]


def _row(edition: Edition, series: IndicatorSeries) -> tuple[Cell, ...]:
    values, words = values_by_state(edition, series), edition.words
    available = words.pgettext("values", "none")
    if values:
        available = words.ngettext(
            "%(years)s, %(count)s state",
            "%(years)s, %(count)s states",
            len(values),
            years=_years(values),
        )
    drawn = values and _tied(edition, series)
    return (
        cell(series.code, href=f"#{anchor_of_indicator(series.code)}" if drawn else ""),
        cell(_title(edition, series)),
        cell(", ".join(series.paragraphs) or "–"),
        cell(available),
    )


def _title(edition: Edition, series: IndicatorSeries) -> str:
    """Return a series' title with its unit, where the title does not say it."""
    title, unit = edition.name(series.titles), edition.unit(series.unit)
    return f"{title} ({unit})" if unit and unit not in title else title


def _years(values: Values) -> str:
    years = [year for points in values.values() for year, _value in points]
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"


def values_by_state(edition: Edition, series: IndicatorSeries) -> Values:
    """Return the (year, value) of each state the report names, by year; those without are not in.

    A value published as a bound alone ("<5") is no point on a line.
    """
    points: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for point in series.points:
        if point.value is not None and point.state in edition.parties:
            points[point.state].append((point.year, point.value))
    return {state: sorted(points[state]) for state in edition.by_name(points)}


def measures(edition: Edition, paragraph: ParagraphFacts) -> list[Block]:
    """Return the figures of what is measured beside a paragraph, each in the first it is tied to.

    Under the others a link leads there: no figure stands twice.
    """
    words = edition.words
    blocks: list[Block] = []
    elsewhere: list[Run] = []
    for series in edition.dataset.indicators:
        tied = _tied(edition, series)
        if paragraph.reference not in tied or not values_by_state(edition, series):
            continue
        if tied[0] == paragraph.reference:
            blocks += _series(edition, series)
        else:
            reference = words.gettext("paragraph %(reference)s", reference=tied[0])
            href = f"#{anchor_of_indicator(series.code)}"
            elsewhere += [
                Run("; " if elsewhere else ""),
                Run(edition.name(series.titles), href=href),
                Run(f" ({reference})"),
            ]
    if elsewhere:
        lead = Run(words.gettext("Indicators shown elsewhere:") + " ")
        blocks.append(Prose((lead, *elsewhere, Run(".")), "small"))
    return blocks


def _tied(edition: Edition, series: IndicatorSeries) -> list[str]:
    """Return the paragraphs that a series is tied to, itself or by a commitment, in order."""
    commitments = {
        edition.commitments[code].paragraph
        for code in series.commitments
        if code in edition.commitments
    }
    tied = commitments | set(series.paragraphs)
    return [p.reference for p in edition.dataset.paragraphs if p.reference in tied]


def _series(edition: Edition, series: IndicatorSeries) -> list[Block]:
    words = edition.words
    values = values_by_state(edition, series)
    title = words.gettext(
        "Indicator %(code)s – %(title)s", code=series.code, title=edition.name(series.titles)
    )
    lines = [_purpose(edition, series), source_words(edition, series)]
    missing = [edition.party(code) for code in _without(edition, values)]
    if missing:
        lines.append(words.gettext("No values for %(names)s.", names=words.list(missing)))
    if any(point.censored and point.value is None for point in series.points):
        lines.append(
            words.gettext(
                "Values published only as a bound, such as “<5”, are not drawn; the workbook lists "
                "them."
            )
        )
    anchor = anchor_of_indicator(series.code)
    return [Heading(3, title, anchor), _figure(edition, series, values), note(" ".join(lines))]


def _without(edition: Edition, values: Values) -> list[str]:
    states = (party.code for party in edition.dataset.parties if party.kind == "state")
    return edition.by_name(code for code in states if code not in values)


def _purpose(edition: Edition, series: IndicatorSeries) -> str:
    """Return which commitments and paragraphs a series is shown beside."""
    words = edition.words
    codes = [code for code in edition.commitments if code in series.commitments]
    references = _tied(edition, series)
    if not codes:
        return words.ngettext(
            "Tied to paragraph %(references)s.",
            "Tied to paragraphs %(references)s.",
            len(references),
            references=words.list(references),
        )
    tied = words.ngettext(
        "Tied to commitment %(codes)s",
        "Tied to commitments %(codes)s",
        len(codes),
        codes=words.list(codes),
    )
    shown = words.ngettext(
        "shown for paragraph %(references)s",
        "shown for paragraphs %(references)s",
        len(references),
        references=words.list(references),
    )
    return words.gettext("%(tied)s, and %(shown)s.", tied=tied, shown=shown)


def source_words(edition: Edition, series: IndicatorSeries) -> str:
    """Return a series' source, with its licence where it has one."""
    words, source, licence = edition.words, series.source.rstrip("."), series.licence.rstrip(".")
    if not licence:
        return words.gettext("Source: %(source)s.", source=source)
    return words.gettext(
        "Source: %(source)s. License: %(licence)s.", source=source, licence=licence
    )


def _figure(edition: Edition, series: IndicatorSeries, values: Values) -> Figure:
    words = edition.words
    years = [year for points in values.values() for year, _value in points]
    first, last = min(years), max(years)
    decimals = decimals_of(value for points in values.values() for _year, value in points)
    drawing = charts.small_multiples(
        [_small(edition, code, points, decimals) for code, points in values.items()],
        across=min(5, len(values)),
        years=(first, last),
    )
    caption = words.gettext(
        "%(title)s, %(first)s to %(last)s",
        title=_title(edition, series),
        first=str(first),
        last=str(last),
    )
    if len(values) > 1:
        caption += ". " + words.gettext(
            "The years are the same for all; the height of each line runs from its own lowest to "
            "its own highest value, so heights cannot be compared between states"
        )
    told = "; ".join(
        _values_in_words(edition, code, points, decimals) for code, points in values.items()
    )
    return figure(
        drawing,
        alternative=words.ngettext(
            "A small line chart for %(count)s state. %(values)s",
            "One small line chart for each of %(count)s states. %(values)s",
            len(values),
            values=f"{told}.",
        ),
        caption=caption,
    )


def _small(
    edition: Edition, code: str, points: list[tuple[int, float]], decimals: int
) -> charts.Series:
    def told(point: tuple[int, float]) -> str:
        return f"{point[0]}: {edition.words.number(point[1], decimals)}"

    return charts.Series(
        label=edition.party(code),
        points=tuple(points),
        first=told(points[0]) if len(points) > 1 else "",
        last=told(points[-1]),
    )


def _values_in_words(
    edition: Edition, code: str, points: list[tuple[int, float]], decimals: int
) -> str:
    words, (first_year, first), (last_year, last) = edition.words, points[0], points[-1]
    state, ends = edition.party(code), words.number(last, decimals)
    if len(points) == 1:
        return words.gettext(
            "%(state)s %(last)s in %(last_year)s", state=state, last=ends, last_year=str(last_year)
        )
    return words.gettext(
        "%(state)s %(first)s in %(first_year)s, %(last)s in %(last_year)s",
        state=state,
        first=words.number(first, decimals),
        first_year=str(first_year),
        last=ends,
        last_year=str(last_year),
    )
