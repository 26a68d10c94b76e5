"""The measured series of the paragraphs and commitments that a report is on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import Prefetch, Q

from commitments.models import Commitment, Indicator, IndicatorValue, Paragraph
from reporting.dataset.assembly.facts import names
from reporting.dataset.assembly.scope import ReportSubject
from reporting.dataset.schema import IndicatorSeries, Point


def indicators(
    subject: ReportSubject, paragraphs: Collection[str], commitments: Collection[str]
) -> tuple[IndicatorSeries, ...]:
    """Return the series tied to what is reported on, up to the last whole year before `as_of`."""
    instrument = subject.instrument
    series = (
        Indicator.objects.filter(
            Q(paragraphs__instrument=instrument) | Q(commitments__instrument=instrument)
        )
        .distinct()
        .prefetch_related(
            Prefetch("paragraphs", Paragraph.objects.filter(instrument=instrument)),
            Prefetch("commitments", Commitment.objects.filter(instrument=instrument)),
        )
    )
    points, sources = _points(subject)
    found = (
        _series(
            indicator,
            paragraphs,
            commitments,
            points[indicator.code],
            "; ".join(sorted(sources[indicator.code])) or indicator.source,
        )
        for indicator in sorted(series, key=lambda indicator: indicator.code)
    )
    return tuple(row for row in found if row.paragraphs or row.commitments)


def _points(
    subject: ReportSubject,
) -> tuple[defaultdict[str, list[Point]], defaultdict[str, set[str]]]:
    """Return the values of every series by its code, those of all people alone, and their sources.

    A value's source is whoever made it; an indicator's is who listed the indicator.
    """
    values = IndicatorValue.objects.filter(disaggregation="", year__lt=subject.as_of.year)
    if subject.party is not None:
        values = values.filter(state=subject.party)
    points: defaultdict[str, list[Point]] = defaultdict(list)
    sources: defaultdict[str, set[str]] = defaultdict(set)
    rows = values.order_by().values_list(
        "indicator__code", "state__code", "year", "value", "censored", "source"
    )
    for code, state, year, value, censored, source in sorted(rows, key=lambda row: row[:3]):
        number = float(value) if value is not None else None
        points[code].append(Point(state=state, year=year, value=number, censored=censored))
        sources[code].add(source)
    return points, sources


def _series(
    indicator: Indicator,
    paragraphs: Collection[str],
    commitments: Collection[str],
    points: Sequence[Point],
    source: str,
) -> IndicatorSeries:
    return IndicatorSeries(
        code=indicator.code,
        framework=indicator.framework,
        titles=names(indicator.titles),
        unit=indicator.units.get("en", ""),
        better=indicator.better,
        source=source,
        licence=indicator.licence,
        paragraphs=tuple(
            paragraph.reference
            for paragraph in sorted(indicator.paragraphs.all(), key=lambda p: p.start)
            if paragraph.reference in paragraphs
        ),
        commitments=tuple(
            commitment.code
            for commitment in sorted(indicator.commitments.all(), key=lambda c: c.position)
            if commitment.code in commitments
        ),
        points=tuple(points),
    )
