"""Themes: the commitments under each, how they stand, and the cooperation they call for."""

from __future__ import annotations

from itertools import groupby

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.foundation.pages import find_or_404
from commitments.foundation.text import plain_letters
from commitments.models import Commitment, Theme
from tracker.periods.queries import choose_period, holds_sample
from tracker.public.queries import instrument_of
from tracker.public.view_models.instruments import CommitmentProgress
from tracker.public.view_models.themes import cooperation_under, related_themes
from tracker.updates.view_models.distribution import counted, over_time, total


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """The themes by name, each with its commitments counted and how they stand."""
    which = instrument_of(request.GET.get("instrument"))
    periods, period = choose_period(request, which)
    progress = counted(request.user, "commitment_id", period=period, instrument=which)
    every = Theme.objects.prefetch_related(
        Prefetch("commitments", Commitment.objects.current().filter(instrument=which))
    )
    rows = [
        (theme, current, total(progress[one.pk] for one in current if one.pk in progress))
        for theme in sorted(every, key=lambda theme: plain_letters(theme.name))
        if (current := list(theme.commitments.all()))
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
    here = find_or_404(Theme.objects.all(), key=theme)
    which = instrument_of(request.GET.get("instrument"))
    periods, period = choose_period(request, which)
    commitments = list(
        Commitment.objects.current()
        .filter(instrument=which, themes=here)
        .select_related("instrument", "paragraph__instrument")
        .order_by("position")
    )
    keys = [one.pk for one in commitments]
    progress = counted(request.user, "commitment_id", period=period, commitment__in=keys)
    needed, offered = cooperation_under(here, period, request.user)
    trend = over_time(request.user, which, periods, commitment__in=keys)
    context = {
        "theme": here,
        "instrument": which,
        "periods": periods,
        "period": period,
        "commitments": commitments,
        "paragraphs": [
            (paragraph, [CommitmentProgress(one, progress.get(one.pk)) for one in group])
            for paragraph, group in groupby(commitments, key=lambda one: one.paragraph)
        ],
        "distribution": total(progress.values()),
        "over_time": trend,
        "needed": needed,
        "offered": offered,
        "near": related_themes(here),
        "shows_sample": holds_sample(period) or any(then.sample for then in trend),
        "section": "themes",
    }
    return render(request, "tracker/public/theme.html", context)
