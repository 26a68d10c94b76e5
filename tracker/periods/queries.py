"""Which period a page is of."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from commitments.models import Instrument
from tracker.periods.models.period import ReportingPeriod
from tracker.updates.models.update import ProgressUpdate


def choose_period(
    request: HttpRequest, instrument: Instrument
) -> tuple[list[ReportingPeriod], ReportingPeriod | None]:
    """Return the instrument's opened periods, newest first, and the one that `?period=` names.

    By default the newest that is open, else the newest closed; None where there is none. Raises
    Http404 for an unknown one.
    """
    periods = list(
        ReportingPeriod.objects.filter(instruments=instrument)
        .exclude(state=ReportingPeriod.State.PLANNED)
        .order_by("-opens_at", "-covers_from")
    )
    key = request.GET.get("period")
    if key:
        for period in periods:
            if period.key == key:
                return periods, period
        raise Http404
    still_open = (p for p in periods if p.state == ReportingPeriod.State.OPEN)
    return periods, next(still_open, periods[0] if periods else None)


def holds_sample(period: ReportingPeriod | None) -> bool:
    """Whether what is shown of the period rests on rows marked sample."""
    if period is None:
        return False
    return period.sample or ProgressUpdate.objects.filter(period=period, sample=True).exists()
