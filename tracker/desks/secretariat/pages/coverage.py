"""Coverage: which parties have reported what, who is late, and reminders to these parties."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.errors import Conflict, NotAllowed
from commitments.foundation.pages import find_or_404
from commitments.models import Party, User
from commitments.people.rules.access import officer_of
from tracker.desks.secretariat.view_models.coverage import CoverageTable, by_paragraph, by_period
from tracker.desks.secretariat.view_models.reminders import letter_previews
from tracker.periods.commands import reminders
from tracker.periods.models import ReportingPeriod
from tracker.periods.queries import arrears_in, period_of, undelivered

# How many periods are shown side by side; earlier ones have their own pages.
MOST_PERIODS: Final = 8


@require_safe
@login_required
def coverage(request: HttpRequest) -> HttpResponse:
    """Who has reported what and who is late, with links to remind them."""
    officer, now = officer_of(request), timezone.now()
    periods = list(ReportingPeriod.objects.opened())
    several = request.GET.get("by") == "period"
    period = period_of(periods, request.GET.get("period"))
    kind, left = request.GET.get("kind", ""), "left" in request.GET
    kind = kind if kind in Party.Kind.values else ""
    if period is None:
        table = CoverageTable()
    elif several:
        table = by_period(periods[:MOST_PERIODS], officer)
    else:
        table = by_paragraph(period, officer, now)
    rows = [
        row
        for row in table.rows
        if kind in ("", row.party.kind) and (not left or row.total.kind in ("some", "none"))
    ]
    shown = periods[:MOST_PERIODS] if several else [period]
    context = {
        "table": replace(table, rows=rows),
        "by": "period" if several else "paragraph",
        "kind": kind,
        "kinds": Party.Kind.choices,
        "left": left,
        "period": period,
        "periods": periods,
        "open": period is not None and period.state == ReportingPeriod.State.OPEN,
        "past_due": period is not None and period.due_at < now,
        "shows_sample": any(row is not None and row.sample for row in shown),
        "section": "desk",
    }
    return render(request, "tracker/desks/secretariat/coverage.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest, key: str) -> HttpResponse:
    """Show whom a reminder to all late parties would reach; send it to them, or to one party."""
    officer, now = officer_of(request), timezone.now()
    period = find_or_404(ReportingPeriod.objects.all(), key=key)
    if request.method == "POST":
        if "party" in request.POST:
            addressee = find_or_404(Party.objects.all(), code=request.POST["party"])
            _remind(request, officer, period, addressee)
        else:
            _remind_late(request, officer, period)
        return redirect(f"{reverse('coverage')}?period={period.key}")
    late = [due for due in arrears_in(period=period, at=now) if due.late(now)]
    obstacles = [(due, due.obstacle(now)) for due in late]
    reminded = [due for due, obstacle in obstacles if obstacle is None]
    context = {
        "period": period,
        "told": reminded,
        "people": sum(len(due.people) for due in reminded),
        "passed_over": [(due, obstacle.detail) for due, obstacle in obstacles if obstacle],
        "letters": letter_previews(reminded[0], now) if reminded else [],
        "undelivered": undelivered(late),
        "shows_sample": period.sample,
        "section": "desk",
    }
    return render(request, "tracker/desks/secretariat/reminders.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remind_party(request: HttpRequest, key: str, party: str) -> HttpResponse:
    """Show whom a reminder to one party would reach, and send it."""
    officer, now = officer_of(request), timezone.now()
    period = find_or_404(ReportingPeriod.objects.all(), key=key)
    addressee = find_or_404(Party.objects.all(), code=party)
    if request.method == "POST":
        _remind(request, officer, period, addressee, again="again" in request.POST)
        return redirect(f"{reverse('coverage')}?period={period.key}")
    (due,) = arrears_in(period=period, at=now, parties=[addressee.pk])
    obstacle = due.obstacle(now, again=True)
    context = {
        "period": period,
        "due": due,
        "obstacle": obstacle and obstacle.detail,
        "again": due.just_reminded(now),
        "letters": [] if obstacle else letter_previews(due, now),
        "undelivered": due.undelivered,
        "shows_sample": period.sample,
        "section": "desk",
    }
    return render(request, "tracker/desks/secretariat/reminder_of_party.html", context)


def _remind(
    request: HttpRequest,
    officer: User,
    period: ReportingPeriod,
    party: Party,
    *,
    again: bool = False,
) -> None:
    """Send the reminder and say so; where one was sent today, link to the page to send another."""
    try:
        due = reminders.remind(
            period=period, party=party, by=officer, at=timezone.now(), again=again
        )
    except NotAllowed as error:
        raise PermissionDenied(error.detail) from error
    except Conflict as error:
        words = f"{party.name}: {error.detail}"
        if error.code == "reminded_already":
            insist = reverse("remind-party", args=[period.key, party.code])
            words = format_html('{} <a href="{}">{}</a>', words, insist, _("Send another reminder"))
        messages.error(request, words)
        return
    number = len(due.people)
    done = ngettext(
        "Reminder sent to %(party)s: %(n)s recipient.",
        "Reminder sent to %(party)s: %(n)s recipients.",
        number,
    )
    messages.success(request, done % {"party": party.name, "n": number})


def _remind_late(request: HttpRequest, officer: User, period: ReportingPeriod) -> None:
    late = reminders.remind_late(period=period, by=officer, at=timezone.now())
    number = sum(obstacle is None for _due, obstacle in late)
    done = ngettext(
        "A reminder has been sent to %(n)s party.",
        "Reminders have been sent to %(n)s parties.",
        number,
    )
    messages.success(request, done % {"n": number})
    for due, obstacle in late:
        if obstacle is not None:
            messages.warning(request, f"{due.party.name}: {obstacle.detail}")
