"""The pages on which officers request, edit, issue and correct reports."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.pages import find_or_404, person_of
from commitments.models import User
from reporting.reports.commands import corrections, editorial, lifecycle
from reporting.reports.forms import CorrectForm, EditForm, ReportForm
from reporting.reports.models.file import Format
from reporting.reports.models.report import StatusReport
from reporting.reports.pages.report import visible
from reporting.reports.rules.permissions import may_request, verbs_open_to


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_report(request: HttpRequest) -> HttpResponse:
    """Request a report: first choose its kind, then fill in what that kind needs."""
    person = person_of(request)
    if not may_request(person):
        raise PermissionDenied(_("Officers of the secretariat request reports."))
    kind = request.POST.get("kind", request.GET.get("kind", ""))
    if kind not in StatusReport.Kind.values:
        kinds = {"kinds": StatusReport.Kind.choices, "section": "reports"}
        return render(request, "reporting/reports/choose_kind.html", kinds)
    initial = {"languages": settings.REPORT_LANGUAGES, "formats": Format.values}
    form = ReportForm(_posted(request), kind=kind, initial=initial)
    if request.method == "POST":
        report = form.carry_out(
            lambda: lifecycle.request(by=person, at=timezone.now(), **form.arguments())
        )
        if report is not None:
            messages.success(request, _("It is being prepared."))
            return redirect("report", report.pk)
    context = {"form": form, "kind": StatusReport.Kind(kind), "section": "reports"}
    status = 400 if form.errors else 200
    return render(request, "reporting/reports/new_report.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit number, foreword and cover note of a draft; its files are then made again."""
    officer, report = _officer_and_report(request, pk, "edit")
    if report is None:
        return redirect("report", pk)
    form = EditForm(_posted(request), report=report)
    edited = _carry_out(form, editorial.edit, officer, report)
    if edited is None:
        return _form(request, "reporting/reports/edit_report.html", report, form)
    changed = edited.version != report.version
    words = _("Saved. Its files are being prepared again.") if changed else _("Nothing changed.")
    messages.success(request, words)
    return redirect("report", pk)


@login_required
@require_safe
def confirm_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Explain what issuing a draft does, and ask for confirmation."""
    _officer, report = _officer_and_report(request, pk, "issue")
    if report is None:
        return redirect("report", pk)
    context = {"report": report, "shows_sample": report.sample, "section": "reports"}
    return render(request, "reporting/reports/issue_report.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Request the correction of an issued report, with the reason."""
    officer, report = _officer_and_report(request, pk, "correct")
    if report is None:
        return redirect("report", pk)
    form = CorrectForm(_posted(request), report=report)
    correction = _carry_out(form, corrections.correct, officer, report)
    if correction is None:
        return _form(request, "reporting/reports/correct_report.html", report, form)
    messages.success(request, _("The correction is being prepared."))
    return redirect("report", correction.pk)


def _officer_and_report(
    request: HttpRequest, pk: int, verb: str
) -> tuple[User, StatusReport | None]:
    """Return the officer and the report; None, with a message, where the verb is not open.

    Raises Http404, PermissionDenied.
    """
    report = find_or_404(visible(request), pk=pk)
    officer = person_of(request)
    if not may_request(officer):
        raise PermissionDenied(_("Officers of the secretariat edit, issue, and correct reports."))
    if verb in verbs_open_to(report, officer):
        return officer, report
    messages.error(request, _("That cannot be done with this report now."))
    return officer, None


def _carry_out(
    form: EditForm | CorrectForm,
    command: Callable[..., StatusReport],
    officer: User,
    report: StatusReport,
) -> StatusReport | None:
    """Return what the command returns; None where nothing valid was sent, or it refuses."""
    if not form.is_valid():
        return None
    version = form.cleaned_data["version"]
    done = form.carry_out(
        lambda: command(
            report=report, by=officer, at=timezone.now(), version=version, **form.arguments()
        )
    )
    if done is None:
        form.carry_on_from(report.version)
    return done


def _posted(request: HttpRequest) -> QueryDict | None:
    # An empty POST must be refused, not shown as a new form.
    return request.POST if request.method == "POST" else None


def _form(
    request: HttpRequest, template: str, report: StatusReport, form: EditForm | CorrectForm
) -> HttpResponse:
    context = {
        "report": report,
        "form": form,
        "shows_sample": report.sample,
        "section": "reports",
    }
    return render(request, template, context, status=400 if form.errors else 200)
