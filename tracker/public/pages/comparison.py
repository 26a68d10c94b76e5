"""States side by side, and two periods: what differs and what moved, never who does better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments.foundation.errors import Words
from commitments.foundation.pages import found
from commitments.models import Commitment, Instrument, Paragraph, Party
from commitments.parties.queries import by_name
from commitments.people.rules.permissions import Person
from commitments.templatetags.catalogue import address
from tracker.periods.models.period import ReportingPeriod
from tracker.periods.queries import choose_period, holds_sample
from tracker.public.pages.instruments import instrument_of
from tracker.public.view_models.matrix_view import FEWER_THAN_HALF, kind_of, signed
from tracker.public.view_models.period_comparison import movement
from tracker.updates.queries.matrix import MatrixCell, matrix
from tracker.updates.rules import rubric
from tracker.updates.view_models.distribution import KINDS, Distribution

PERIODS: Final = 2
FEWEST: Final = 2
MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one state stands: its mark and what it means; `share`: how many of how many, in words.

    No `css` where nothing was asked of it.
    """

    party: Party
    css: str
    mark: str
    name: Words
    change: str
    share: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a commitment: its spots stand in the order of the states."""

    key: str
    words: str
    href: str
    spots: list[Spot]


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph, and the commitments of it that one of the states was asked for."""

    head: Line
    lines: list[Line]


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """`?states=SLV,HND&period=2012-1`, or `?state=SLV&periods=2011-2,2012-1`; else the choice."""
    instrument = instrument_of(request.GET.get("instrument"))
    periods, period = choose_period(request, instrument)
    states = by_name(Party.objects.states())
    chosen = [found(Party.objects.states(), code=code) for code in _listed(request, "states")]
    keys = _listed(request, "periods")
    context: dict[str, Any] = {
        "instrument": instrument,
        "periods": periods,
        "period": period,
        "states": [(one, one in chosen or one.code == request.GET.get("state")) for one in states],
        "chosen": by_name(dict.fromkeys(chosen)),
        "most": MOST,
        "section": "compare",
    }
    if keys:
        context |= _two_periods(request, instrument, periods, keys)
    elif period is not None and FEWEST <= len(context["chosen"]) <= MOST:
        context |= _side_by_side(request.user, instrument, period, context["chosen"])
    elif len(context["chosen"]) > 1:
        context["fault_of_states"] = _("Choose from %(fewest)d to %(most)d states.") % {
            "fewest": FEWEST,
            "most": MOST,
        }
    faulty = "fault_of_states" in context or "fault_of_periods" in context
    return render(request, "tracker/public/comparison.html", context, status=400 if faulty else 200)


def _listed(request: HttpRequest, name: str) -> list[str]:
    """Return what was given under a name: once with commas, or again and again, as forms do."""
    given = ",".join(request.GET.getlist(name)).split(",")
    return list(dict.fromkeys(key.strip() for key in given if key.strip()))


def _side_by_side(
    person: Person, instrument: Instrument, period: ReportingPeriod, chosen: list[Party]
) -> dict[str, Any]:
    seen = matrix(period=period, instrument=instrument, by="commitment", person=person)
    summed = matrix(period=period, instrument=instrument, by="paragraph", person=person)
    cells = {(cell.row, cell.party): cell for cell in seen.cells}
    sums = {(cell.row, cell.party): cell for cell in summed.cells}
    commitments = (
        Commitment.objects.filter(instrument=instrument)
        .select_related("instrument", "paragraph__instrument")
        .order_by("position")
    )
    sections = []
    for paragraph, group in groupby(commitments, key=lambda one: one.paragraph):
        lines = [
            _line(one.code, one, chosen, cells, period)
            for one in group
            if any((one.code, party.code) in cells for party in chosen)
        ]
        if lines:
            head = _line(paragraph.reference, paragraph, chosen, sums, period)
            sections.append(Section(head, lines))
    return {
        "sides": [
            (party, Distribution.of(cell for cell in seen.cells if cell.party == party.code))
            for party in chosen
        ],
        "sections": sections,
        "shows_sample": holds_sample(period),
    }


def _line(
    key: str,
    thing: Paragraph | Commitment,
    chosen: list[Party],
    cells: Mapping[tuple[str, str], MatrixCell],
    period: ReportingPeriod,
) -> Line:
    paragraph = isinstance(thing, Paragraph)
    anchor = f"paragraph-{key}" if paragraph else f"c{key}"
    return Line(
        key=key,
        words=thing.headline if isinstance(thing, Paragraph) else thing.title,
        href=address(thing),
        spots=[
            _spot(
                party,
                cells.get((key, party.code)),
                f"{address(party)}?period={period.key}#{anchor}",
                one_off=isinstance(thing, Commitment) and thing.nature == Commitment.Nature.ONE_OFF,
            )
            for party in chosen
        ],
    )


def _spot(party: Party, cell: MatrixCell | None, href: str, *, one_off: bool) -> Spot:
    if cell is None or not cell.counts:
        return Spot(party, "", "", _("Not asked"), "", "", "")
    css, mark = kind_of(cell)
    name = next((word for _css, sign, word in KINDS.values() if sign == mark), FEWER_THAN_HALF)
    if one_off and (reads := rubric.one_off(cell.level)):
        name = rubric.ONE_OFF_NAMES[reads]
    counted = Distribution.of([cell])
    return Spot(
        party=party,
        css=css,
        mark=mark,
        name=name,
        change=signed(cell.change),
        share=counted.share if counted.due > 1 else "",
        href=href,
    )


def _two_periods(
    request: HttpRequest, instrument: Instrument, periods: list[ReportingPeriod], keys: list[str]
) -> dict[str, Any]:
    known = {period.key: period for period in periods}
    if any(key not in known for key in keys):
        raise Http404
    code = request.GET.get("state")
    state = found(Party.objects.states(), code=code) if code else None
    if len(keys) != PERIODS:
        return {"state": state, "fault_of_periods": _("Choose two different periods.")}
    before, after = sorted((known[key] for key in keys), key=lambda one: one.covers_from)
    return {
        "state": state,
        "movement": movement(request.user, instrument, before, after, state=state),
        "shows_sample": holds_sample(before) or holds_sample(after),
    }
