"""What the public pages look up from their addresses: an instrument, and a period of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.http import HttpRequest

from commitments.foundation.pages import find_or_404
from commitments.models import Instrument
from tracker.models import FollowUpAction, ReportingPeriod
from tracker.periods.queries import period_of
from tracker.updates.view_models.distribution import PeriodProgress


@dataclass(frozen=True, slots=True)
class PageScope:
    """The instrument and the period that a page is of, and the periods to choose from.

    `periods`: those that were opened, the newest first; `period`: None where there are none.
    """

    instrument: Instrument
    periods: list[ReportingPeriod]
    period: ReportingPeriod | None

    def holds_sample(self, *shown: Iterable[PeriodProgress | FollowUpAction]) -> bool:
        """Whether the period, an update in it, or something else that is shown is sample data."""
        if self.period is not None and self.period.holds_sample():
            return True
        return any(each.sample for each in chain(*shown))


def instrument_of(key: str | None) -> Instrument:
    """Return the instrument of this key, the default one where it is None or "".

    Raises Http404.
    """
    instruments = Instrument.objects.select_related("session")
    return find_or_404(instruments, key=key) if key else find_or_404(instruments, is_default=True)


def scope_of(request: HttpRequest, instrument: Instrument) -> PageScope:
    """Return the scope with the period that `?period=` names, else the one that is open.

    Raises Http404 for an unknown period.
    """
    periods = list(ReportingPeriod.objects.filter(instruments=instrument).opened())
    return PageScope(instrument, periods, period_of(periods, request.GET.get("period")))
