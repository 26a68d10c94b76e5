"""The calendar of a year; for officers also which jobs ran, and the form to change the schedule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.errors import DomainError, NotAllowed
from commitments.foundation.pages import attempt, person_of
from commitments.models import User
from commitments.people.rules.permissions import Person, is_officer
from reporting.schedule import commands as schedule
from reporting.schedule.commands import YEARS, Entry, ScheduleEvent, jobs
from reporting.schedule.forms import ScheduleForm

JOB_NAMES = {
    "open_periods": gettext_lazy("Open the periods that are due to open"),
    "close_periods": gettext_lazy("Close the periods that are due to close"),
    "make_due_reports": gettext_lazy("Request the reports that are due"),
    "resume_reports": gettext_lazy("Resume waiting reports"),
    "send_letters": gettext_lazy("Send waiting e-mails"),
    "clean_up": gettext_lazy("Delete data no longer needed"),
}


@require_safe
def calendar(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """A year month by month: what happens when; for officers also which jobs ran."""
    now = timezone.now().astimezone(UTC)
    wanted = now.year if year is None else year
    if wanted not in YEARS:
        raise Http404
    found = schedule.year_of(wanted, at=now)
    officer = is_officer(request.user)
    runs = jobs.runs_of(wanted, at=now) if officer else []
    context: dict[str, Any] = {
        "year": wanted,
        "before": wanted - 1 if wanted - 1 in YEARS else None,
        "after": wanted + 1 if wanted + 1 in YEARS else None,
        "this_year": now.year,
        "months": _months(found.events, runs, now if wanted == now.year else None, request.user),
        "undated": [_entry_context(entry, request.user) for entry in found.undated],
        "days_before": settings.ASSEMBLY_REPORT_DAYS_BEFORE,
        "officer": officer,
        "shows_sample": found.sample,
        "section": "reports",
    }
    if officer and wanted == now.year:
        context["last_runs"] = [(JOB_NAMES[run.name], run) for run in jobs.last_runs()]
        context["silent_since"] = jobs.silent_since(now)
    return render(request, "reporting/schedule/calendar.html", context)


def _months(
    events: Iterable[ScheduleEvent],
    runs: Iterable[jobs.JobRuns],
    today: datetime | None,
    person: Person,
) -> list[dict[str, Any]]:
    """Return the months in which something happens, in order: their lines, and the jobs that ran.

    `today`: the present moment in the calendar of this year, otherwise None.
    """
    lines = [_line(event, person) for event in events]
    if today:
        lines.append({"what": "today", "moment": today})
    lines += [
        {"what": "failed", "moment": run.first, "runs": run, "job": JOB_NAMES.get(run.name)}
        for run in runs
        if not run.succeeded
    ]
    lines.sort(key=lambda line: line["moment"])
    by_month: dict[date, dict[str, Any]] = {}
    for month, found in groupby(lines, key=lambda line: _month(line["moment"])):
        by_month[month] = {"month": month, "lines": list(found), "runs": []}
    for run in runs:
        here = by_month.setdefault(
            _month(run.first), {"month": _month(run.first), "lines": [], "runs": []}
        )
        here["runs"].append((JOB_NAMES.get(run.name, run.name), run))
    return [by_month[month] for month in sorted(by_month)]


def _month(moment: datetime) -> date:
    return moment.astimezone(UTC).date().replace(day=1)


def _line(event: ScheduleEvent, person: Person) -> dict[str, Any]:
    line = {
        "what": event.what,
        "moment": event.moment,
        "period": event.period,
        "session": event.session,
    }
    return line | (_entry_context(event.entry, person) if event.entry else {})


def _entry_context(entry: Entry, person: Person) -> dict[str, Any]:
    """Return what the reader may see of an entry."""
    kind, instrument, key = entry.address
    return {
        "entry": entry,
        "anchor": f"{kind}-{instrument}-{key}",
        "report": entry.report_for(person),
        "may": schedule.verbs_open_to(entry=entry, person=person),
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_entry(request: HttpRequest, kind: str, instrument: str, key: str) -> HttpResponse:
    """One report of the schedule: an officer moves it, leaves it out, or undoes that."""
    person = person_of(request)
    if not is_officer(person):
        raise PermissionDenied(_("Only the secretariat changes the schedule."))
    now = timezone.now()
    entry = schedule.entry_of(kind=kind, instrument=instrument, key=key, at=now)
    if entry is None:
        raise Http404
    verb = request.POST.get("verb", "")
    if verb == "restore":
        attempt(
            request,
            lambda: schedule.restore(entry=entry, by=person, at=now),
            success=_("Done."),
        )
        return redirect(_place_of(entry, now))
    sent = request.POST if request.method == "POST" else None
    form = ScheduleForm(sent, initial={"at": entry.moment})
    if sent is not None and _change(entry, verb, form, person, now):
        messages.success(request, _("Done."))
        return redirect(_place_of(entry, now))
    context = {
        **_entry_context(entry, person),
        "form": form,
        "days_before": settings.ASSEMBLY_REPORT_DAYS_BEFORE,
        "back": _place_of(entry, now),
        "shows_sample": entry.sample,
        "section": "reports",
    }
    status = 400 if form.errors else 200
    return render(request, "reporting/schedule/calendar_entry.html", context, status=status)


def _change(entry: Entry, verb: str, form: ScheduleForm, person: User, at: datetime) -> bool:
    """Do what the form says; return whether it was done. Its faults are put beside its fields."""
    if not form.is_valid():
        return False
    moment = None if verb == "leave_out" else form.cleaned_data["at"]
    if verb != "leave_out" and moment is None:
        form.add_error("at", _("This field is required."))
        return False
    try:
        schedule.change(
            entry=entry,
            changes={"at": moment, "reason": form.cleaned_data["reason"]},
            by=person,
            at=at,
        )
    except NotAllowed as error:
        raise PermissionDenied(error.detail) from error
    except DomainError as error:
        form.refuse(error)
        return False
    return True


def _place_of(entry: Entry, at: datetime) -> str:
    """Return the address of the calendar where the entry stands."""
    year = (entry.shown_at or at).astimezone(UTC).year
    page = reverse("report-calendar-year", args=[year])
    return f"{page}#{'-'.join(entry.address)}"
