"""What one party owes, has said and does: the pages of a state and of a body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.foundation.errors import Words
from commitments.foundation.pages import found
from commitments.models import (
    Commitment,
    Instrument,
    Paragraph,
    Participation,
    Party,
    Reservation,
    Responsibility,
)
from commitments.people.rules.permissions import Person
from tracker.actions.models import FollowUpAction
from tracker.periods.models.period import ReportingPeriod
from tracker.periods.models.roster import RosterEntry
from tracker.periods.queries import choose_period, holds_sample
from tracker.public.pages.instruments import instrument_of
from tracker.public.view_models.indicator_series import states_series
from tracker.public.view_models.matrix_view import signed
from tracker.updates.models.comment import Observation
from tracker.updates.models.revision import Revision
from tracker.updates.rules.outcomes import DUE_KEYS
from tracker.updates.view_models.counts import counted, over_time, total
from tracker.updates.view_models.distribution import KINDS, Distribution
from tracker.updates.view_models.readable import Said, last_before, published, said, theme_names


@dataclass(frozen=True, slots=True)
class Line:
    """A commitment on a party's page: what it owes, and what it said of it now and before.

    `mark` is "" where nothing was asked and nothing said.
    """

    commitment: Commitment
    role: str
    css: str
    mark: str
    name: Words
    change: str
    said: Said | None
    before: Revision | None


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph on a party's page: how it stands there, line by line, and what serves it."""

    paragraph: Paragraph
    distribution: Distribution
    lines: list[Line]
    actions: list[FollowUpAction]


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
    actions = list(
        FollowUpAction.objects.visible_to(request.user)
        .filter(party=party)
        .prefetch_related("commitments")
    )
    sections, distribution = _sections(request.user, party, which, period, actions)
    trend = over_time(request.user, which, periods, party=party)
    context = {
        "party": party,
        "instrument": which,
        "periods": periods,
        "period": period,
        "entry": RosterEntry.objects.filter(period=period, party=party).first(),
        "distribution": distribution,
        "sections": sections,
        "over_time": trend,
        "participations": Participation.objects.filter(state=party),
        "today": timezone.now().date(),
        "reservations": Reservation.objects.filter(state=party).select_related("state"),
        "observations": Observation.objects.filter(party=party).select_related(
            "commitment__instrument"
        ),
        "actions": actions,
        "series": states_series(party),
        "themes": theme_names(),
        "shows_sample": holds_sample(period)
        or any(then.sample for then in trend)
        or any(action.sample for action in actions),
        "section": section,
    }
    return render(request, "tracker/public/party.html", context)


def _sections(
    person: Person,
    party: Party,
    instrument: Instrument,
    period: ReportingPeriod | None,
    actions: list[FollowUpAction],
) -> tuple[list[Section], Distribution]:
    """Return what the party owes by paragraph, in the instrument's order, and the sum of it."""
    asked = (
        counted(person, "commitment_id", party=party, period=period, instrument=instrument)
        if period
        else {}
    )
    told = {
        item.update.commitment_id: item
        for item in said(published(person, party=party, period=period), person)
    }
    before = last_before(person, party, period) if period else {}
    lines = [
        _line(responsibility, asked, told, before)
        for responsibility in Responsibility.objects.filter(
            party=party, commitment__instrument=instrument
        )
        .select_related("commitment__instrument", "commitment__paragraph__instrument")
        .order_by("commitment__position", "role")
    ]
    made = []
    for paragraph, group in groupby(lines, key=lambda line: line.commitment.paragraph):
        here = list(group)
        keys = {line.commitment.pk for line in here}
        made.append(
            Section(
                paragraph=paragraph,
                distribution=total(asked[key] for key in keys if key in asked),
                lines=here,
                actions=[one for one in actions if keys & {c.pk for c in one.commitments.all()}],
            )
        )
    return made, total(asked.values())


def _line(
    responsibility: Responsibility,
    asked: Mapping[int, Distribution],
    told: Mapping[int, Said],
    before: Mapping[int, Revision],
) -> Line:
    here = responsibility.commitment
    heard = told.get(here.pk)
    earlier = before.get(responsibility.pk)
    css, mark, name = _shown(heard, asked.get(here.pk))
    now = heard.content.level if heard else None
    then = earlier.level if earlier else None
    return Line(
        commitment=here,
        role=(
            ""
            if responsibility.role == Responsibility.Role.ADDRESSEE
            else str(Responsibility.Role(responsibility.role).label)
        ),
        css=css,
        mark=mark,
        name=name,
        change=signed(None if now is None or then is None else now - then),
        said=heard,
        before=earlier,
    )


def _shown(heard: Said | None, asked: Distribution | None) -> tuple[str, str, Words]:
    """Return class, mark and name of what a line shows; all "" where nothing was asked."""
    if heard is not None:
        level = heard.content.level
        return KINDS["not_applicable" if level is None else str(int(level))]
    counts = asked.counts if asked else {}
    return next((KINDS[key] for key in DUE_KEYS if counts.get(key)), ("", "", ""))
