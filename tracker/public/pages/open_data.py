"""What may be taken away and used: the data, how to ask for them, how to cite them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments.models import Commitment, IndicatorValue, Instrument, Party
from tracker.periods.models.period import ReportingPeriod
from tracker.periods.queries import choose_period, holds_sample
from tracker.public.pages.instruments import instrument_of
from tracker.updates.view_models.readable import published

API: Final = "/api/v1/"
JSON: Final = "JSON"


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of data: what it is, how many there are, and (label, address) of what holds it."""

    words: str
    count: int | None
    links: list[tuple[str, str]]


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is, under what licence, with requests that work as they stand."""
    which = instrument_of(None)
    _periods, period = choose_period(request, which)
    context = {
        "instrument": which,
        "rows": [*_catalogue(which), *_reported(published(request.user).count(), period)],
        "requests": [f"curl '{settings.SITE_URL}{API}{address}'" for address in examples(period)],
        "narrowed": ["?party=SLV", "?paragraph=7"],
        "today": timezone.now().date(),
        "shows_sample": holds_sample(period),
        "section": "open-data",
    }
    return render(request, "tracker/public/open_data.html", context)


def examples(period: ReportingPeriod | None) -> list[str]:
    """Return requests to the API that work as they stand, without its address."""
    found = [
        f"paragraphs/7/?language={get_language()}",
        "commitments/?paragraph=7&fields=code,title",
        "indicator-values/?indicator=WB-HOMICIDE&state=SLV",
    ]
    if period is not None:
        found += [
            f"matrix/?period={period.key}&by=paragraph",
            f"updates/?period={period.key}&party=SLV",
        ]
    return found


def _catalogue(instrument: Instrument) -> list[Row]:
    def whole(name: str) -> list[tuple[str, str]]:
        return [(JSON, f"{API}{name}/?page_size=500")]

    return [
        Row(
            _("Instruments, with their text and its paragraphs"),
            Instrument.objects.count(),
            [(JSON, f"{API}instruments/{instrument.key}/")],
        ),
        Row(
            _("Commitments, with their words, themes and deadlines"),
            Commitment.objects.current().count(),
            whole("commitments"),
        ),
        Row(
            _("Member states, with their standing over time"),
            Party.objects.states().count(),
            whole("member-states"),
        ),
        Row(_("Bodies"), Party.objects.bodies().count(), whole("bodies")),
        Row(
            _("Values of indicators, with their sources"),
            IndicatorValue.objects.count(),
            whole("indicator-values"),
        ),
    ]


def _reported(updates: int, period: ReportingPeriod | None) -> list[Row]:
    rows = [
        Row(
            _("Published updates, in the parties' own words"),
            updates,
            [(JSON, f"{API}updates/?page_size=500"), ("Atom", reverse("updates-feed"))],
        )
    ]
    if period is not None:
        matrix = f"{API}matrix/?period={period.key}&by="
        rows.append(
            Row(
                _("Matrix of levels, period %(key)s") % {"key": period.key},
                None,
                [
                    (f"{JSON}, " + _("by paragraph"), matrix + "paragraph"),
                    (f"{JSON}, " + _("by commitment"), matrix + "commitment"),
                ],
            )
        )
    formats = [("DOCX, PDF, XLSX, HTML, JSON", reverse("reports"))]
    return [*rows, Row(_("Status reports, as issued"), None, formats)]
