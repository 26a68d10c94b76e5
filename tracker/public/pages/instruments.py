"""The pages of an instrument: its text, a paragraph, a commitment, and its themes."""

from __future__ import annotations

from itertools import groupby

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.foundation.pages import context_of, find_or_404
from commitments.foundation.text import plain_letters
from commitments.instruments.queries.outline import outline
from commitments.models import Commitment, Indicator, Instrument, Paragraph, Reservation, Theme
from tracker.models import FollowUpAction, Observation
from tracker.public.queries import instrument_of, scope_of
from tracker.public.view_models.instruments import (
    CommitmentProgress,
    by_party_name,
    commitments_table,
    cooperation_under,
    current_commitments,
    neighbours,
    parties_without_text,
    related_themes,
    responsible_parties,
    text_blocks,
)
from tracker.updates.queries.matrix import matrix
from tracker.updates.view_models.distribution import counted, over_time, total
from tracker.updates.view_models.readable import published, theme_names, with_evidence


@require_safe
def declaration(request: HttpRequest, instrument: str | None = None) -> HttpResponse:
    """The text, in which the words of every commitment are marked."""
    scope = scope_of(request, instrument_of(instrument))
    paragraphs = list(outline(scope.instrument))
    text = paragraphs[0].text if paragraphs else None
    progress = counted(
        request.user, "commitment_id", period=scope.period, instrument=scope.instrument
    )
    context = context_of(
        scope,
        text=text,
        distribution=total(progress.values()),
        pieces=text_blocks(text, paragraphs, progress) if text else [],
        others=Instrument.objects.exclude(pk=scope.instrument.pk),
        commitments=sum(len(paragraph.commitments.all()) for paragraph in paragraphs),
        operative=[each for each in paragraphs if each.kind == Paragraph.Kind.OPERATIVE],
        shows_sample=scope.holds_sample(),
        section="declaration",
    )
    return render(request, "tracker/public/declaration.html", context)


@require_safe
def paragraph(request: HttpRequest, number: str, instrument: str | None = None) -> HttpResponse:
    """One paragraph: its words, its commitments, and where the parties stand on each."""
    scope = scope_of(request, instrument_of(instrument))
    paragraphs = list(outline(scope.instrument))
    place = next((n for n, each in enumerate(paragraphs) if each.reference == number), None)
    if place is None:
        raise Http404
    paragraph = paragraphs[place]
    commitments = list(paragraph.commitments.all())
    keys = [commitment.pk for commitment in commitments]
    progress = counted(request.user, "commitment_id", commitment__in=keys, period=scope.period)
    trend = over_time(request.user, scope.instrument, scope.periods, commitment__in=keys)
    actions = FollowUpAction.objects.visible_to(request.user).filter(commitments__in=keys)
    table = None
    if scope.period is not None and commitments:
        cells = matrix(
            period=scope.period, instrument=scope.instrument, by="commitment", person=request.user
        )
        table = commitments_table(cells, commitments)
    context = context_of(
        scope,
        paragraph=paragraph,
        rows=current_commitments(paragraph, progress),
        distribution=total(progress.values()),
        over_time=trend,
        responsible=responsible_parties(keys),
        table=table,
        actions=actions.select_related("party").distinct(),
        earlier=paragraphs[place - 1] if place else None,
        later=paragraphs[place + 1] if place + 1 < len(paragraphs) else None,
        indicators=Indicator.objects.filter(paragraphs=paragraph),
        reservations=Reservation.objects.filter(paragraph=paragraph).select_related("state"),
        shows_sample=scope.holds_sample(trend),
        section="declaration",
    )
    return render(request, "tracker/public/paragraph.html", context)


@require_safe
def commitment(request: HttpRequest, code: str, instrument: str | None = None) -> HttpResponse:
    """One commitment: its words, who is responsible for it, and what they report."""
    scope = scope_of(request, instrument_of(instrument))
    commitment = _commitment(scope.instrument, code)
    filters = {"commitment": commitment, "period": scope.period}
    updates = by_party_name(with_evidence(published(request.user, **filters), request.user))
    progress = counted(request.user, "party_id", **filters)
    trend = over_time(request.user, scope.instrument, scope.periods, commitment=commitment)
    actions = FollowUpAction.objects.visible_to(request.user).filter(commitments=commitment)
    context = context_of(
        scope,
        commitment=commitment,
        neighbours=neighbours(commitment),
        distribution=total(progress.values()),
        over_time=trend,
        updates=updates,
        without_text=parties_without_text(progress),
        responsible=responsible_parties([commitment.pk]),
        observations=Observation.objects.filter(commitment=commitment).select_related("party"),
        actions=actions.select_related("party"),
        reservations=Reservation.objects.filter(commitment=commitment).select_related("state"),
        themes=theme_names(),
        shows_sample=scope.holds_sample(trend) or any(each.update.sample for each in updates),
        section="declaration",
    )
    return render(request, "tracker/public/commitment.html", context)


def _commitment(instrument: Instrument, code: str) -> Commitment:
    """Return the commitment with all that its page shows of it. Raises Http404."""
    return find_or_404(
        Commitment.objects.filter(instrument=instrument)
        .select_related("instrument", "paragraph__text", "paragraph__instrument", "deadline")
        .prefetch_related(
            "themes",
            "indicators",
            "successors__instrument",
            Prefetch("paragraph__commitments", Commitment.objects.select_related("instrument")),
        ),
        code=code,
    )


@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """The themes by name, each with its commitments counted and how they stand."""
    scope = scope_of(request, instrument_of(request.GET.get("instrument")))
    progress = counted(
        request.user, "commitment_id", period=scope.period, instrument=scope.instrument
    )
    current = Commitment.objects.current().filter(instrument=scope.instrument)
    themes = Theme.objects.prefetch_related(Prefetch("commitments", current))
    rows = [
        (theme, commitments, total(progress[c.pk] for c in commitments if c.pk in progress))
        for theme in sorted(themes, key=lambda theme: plain_letters(theme.name))
        if (commitments := list(theme.commitments.all()))
    ]
    context = context_of(scope, rows=rows, shows_sample=scope.holds_sample(), section="themes")
    return render(request, "tracker/public/themes.html", context)


@require_safe
def theme(request: HttpRequest, theme: str) -> HttpResponse:
    """One theme: its commitments by paragraph, over time, and the cooperation under it."""
    shown = find_or_404(Theme.objects.all(), key=theme)
    scope = scope_of(request, instrument_of(request.GET.get("instrument")))
    commitments = list(
        Commitment.objects.current()
        .filter(instrument=scope.instrument, themes=shown)
        .select_related("instrument", "paragraph__instrument")
        .order_by("position")
    )
    keys = [commitment.pk for commitment in commitments]
    progress = counted(request.user, "commitment_id", period=scope.period, commitment__in=keys)
    trend = over_time(request.user, scope.instrument, scope.periods, commitment__in=keys)
    needed, offered = cooperation_under(shown, scope.period, request.user)
    context = context_of(
        scope,
        theme=shown,
        commitments=commitments,
        paragraphs=[
            (paragraph, [CommitmentProgress(each, progress.get(each.pk)) for each in group])
            for paragraph, group in groupby(commitments, key=lambda each: each.paragraph)
        ],
        distribution=total(progress.values()),
        over_time=trend,
        needed=needed,
        offered=offered,
        near=related_themes(shown),
        shows_sample=scope.holds_sample(trend),
        section="themes",
    )
    return render(request, "tracker/public/theme.html", context)
