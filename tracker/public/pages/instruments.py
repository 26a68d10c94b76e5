"""The pages of an instrument: its text, a paragraph, a commitment."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.foundation.pages import find_or_404
from commitments.instruments.queries.outline import outline
from commitments.models import Commitment, Indicator, Instrument, Paragraph, Reservation
from tracker.models import FollowUpAction, Observation
from tracker.periods.queries import choose_period, holds_sample
from tracker.public.queries import instrument_of
from tracker.public.view_models.instruments import (
    by_party_name,
    commitments_table,
    current_commitments,
    neighbours,
    parties_without_text,
    responsible_parties,
    text_blocks,
)
from tracker.updates.queries.matrix import matrix
from tracker.updates.view_models.counts import counted, over_time, total
from tracker.updates.view_models.readable import published, theme_names, with_evidence


@require_safe
def declaration(request: HttpRequest, instrument: str | None = None) -> HttpResponse:
    """The text, in which the words of every commitment are marked."""
    which = instrument_of(instrument)
    paragraphs = list(outline(which))
    text = paragraphs[0].text if paragraphs else None
    periods, period = choose_period(request, which)
    progress = (
        counted(request.user, "commitment_id", period=period, instrument=which) if period else {}
    )
    context = {
        "instrument": which,
        "text": text,
        "periods": periods,
        "period": period,
        "distribution": total(progress.values()),
        "pieces": text_blocks(text, paragraphs, progress) if text else [],
        "others": Instrument.objects.exclude(pk=which.pk),
        "commitments": sum(len(p.commitments.all()) for p in paragraphs),
        "operative": [p for p in paragraphs if p.kind == Paragraph.Kind.OPERATIVE],
        "shows_sample": holds_sample(period),
        "section": "declaration",
    }
    return render(request, "tracker/public/declaration.html", context)


@require_safe
def paragraph(request: HttpRequest, number: str, instrument: str | None = None) -> HttpResponse:
    """One paragraph: its words, its commitments, and where the parties stand on each."""
    which = instrument_of(instrument)
    paragraphs = list(outline(which))
    place = next((n for n, p in enumerate(paragraphs) if p.reference == number), None)
    if place is None:
        raise Http404
    here = paragraphs[place]
    commitments = list(here.commitments.all())
    periods, period = choose_period(request, which)
    keys = [one.pk for one in commitments]
    progress = counted(request.user, "commitment_id", commitment__in=keys, period=period)
    trend = over_time(request.user, which, periods, commitment__in=keys)
    context: dict[str, Any] = {
        "instrument": which,
        "paragraph": here,
        "rows": current_commitments(here, progress),
        "distribution": total(progress.values()),
        "over_time": trend,
        "owed": responsible_parties(keys),
        "actions": FollowUpAction.objects.visible_to(request.user)
        .filter(commitments__in=keys)
        .select_related("party")
        .distinct(),
        "earlier": paragraphs[place - 1] if place else None,
        "later": paragraphs[place + 1] if place + 1 < len(paragraphs) else None,
        "periods": periods,
        "period": period,
        "indicators": Indicator.objects.filter(paragraphs=here),
        "reservations": Reservation.objects.filter(paragraph=here).select_related("state"),
        "shows_sample": holds_sample(period) or any(then.sample for then in trend),
        "section": "declaration",
    }
    if period is not None and commitments:
        cells = matrix(period=period, instrument=which, by="commitment", person=request.user)
        context["table"] = commitments_table(cells, commitments)
    return render(request, "tracker/public/paragraph.html", context)


@require_safe
def commitment(request: HttpRequest, code: str, instrument: str | None = None) -> HttpResponse:
    """One commitment: its words, who is responsible for it, and what they report."""
    which = instrument_of(instrument)
    here = _commitment(which, code)
    periods, period = choose_period(request, which)
    updates = by_party_name(
        with_evidence(published(request.user, commitment=here, period=period), request.user)
    )
    progress = counted(request.user, "party_id", commitment=here, period=period) if period else {}
    trend = over_time(request.user, which, periods, commitment=here)
    context = {
        "instrument": which,
        "commitment": here,
        "neighbours": neighbours(here),
        "periods": periods,
        "period": period,
        "distribution": total(progress.values()),
        "over_time": trend,
        "said": updates,
        "silent": parties_without_text(progress),
        "owed": responsible_parties([here.pk]),
        "observations": Observation.objects.filter(commitment=here).select_related("party"),
        "actions": FollowUpAction.objects.visible_to(request.user)
        .filter(commitments=here)
        .select_related("party"),
        "reservations": Reservation.objects.filter(commitment=here).select_related("state"),
        "themes": theme_names(),
        "shows_sample": holds_sample(period)
        or any(then.sample for then in trend)
        or any(one.update.sample for one in updates),
        "section": "declaration",
    }
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
