"""Open data: which data there are, how to request them, how to cite them."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.models import Indicator
from tracker.periods.queries import choose_period, holds_sample
from tracker.public.queries import instrument_of
from tracker.public.view_models.open_data import API, catalogue_data, examples, reported_data
from tracker.updates.view_models.readable import published


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """The data sets, their license, and requests that can be sent as they are."""
    which = instrument_of(None)
    _periods, period = choose_period(request, which)
    context = {
        "instrument": which,
        "rows": [*catalogue_data(which), *reported_data(published(request.user).count(), period)],
        "requests": [f"curl '{settings.SITE_URL}{API}{address}'" for address in examples(period)],
        "licensed": Indicator.objects.exclude(licence="").order_by("code"),
        "narrowed": ["?party=SLV", "?paragraph=7"],
        "today": timezone.now().date(),
        "shows_sample": holds_sample(period),
        "section": "open-data",
    }
    return render(request, "tracker/public/open_data.html", context)
