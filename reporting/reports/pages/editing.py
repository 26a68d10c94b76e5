"""The pages on which officers edit a draft, issue it, and request a correction."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.errors import DomainError, NotAllowed
from commitments.foundation.pages import find_or_404, person_of
from commitments.models import User
from reporting.reports.commands import corrections, editorial
from reporting.reports.forms.editing import CorrectForm, EditForm
from reporting.reports.models.report import StatusReport
from reporting.reports.pages.reports import visible
from reporting.reports.rules.permissions import may_correct, may_edit, verbs_open_to


def _officers_report(request: HttpRequest, pk: int, verb: str) -> tuple[User, StatusReport]:
    """Return the officer and the report. Raises Http404, PermissionDenied."""
    here: StatusReport = find_or_404(visible(request), pk=pk)
    person = person_of(request)
    if not (may_edit(person) and may_correct(person)):
        raise PermissionDenied(_("Officers of the secretariat edit, issue, and correct reports."))
    if verb not in verbs_open_to(here, person):
        messages.error(request, _("That cannot be done with this report now."))
    return person, here


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit number, foreword and cover note of a draft; its files are then made again."""
    person, here = _officers_report(request, pk, "edit")
    if "edit" not in verbs_open_to(here, person):
        return redirect("report", pk)
    form = EditForm(_sent(request), report=here)
    if request.method == "POST" and form.is_valid():
        try:
            edited = editorial.edit(
                report=here,
                by=person,
                at=timezone.now(),
                version=form.cleaned_data["version"],
                **form.arguments(),
            )
        except NotAllowed as error:
            raise PermissionDenied(error.detail) from error
        except DomainError as error:
            form.refuse(error)
            form.carry_on_from(here.version)
        else:
            changed = edited.version != here.version
            words = (
                _("Saved. Its files are being prepared again.")
                if changed
                else _("Nothing changed.")
            )
            messages.success(request, words)
            return redirect("report", pk)
    return _form(request, "reporting/reports/edit_report.html", here, form)


@login_required
@require_safe
def confirm_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Explain what issuing a draft does, and ask for confirmation."""
    person, here = _officers_report(request, pk, "issue")
    if "issue" not in verbs_open_to(here, person):
        return redirect("report", pk)
    context = {"report": here, "shows_sample": here.sample, "section": "reports"}
    return render(request, "reporting/reports/issue_report.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Request the correction of an issued report, with the reason."""
    person, here = _officers_report(request, pk, "correct")
    if "correct" not in verbs_open_to(here, person):
        return redirect("report", pk)
    form = CorrectForm(_sent(request), report=here)
    if request.method == "POST" and form.is_valid():
        try:
            made = corrections.correct(
                report=here,
                by=person,
                at=timezone.now(),
                version=form.cleaned_data["version"],
                **form.arguments(),
            )
        except NotAllowed as error:
            raise PermissionDenied(error.detail) from error
        except DomainError as error:
            form.refuse(error)
            form.carry_on_from(here.version)
        else:
            messages.success(request, _("The correction is being prepared."))
            return redirect("report", made.pk)
    return _form(request, "reporting/reports/correct_report.html", here, form)


def _sent(request: HttpRequest) -> Any:
    # An empty POST must be refused, not shown as a new form.
    return request.POST if request.method == "POST" else None


def _form(request: HttpRequest, template: str, here: StatusReport, form: Any) -> HttpResponse:
    context = {
        "report": here,
        "form": form,
        "shows_sample": here.sample,
        "section": "reports",
    }
    return render(request, template, context, status=400 if form.errors else 200)
