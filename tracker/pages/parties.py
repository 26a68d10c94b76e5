"""What one party owes, has said and does: the pages of a state and of a body."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.models import (
    Commitment,
    IndicatorValue,
    Participation,
    Party,
    Reservation,
    Responsibility,
)
from commitments.pages import found
from tracker.models import FollowUpAction, Observation
from tracker.selectors import MatrixCell, matrix

from .instrument import instrument_of
from .reading import Said, published, said, theme_names
from .standing import KINDS, Distribution, choose_period, holds_sample, kind_of, signed


@dataclass(frozen=True, slots=True)
class Line:
    """A commitment on a party's page: what it owes, and what it said of it."""

    commitment: Commitment
    role: str
    css: str
    mark: str
    name: object
    change: str
    said: Said | None


@require_safe
def state(request: HttpRequest, code: str) -> HttpResponse:
    """A member state: its standing over time, what it said, its actions, its indicators."""
    return _party(request, found(Party.objects.states(), code=code), "states")


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """A body: its part in the instrument, what it said, its actions."""
    return _party(
        request, found(Party.objects.bodies().select_related("parent"), code=code), "bodies"
    )


def _party(request: HttpRequest, party: Party, section: str) -> HttpResponse:
    which = instrument_of(request.GET.get("instrument"))
    periods, period = choose_period(request, which)
    cells = (
        {
            cell.row: cell
            for cell in matrix(
                period=period, instrument=which, by="commitment", person=request.user
            ).cells
            if cell.party == party.code
        }
        if period
        else {}
    )
    told = {
        item.update.commitment_id: item
        for item in said(published(request.user, party=party, period=period), request.user)
    }
    lines = _lines(party, which.pk, cells, told)
    context = {
        "party": party,
        "instrument": which,
        "periods": periods,
        "period": period,
        "distribution": Distribution.of(cells.values()),
        "paragraphs": [
            (paragraph, list(group))
            for paragraph, group in groupby(lines, key=lambda line: line.commitment.paragraph)
        ],
        "participations": Participation.objects.filter(state=party),
        "today": timezone.now().date(),
        "reservations": Reservation.objects.filter(state=party).select_related("state"),
        "observations": Observation.objects.filter(party=party).select_related(
            "commitment__instrument"
        ),
        "actions": FollowUpAction.objects.visible_to(request.user).filter(party=party),
        "values": _values(party),
        "themes": theme_names(),
        "shows_sample": holds_sample(period),
        "section": section,
    }
    return render(request, "tracker/party.html", context)


def _lines(
    party: Party, instrument_id: int, cells: dict[str, MatrixCell], told: dict[int, Said]
) -> list[Line]:
    """Return what the party owes, or supports and has spoken of, in the instrument's order."""
    made = []
    for responsibility in (
        Responsibility.objects.filter(party=party, commitment__instrument_id=instrument_id)
        .select_related("commitment__instrument", "commitment__paragraph__instrument")
        .order_by("commitment__position", "role")
    ):
        here = responsibility.commitment
        cell = cells.get(here.code)
        css, mark = kind_of(cell) if cell and cell.counts else ("", "")
        names = {shown: name for shown, _mark, name in KINDS.values()}
        made.append(
            Line(
                commitment=here,
                role=(
                    ""
                    if responsibility.role == Responsibility.Role.ADDRESSEE
                    else str(Responsibility.Role(responsibility.role).label)
                ),
                css=css,
                mark=mark,
                name=names.get(css, ""),
                change=signed(cell.change) if cell else "",
                said=told.get(here.pk),
            )
        )
    return made


def _values(party: Party) -> list[tuple[str, list[IndicatorValue]]]:
    """Return the party's series, each with its values by year."""
    values = (
        IndicatorValue.objects.filter(state=party)
        .select_related("indicator")
        .order_by("indicator__code", "disaggregation", "year")
    )
    made = []
    for indicator, group in groupby(values, key=lambda value: value.indicator):
        series = list(group)
        made.append((f"{indicator.code} {indicator.title}", series[-10:]))
    return made
