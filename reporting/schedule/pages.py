"""The pages of the schedule: the calendar of a year, its form for officers, and the sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.errors import Words
from commitments.foundation.pages import attempt, context_of, find_or_404, person_of
from commitments.models import AssemblySession, Commitment, Instrument
from commitments.people.rules.permissions import Person, is_officer
from reporting.reports.models.report import StatusReport
from reporting.schedule.commands import jobs, schedule
from reporting.schedule.forms import ScheduleForm
from reporting.schedule.queries import YEARS, Entry, ScheduleEvent, entry_of, year_of
from tracker.models import ReportingCycle, ReportingPeriod

JOB_NAMES: Final = {
    "open_periods": gettext_lazy("Open the periods that are due to open"),
    "close_periods": gettext_lazy("Close the periods that are due to close"),
    "make_due_reports": gettext_lazy("Request the reports that are due"),
    "resume_reports": gettext_lazy("Resume waiting reports"),
    "send_letters": gettext_lazy("Send waiting e-mails"),
    "clean_up": gettext_lazy("Delete data no longer needed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEntry:
    """What the reader may see of a scheduled report. `may`: the verbs open to the reader."""

    entry: Entry
    anchor: str
    report: StatusReport | None
    may: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLine:
    """A line of the calendar. `what`: of a `ScheduleEvent`, or `today`, or `failed` (of a job)."""

    what: str
    moment: datetime
    period: ReportingPeriod | None = None
    session: AssemblySession | None = None
    shown: ShownEntry | None = None
    runs: jobs.JobRuns | None = None
    job: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """A month in which something happens: its lines in order, and the jobs that ran, by name."""

    month: date
    lines: list[CalendarLine]
    runs: list[tuple[Words, jobs.JobRuns]]


@require_safe
def calendar(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """A year month by month: what happens when; for officers also which jobs ran."""
    now = timezone.now().astimezone(UTC)
    chosen = now.year if year is None else year
    if chosen not in YEARS:
        raise Http404
    plan = year_of(chosen, at=now)
    officer = is_officer(request.user)
    runs = jobs.runs_of(chosen, at=now) if officer else []
    lines = [_line(event, request.user) for event in plan.events]
    if chosen == now.year:
        lines.append(CalendarLine(what="today", moment=now))
    lines += [
        CalendarLine(what="failed", moment=run.first, runs=run, job=JOB_NAMES.get(run.name))
        for run in runs
        if not run.succeeded
    ]
    shows_clock = officer and chosen == now.year
    context = {
        "year": chosen,
        "before": chosen - 1 if chosen - 1 in YEARS else None,
        "after": chosen + 1 if chosen + 1 in YEARS else None,
        "this_year": now.year,
        "months": _months(lines, runs),
        "undated": [_shown(entry, request.user) for entry in plan.undated],
        "days_before": settings.ASSEMBLY_REPORT_DAYS_BEFORE,
        "officer": officer,
        "last_runs": [(JOB_NAMES[r.name], r) for r in jobs.last_runs()] if shows_clock else [],
        "silent_since": jobs.silent_since(now) if shows_clock else None,
        "shows_sample": plan.sample,
        "section": "reports",
    }
    return render(request, "reporting/schedule/calendar.html", context)


def _months(lines: Iterable[CalendarLine], runs: Iterable[jobs.JobRuns]) -> list[CalendarMonth]:
    """Return the months in which something happens, in order."""
    months: dict[date, CalendarMonth] = {}

    def month_of(moment: datetime) -> CalendarMonth:
        first_day = moment.astimezone(UTC).date().replace(day=1)
        return months.setdefault(first_day, CalendarMonth(month=first_day, lines=[], runs=[]))

    for line in sorted(lines, key=lambda line: line.moment):
        month_of(line.moment).lines.append(line)
    for run in runs:
        month_of(run.first).runs.append((JOB_NAMES.get(run.name, run.name), run))
    return [months[first_day] for first_day in sorted(months)]


def _line(event: ScheduleEvent, person: Person) -> CalendarLine:
    return CalendarLine(
        what=event.what,
        moment=event.moment,
        period=event.period,
        session=event.session,
        shown=_shown(event.entry, person) if event.entry else None,
    )


def _shown(entry: Entry, person: Person) -> ShownEntry:
    return ShownEntry(
        entry=entry,
        anchor="-".join(entry.address),
        report=entry.report_for(person),
        may=schedule.verbs_open_to(entry=entry, person=person),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_entry(request: HttpRequest, kind: str, instrument: str, key: str) -> HttpResponse:
    """One report of the schedule: an officer moves it, leaves it out, or undoes that."""
    person = person_of(request)
    if not is_officer(person):
        raise PermissionDenied(_("Only the secretariat changes the schedule."))
    now = timezone.now()
    entry = entry_of(kind=kind, instrument=instrument, key=key, at=now)
    if entry is None:
        raise Http404
    year = (entry.shown_at or now).astimezone(UTC).year
    back = f"{reverse('report-calendar-year', args=[year])}#{'-'.join(entry.address)}"
    posted = request.POST if request.method == "POST" else None
    verb = request.POST.get("verb", "")
    if verb == "restore":
        attempt(
            request, lambda: schedule.restore(entry=entry, by=person, at=now), success=_("Done.")
        )
        return redirect(back)
    form = ScheduleForm(posted, leaves_out=verb == "leave_out", initial={"at": entry.moment})
    if posted is not None:
        changed = form.carry_out(
            lambda: schedule.change(entry=entry, changes=form.cleaned_data, by=person, at=now)
        )
        if changed is not None:
            messages.success(request, _("Done."))
            return redirect(back)
    context = context_of(
        _shown(entry, person),
        form=form,
        days_before=settings.ASSEMBLY_REPORT_DAYS_BEFORE,
        back=back,
        shows_sample=entry.sample,
        section="reports",
    )
    status = 400 if form.errors else 200
    return render(request, "reporting/schedule/calendar_entry.html", context, status=status)


# Sessions of the General Assembly --------------------------------------------------------------


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
    shown = find_or_404(AssemblySession.objects.all(), kind=kind or "regular", number=int(number))
    cycle = (
        ReportingCycle.objects.select_related("from_session", "to_session")
        .prefetch_related(Prefetch("periods", ReportingPeriod.objects.order_by("covers_from")))
        .filter(to_session=shown)
        .first()
    )
    reports = StatusReport.objects.visible_to(request.user).filter(session=shown).with_subject()
    near = AssemblySession.objects.filter(kind=shown.kind)
    periods = list(cycle.periods.all()) if cycle else []
    context = {
        "session": shown,
        "cycle": cycle,
        "periods": periods,
        "instruments": shown.instruments.order_by("adopted_on"),
        "due": shown.commitments_due.select_related("instrument").order_by("position"),
        "reports": reports,
        "earlier": near.filter(number__lt=shown.number).order_by("-number").first(),
        "later": near.filter(number__gt=shown.number).order_by("number").first(),
        "today": timezone.now().date(),
        "shows_sample": any(row.sample for row in (*periods, *reports)),
        "section": "sessions",
    }
    return render(request, "reporting/schedule/session.html", context)
