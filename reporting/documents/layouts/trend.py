"""All periods on record: how much was reported in each, and at which levels."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.dataset.schema import TrendPoint
from reporting.documents.blocks import Block, Cell, Column, Figure, Heading, Section, Table
from reporting.documents.edition import Edition
from reporting.documents.layouts.shared_blocks import (
    body,
    cell,
    figure,
    high,
    level_cells,
    level_columns,
    note,
    rate,
    reported_of,
)
from reporting.documents.stacked_columns import Stack, stacked_columns

# With more columns than this, numbers and labels cannot be read.
MOST_DRAWN = 40


def trend(edition: Edition) -> list[Section]:
    """Return the share of each level in each period as a chart and a table; a sentence for one."""
    words = edition.words
    heading = Heading(1, words.gettext("All periods"), "trend")
    points = [point for point in edition.dataset.trend if point.counts.due]
    if not points:
        return [Section((heading, body(words.gettext("No period with updates due is on record."))))]
    if len(points) == 1:
        text = words.gettext(
            "Only one period is on record, %(period)s: %(rate)s. A trend requires two.",
            period=_named(edition, points[0]),
            rate=rate(edition, points[0].counts),
        )
        return [Section((heading, body(text)))]
    blocks: list[Block] = [
        heading,
        body(_words(edition, points[0], points[-1])),
        _chart(edition, points[-MOST_DRAWN:]),
        note(
            words.gettext(
                "Each period is counted separately, as of the moment of this report. A report on "
                "several periods takes the latest update of all of them, so its own count may be "
                "higher."
            )
        ),
        _table(edition, points),
    ]
    return [Section(tuple(blocks))]


def _words(edition: Edition, first: TrendPoint, last: TrendPoint) -> str:
    return edition.words.gettext(
        "From %(first)s to %(last)s the share of updates due that were reported went from "
        "%(before)s to %(now)s; the share at substantial or full, from %(high_before)s to "
        "%(high_now)s.",
        first=_named(edition, first),
        last=_named(edition, last),
        before=rate(edition, first.counts),
        now=rate(edition, last.counts),
        high_before=rate(edition, first.counts, high(first.counts)),
        high_now=rate(edition, last.counts, high(last.counts)),
    )


def _named(edition: Edition, point: TrendPoint) -> str:
    # Where the whole report is sample, every page says so.
    if point.sample and not edition.dataset.sample:
        return edition.words.gettext("%(period)s (sample)", period=point.period)
    return point.period


def _chart(edition: Edition, points: Sequence[TrendPoint]) -> Figure:
    words = edition.words
    drawing = stacked_columns(
        [
            Stack(
                label=point.period,
                parts=tuple(
                    (fill, number) for fill, _key, number in reversed(edition.parts(point.counts))
                ),
                notes=(
                    words.percent(point.counts.reported, point.counts.due),
                    reported_of(edition, point.counts),
                ),
            )
            for point in points
        ],
        [(fill, "", words.by_key(key)) for fill, key, _number in edition.parts(points[0].counts)],
        [(share / 100, words.whole_percent(share)) for share in range(0, 101, 25)],
        words.number,
    )
    rows = " ".join(
        words.ngettext(
            "%(period)s: %(count)s of %(due)s reported, %(high)s of them substantial or full.",
            "%(period)s: %(count)s of %(due)s reported, %(high)s of them substantial or full.",
            point.counts.reported,
            period=_named(edition, point),
            due=point.counts.due,
            high=high(point.counts),
        )
        for point in points
    )
    return figure(
        drawing,
        alternative=words.gettext(
            "Stacked columns of updates due by level, one for each period. %(rows)s", rows=rows
        ),
        caption=words.gettext("Updates due by level, as shares of each period"),
    )


def _table(edition: Edition, points: Sequence[TrendPoint]) -> Table:
    words = edition.words
    columns = (
        Column(words.by_key("column.period"), 1.9),
        Column(words.by_key("reported"), 2.2, align="end"),
        Column(words.by_key("summary.share"), 1.6, align="end"),
        *level_columns(edition),
    )
    return Table(
        caption=words.gettext("Updates due by level and period"),
        columns=columns,
        rows=tuple(_row(edition, point) for point in points),
    )


def _row(edition: Edition, point: TrendPoint) -> tuple[Cell, ...]:
    words, counts = edition.words, point.counts
    return (
        cell(_named(edition, point)),
        cell(reported_of(edition, counts)),
        cell(words.percent(counts.reported, counts.due)),
        *level_cells(edition, counts),
    )
