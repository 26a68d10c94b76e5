"""What the home page shows: where each paragraph stands, who volunteered, and what is due next."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from commitments.models import AssemblySession, Paragraph, Party
from commitments.parties.queries import by_name, standings_on
from commitments.templatetags.catalogue import address
from tracker.periods.models import ReportingPeriod
from tracker.public.view_models.map import americas
from tracker.public.view_models.matrix_view import table
from tracker.updates.queries.matrix import PeriodMatrix


def volunteered(matrix: PeriodMatrix, parties: list[Party]) -> list[tuple[Party, int]]:
    """Return the parties with voluntary updates, by name, and how many they have."""
    counts: Counter[str] = Counter()
    for cell in matrix.cells:
        counts[cell.party] += cell.counts.get("volunteered", 0)
    return [(party, counts[party.code]) for party in by_name(parties) if counts[party.code]]


def matrix_and_map(
    matrix: PeriodMatrix,
    paragraphs: list[Paragraph],
    parties: list[Party],
    *,
    by: str,
    on_map: str,
    at: datetime,
) -> dict[str, object]:
    """Return the matrix and the map of a period.

    `by`: the order of the parties, one of `party_columns.ORDERS`; `on_map`: the reference of the
    paragraph whose levels the map shows, "" for how much each state reported.
    """
    return {
        "table": table(
            matrix=matrix,
            rows=[(p.reference, p, p.headline, address(p)) for p in paragraphs],
            parties=parties,
            by=by,
        ),
        "map": americas(
            matrix=matrix, parties=parties, standings=standings_on(at.date()), row=on_map
        ),
    }


def next_dates(at: datetime) -> dict[str, object]:
    """Return the period that is due next, in how many days, and the next regular session."""
    period = (
        ReportingPeriod.objects.exclude(state=ReportingPeriod.State.CLOSED)
        .filter(due_at__gte=at)
        .order_by("due_at")
        .first()
    )
    sessions = AssemblySession.objects.filter(
        kind=AssemblySession.Kind.REGULAR, starts_on__gte=at.date()
    )
    return {
        "next_period": period,
        "days_left": (period.due_at.date() - at.date()).days if period else None,
        "next_session": sessions.order_by("starts_on").first(),
    }
