"""Themes: what was promised under each, where it stands, and the cooperation it calls for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.foundation.pages import found
from commitments.foundation.text import plain_letters
from commitments.models import Commitment, Theme
from commitments.people.rules.permissions import Person
from tracker.periods.models.period import ReportingPeriod
from tracker.periods.queries import choose_period, holds_sample
from tracker.public.pages.instruments import Promised, instrument_of
from tracker.updates.models.revision import Revision
from tracker.updates.view_models.counts import counted, over_time, total
from tracker.updates.view_models.readable import published


@dataclass(frozen=True, slots=True)
class Cooperation:
    """What a party says it needs, or offers, under a theme."""

    revision: Revision
    words: str


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """The themes by name, each with its commitments counted and how they stand."""
    which = instrument_of(request.GET.get("instrument"))
    periods, period = choose_period(request, which)
    asked = counted(request.user, "commitment_id", period=period, instrument=which)
    every = Theme.objects.prefetch_related(
        Prefetch("commitments", Commitment.objects.current().filter(instrument=which))
    )
    rows = [
        (theme, held, total(asked[one.pk] for one in held if one.pk in asked))
        for theme in sorted(every, key=lambda theme: plain_letters(theme.name))
        if (held := list(theme.commitments.all()))
    ]
    context = {
        "instrument": which,
        "periods": periods,
        "period": period,
        "rows": rows,
        "shows_sample": holds_sample(period),
        "section": "themes",
    }
    return render(request, "tracker/public/themes.html", context)


@require_safe
def theme(request: HttpRequest, theme: str) -> HttpResponse:
    """One theme: its commitments by paragraph, over time, and the cooperation under it."""
    here = found(Theme.objects.all(), key=theme)
    which = instrument_of(request.GET.get("instrument"))
    periods, period = choose_period(request, which)
    commitments = list(
        Commitment.objects.current()
        .filter(instrument=which, themes=here)
        .select_related("instrument", "paragraph__instrument")
        .order_by("position")
    )
    asked = counted(
        request.user, "commitment_id", period=period, commitment__in=[c.pk for c in commitments]
    )
    needed, offered = _cooperation(request.user, here, period)
    keys = [one.pk for one in commitments]
    trend = over_time(request.user, which, periods, commitment__in=keys)
    context = {
        "theme": here,
        "instrument": which,
        "periods": periods,
        "period": period,
        "commitments": commitments,
        "paragraphs": [
            (paragraph, [Promised(one, asked.get(one.pk)) for one in group])
            for paragraph, group in groupby(commitments, key=lambda one: one.paragraph)
        ],
        "distribution": total(asked.values()),
        "over_time": trend,
        "needed": needed,
        "offered": offered,
        "near": _near(here),
        "shows_sample": holds_sample(period) or any(then.sample for then in trend),
        "section": "themes",
    }
    return render(request, "tracker/public/theme.html", context)


def _cooperation(
    person: Person, theme: Theme, period: ReportingPeriod | None
) -> tuple[list[Cooperation], list[Cooperation]]:
    """Return what is needed and what is offered under the theme, as published in the period."""
    needed: list[Cooperation] = []
    offered: list[Cooperation] = []
    names = Q(published_revision__cooperation_needed__contains=[{"theme": theme.key}]) | Q(
        published_revision__cooperation_offered__contains=[{"theme": theme.key}]
    )
    for update in published(person, period=period).filter(names):
        revision = update.published_revision
        if revision is None:
            continue
        revision.update = update
        for kept, told in (
            (needed, revision.cooperation_needed),
            (offered, revision.cooperation_offered),
        ):
            kept += [
                Cooperation(revision, item["text"]) for item in told if item["theme"] == theme.key
            ]
    return needed, offered


def _near(here: Theme) -> list[Theme]:
    """Return the themes that most often stand beside this one, to five."""
    return list(
        Theme.objects.filter(commitments__themes=here)
        .exclude(pk=here.pk)
        .annotate(shared=Count("commitments", distinct=True))
        .order_by("-shared", "key")[:5]
    )
