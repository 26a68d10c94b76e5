"""Which period a page is of."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest

from commitments.models import Instrument
from tracker.models import ProgressUpdate, ReportingPeriod


def choose_period(
    request: HttpRequest, instrument: Instrument
) -> tuple[list[ReportingPeriod], ReportingPeriod | None]:
    """Return the instrument's opened periods, the newest first, and the one `?period=` names.

    Without it the choice is that of `period_of`. Raises Http404.
    """
    periods = list(ReportingPeriod.objects.filter(instruments=instrument).opened())
    return periods, period_of(periods, request.GET.get("period"))


def period_of(periods: Sequence[ReportingPeriod], key: str | None) -> ReportingPeriod | None:
    """Return the period of this key.

    Where the key is None or "": the first of the periods that is open, else the first, or None
    where there are none. Raises Http404 for another key.
    """
    if key:
        for period in periods:
            if period.key == key:
                return period
        raise Http404
    still_open = (one for one in periods if one.state == ReportingPeriod.State.OPEN)
    return next(still_open, periods[0] if periods else None)


def holds_sample(period: ReportingPeriod | None) -> bool:
    """Whether the period or an update in it is sample data."""
    if period is None:
        return False
    return period.sample or ProgressUpdate.objects.filter(period=period, sample=True).exists()
