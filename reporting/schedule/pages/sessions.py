"""Sessions of the General Assembly: what each adopted, what was due by it, what it was told."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.foundation.pages import find_or_404
from commitments.models import AssemblySession, Commitment, Instrument
from reporting.reports.models.report import StatusReport
from tracker.models import ReportingCycle, ReportingPeriod


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions, newest first, with what they adopted and how much was due by each."""
    every = AssemblySession.objects.prefetch_related(
        Prefetch("instruments", Instrument.objects.order_by("adopted_on")),
        Prefetch("commitments_due", Commitment.objects.current()),
    ).order_by("-number", "kind")
    context = {"sessions": every, "today": timezone.now().date(), "section": "sessions"}
    return render(request, "reporting/schedule/sessions.html", context)


@require_safe
def session(request: HttpRequest, session: str) -> HttpResponse:
    """One session: place, dates, instruments, deadlines, the cycle that reports to it."""
    kind, _dash, number = session.rpartition("-")
    here = find_or_404(AssemblySession.objects.all(), kind=kind or "regular", number=int(number))
    cycle = (
        ReportingCycle.objects.select_related("from_session", "to_session")
        .prefetch_related(Prefetch("periods", ReportingPeriod.objects.order_by("covers_from")))
        .filter(to_session=here)
        .first()
    )
    reports = (
        StatusReport.objects.visible_to(request.user)
        .filter(session=here)
        .select_related("session", "period", "party", "paragraph", "instrument")
        .defer("dataset")
    )
    near = AssemblySession.objects.filter(kind=here.kind)
    periods = list(cycle.periods.all()) if cycle else []
    context = {
        "session": here,
        "cycle": cycle,
        "periods": periods,
        "instruments": here.instruments.order_by("adopted_on"),
        "due": here.commitments_due.select_related("instrument").order_by("position"),
        "reports": reports,
        "earlier": near.filter(number__lt=here.number).order_by("-number").first(),
        "later": near.filter(number__gt=here.number).order_by("number").first(),
        "today": timezone.now().date(),
        "shows_sample": any(thing.sample for thing in (*periods, *reports)),
        "section": "sessions",
    }
    return render(request, "reporting/schedule/session.html", context)
