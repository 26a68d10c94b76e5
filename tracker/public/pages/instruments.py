"""What was promised: an instrument's text, its paragraphs and its commitments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.foundation.pages import found
from commitments.instruments.queries.outline import outline
from commitments.models import (
    Commitment,
    Indicator,
    Instrument,
    InstrumentText,
    Paragraph,
    Party,
    Reservation,
    Responsibility,
)
from commitments.parties.queries import by_name
from commitments.templatetags.catalogue import address
from tracker.actions.models import FollowUpAction
from tracker.periods.queries import choose_period, holds_sample
from tracker.public.view_models.matrix_view import Table, table
from tracker.updates.models.comment import Observation
from tracker.updates.queries.matrix import Matrix, matrix
from tracker.updates.view_models.counts import counted, over_time, total
from tracker.updates.view_models.distribution import Distribution
from tracker.updates.view_models.readable import Said, published, said, theme_names

# Between two paragraphs there may be a number alone, which the page shows by itself.
_NUMBER_ALONE = re.compile(r"^\s*\d+\s*\.?\s*$")


@dataclass(frozen=True, slots=True)
class Promised:
    """A commitment, and how it stands in the period in hand; None where nothing was asked."""

    commitment: Commitment
    distribution: Distribution | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: a paragraph, or words between two (titles, the chapeau)."""

    words: str = ""
    paragraph: Paragraph | None = None
    standings: list[Promised] = field(default_factory=list)


def instrument_of(key: str | None) -> Instrument:
    """Return the instrument, by default the default one. Raises Http404."""
    instruments = Instrument.objects.select_related("session")
    return found(instruments, key=key) if key else found(instruments, is_default=True)


def pieces(
    text: InstrumentText, paragraphs: list[Paragraph], found: Mapping[int, Distribution]
) -> list[Piece]:
    """Return the text whole and in its order, cut at its paragraphs.

    `found`: how commitments stand, by their primary keys.
    """
    made, position = [], 0
    for paragraph in paragraphs:
        between = text.content[position : paragraph.start]
        if between.strip() and not _NUMBER_ALONE.match(between):
            words = re.sub(r"\s*\d+\.?\s*$", "", between).strip()
            made += [Piece(words=block) for block in re.split(r"\n\s*\n", words)]
        made.append(Piece(paragraph=paragraph, standings=_promised(paragraph, found)))
        position = paragraph.end
    rest = text.content[position:].strip(" \n;")
    return [*made, Piece(words=rest)] if rest else made


def _promised(paragraph: Paragraph, found: Mapping[int, Distribution]) -> list[Promised]:
    return [
        Promised(commitment, found.get(commitment.pk))
        for commitment in paragraph.commitments.all()
        if commitment.retired_at is None
    ]


@require_safe
def declaration(request: HttpRequest, instrument: str | None = None) -> HttpResponse:
    """The text, with the words of every commitment marked."""
    which = instrument_of(instrument)
    paragraphs = list(outline(which))
    text = paragraphs[0].text if paragraphs else None
    periods, period = choose_period(request, which)
    found_standings = (
        counted(request.user, "commitment_id", period=period, instrument=which) if period else {}
    )
    context = {
        "instrument": which,
        "text": text,
        "periods": periods,
        "period": period,
        "distribution": total(found_standings.values()),
        "pieces": pieces(text, paragraphs, found_standings) if text else [],
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
    asked = counted(request.user, "commitment_id", commitment__in=keys, period=period)
    trend = over_time(request.user, which, periods, commitment__in=keys)
    context: dict[str, Any] = {
        "instrument": which,
        "paragraph": here,
        "rows": _promised(here, asked),
        "distribution": total(asked.values()),
        "over_time": trend,
        "owed": _owed(keys),
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
        found_matrix = matrix(period=period, instrument=which, by="commitment", person=request.user)
        context["table"] = _table(found_matrix, commitments)
    return render(request, "tracker/public/paragraph.html", context)


def _table(found_matrix: Matrix, commitments: list[Commitment]) -> Table:
    """Return the matrix of these commitments alone, of the parties that have to do with them."""
    codes = {commitment.code for commitment in commitments}
    cells = [cell for cell in found_matrix.cells if cell.row in codes]
    concerned = {cell.party for cell in cells}
    kept = Matrix(
        period=found_matrix.period,
        parties=[code for code in found_matrix.parties if code in concerned],
        rows=[row for row in found_matrix.rows if row in codes],
        cells=cells,
    )
    return table(
        matrix=kept,
        rows=[(c.code, c, c.title, address(c)) for c in commitments],
        parties=Party.objects.all(),
    )


@require_safe
def commitment(request: HttpRequest, code: str, instrument: str | None = None) -> HttpResponse:
    """One commitment: what was promised, who owes it, what was said."""
    which = instrument_of(instrument)
    here = found(
        Commitment.objects.filter(instrument=which)
        .select_related("instrument", "paragraph__text", "paragraph__instrument", "deadline")
        .prefetch_related(
            "themes",
            "indicators",
            "successors__instrument",
            Prefetch("paragraph__commitments", Commitment.objects.select_related("instrument")),
        ),
        code=code,
    )
    periods, period = choose_period(request, which)
    updates = _by_party_name(
        said(published(request.user, commitment=here, period=period), request.user)
    )
    asked = counted(request.user, "party_id", commitment=here, period=period) if period else {}
    trend = over_time(request.user, which, periods, commitment=here)
    context = {
        "instrument": which,
        "commitment": here,
        "neighbours": _neighbours(here),
        "periods": periods,
        "period": period,
        "distribution": total(asked.values()),
        "over_time": trend,
        "said": updates,
        "silent": _without_word(asked),
        "owed": _owed([here.pk]),
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


def _by_party_name(updates: list[Said]) -> list[Said]:
    """Return them in the order of the parties' names, states before bodies."""
    names = by_name({one.update.party_id: one.update.party for one in updates}.values())
    order = {party.pk: (not party.is_state, place) for place, party in enumerate(names)}
    return sorted(updates, key=lambda one: order[one.update.party_id])


def _neighbours(here: Commitment) -> tuple[Commitment | None, Commitment | None]:
    """Return the commitments before and after."""
    near = {
        c.position: c
        for c in Commitment.objects.filter(
            instrument_id=here.instrument_id,
            position__in=[here.position - 1, here.position + 1],
        ).select_related("instrument")
    }
    return near.get(here.position - 1), near.get(here.position + 1)


def _owed(commitments: list[int]) -> list[tuple[str, list[Party]]]:
    """Return the parties of commitments by role, each role once, parties by name."""
    by_role: dict[str, dict[int, Party]] = {role: {} for role in Responsibility.Role.values}
    for responsibility in Responsibility.objects.filter(commitment__in=commitments).select_related(
        "party"
    ):
        by_role[responsibility.role][responsibility.party_id] = responsibility.party
    return [
        (str(Responsibility.Role(role).label), by_name(parties.values()))
        for role, parties in by_role.items()
        if parties
    ]


def _without_word(asked: Mapping[int, Distribution]) -> dict[str, list[Party]]:
    """Return the parties of whose update there is nothing to read, by what it counts as."""
    parties = Party.objects.in_bulk(asked.keys())
    found_parties = {
        kind: by_name(parties[key] for key, one in asked.items() if one.counts[kind])
        for kind in ("received", "withheld", "awaited", "not_reported")
    }
    return {kind: named for kind, named in found_parties.items() if named}
