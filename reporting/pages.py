"""Pages of the reports: the library, one report with its files, and having one made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.errors import DomainError, NotAllowed
from commitments.pages import attempt, found, number_in, person_of

from . import build, selectors
from .forms import ReportForm
from .models import Format, StatusReport
from .permissions import may_request, verbs_open_to

UNDER_WAY = (StatusReport.State.REQUESTED, StatusReport.State.BUILDING)
# Seconds after which the page of a report that is being made looks again.
LOOK_AGAIN = 3
STEPS: dict[str, Callable[..., StatusReport]] = {"issue": build.issue, "retry": build.retry}


def _visible(request: HttpRequest) -> Any:
    return (
        StatusReport.objects.visible_to(request.user)
        .defer("dataset")
        .select_related(
            "instrument", "session", "period", "party", "paragraph__instrument", "requested_by"
        )
    )


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The reports that the reader may see, the newest first."""
    rows = list(_visible(request).prefetch_related("files")[:200])
    context = {
        "reports": rows,
        "may_request": may_request(request.user),
        "shows_sample": any(report.sample for report in rows),
        "section": "reports",
    }
    return render(request, "reporting/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: how far it is, its files, what it is made of."""
    here: StatusReport = found(_visible(request).prefetch_related("files"), pk=pk)
    if request.method == "POST":
        person = person_of(request)
        step = STEPS.get(request.POST.get("verb", ""))
        version = number_in(request.POST.get("version"))
        if step is not None:
            attempt(
                request,
                lambda: step(report=here, by=person, at=timezone.now(), version=version),
                success=_("Done."),
            )
        return redirect("report", pk)
    context = {
        "report": here,
        "files": here.files.all(),
        "may": verbs_open_to(here, request.user),
        "progress": selectors.progress(here),
        "look_again": LOOK_AGAIN if here.state in UNDER_WAY else 0,
        "shows_sample": here.sample,
        "section": "reports",
    }
    return render(request, "reporting/report.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_report(request: HttpRequest) -> HttpResponse:
    """Have a report made."""
    person = person_of(request)
    if not may_request(person):
        raise PermissionDenied(_("Officers of the secretariat have reports made."))
    form = ReportForm(
        request.POST or None,
        initial={
            "kind": StatusReport.Kind.ASSEMBLY,
            "languages": [person.language],
            "formats": Format.values,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = build.request(by=person, at=timezone.now(), **form.asked())
        except NotAllowed as error:
            raise PermissionDenied(error.detail) from error
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("It is being made."))
            return redirect("report", made.pk)
    context = {"form": form, "section": "reports"}
    return render(request, "reporting/new_report.html", context, status=400 if form.errors else 200)
