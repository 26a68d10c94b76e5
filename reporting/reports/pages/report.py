"""The pages of one report: requested, shown, edited, issued and corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.foundation.pages import attempt, find_or_404, number_in, person_of
from commitments.models import Language, User
from reporting.dataset.schema import Digest, LevelCounts, digest
from reporting.reports.commands import corrections, editorial, lifecycle
from reporting.reports.forms import CorrectForm, EditForm, ReportForm
from reporting.reports.models.file import Format, ReportFile
from reporting.reports.models.report import StatusReport, StatusReportQuerySet
from reporting.reports.queries import progress
from reporting.reports.rules.permissions import may_request, verbs_open_to
from tracker.models import ReportingPeriod
from tracker.updates.view_models.distribution import Distribution

State: Final = StatusReport.State
STEPS: Final[Mapping[str, Callable[..., StatusReport]]] = {
    "discard": lifecycle.discard,
    "issue": lifecycle.issue,
    "retry": lifecycle.retry,
}


def visible(request: HttpRequest) -> StatusReportQuerySet:
    """Return the reports that the reader may see, each with its files and its correction."""
    return (
        StatusReport.objects.visible_to(request.user)
        .with_subject()
        .select_related("requested_by")
        .with_corrections(request.user)
        .prefetch_related("files")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its progress, files and key figures, and what the person may do with it."""
    report = find_or_404(visible(request).with_corrected(request.user), pk=pk)
    if request.method == "POST":
        person = person_of(request)
        step = STEPS.get(request.POST.get("verb", ""))
        version = number_in(request.POST.get("version"))
        if step is not None:
            attempt(
                request,
                lambda: step(report=report, by=person, at=timezone.now(), version=version),
                success=_("Done."),
            )
        return redirect("report", pk)
    under_way = report.state in progress.UNDER_WAY
    failed = report.state == State.FAILED and not report.discarded
    context = {
        "report": report,
        "shelf": _files_by_language(report),
        **_figures(report),
        "may": verbs_open_to(report, request.user),
        "officer": may_request(request.user),
        "progress": progress.percent_made(report),
        "groups": _steps(report) if under_way or failed else [],
        "under_way": under_way,
        "earlier": _issued_before(request, report),
        "shows_sample": report.sample,
        "section": "reports",
    }
    return render(request, "reporting/reports/report.html", context)


def _files_by_language(report: StatusReport) -> list[tuple[str, list[ReportFile]]]:
    """Return the visible files by name of language, the formats in their usual order."""
    files: dict[str, list[ReportFile]] = {}
    for file in sorted(report.shown_files, key=lambda file: Format.values.index(file.format)):
        files.setdefault(file.language, []).append(file)
    return [
        (files[language][0].get_language_display(), files[language])
        for language in report.languages
        if language in files
    ]


def _steps(report: StatusReport) -> list[tuple[str, list[dict[str, str]]]]:
    """Return the steps of making it: the data, then the documents of each language."""
    words = {
        "done": ("done", _("ready")),
        "working": ("building", _("in preparation")),
        "waiting": ("", _("waiting")),
        "failed": ("failed", _("failed")),
    }
    groups: dict[str, list[dict[str, str]]] = {}
    for step in progress.steps_of(report):
        css, state = words["failed" if step.step == report.failure_step else step.state]
        language, _dot, format_ = step.step.partition(".")
        name = Format(format_).label if format_ else ""
        group = str(Language(language).label) if format_ else _("Data")
        groups.setdefault(group, []).append({"name": name, "css": css, "words": state})
    return list(groups.items())


def _figures(report: StatusReport) -> dict[str, object]:
    """Return the key figures of a report's dataset, and a bar of its levels; nothing without it."""
    row = StatusReport.objects.filter(pk=report.pk).values_list("dataset", flat=True).first()
    if not row:
        return {}
    figures = digest(bytes(row))
    return {
        "figures": figures,
        "compared_with": _compared_with(figures),
        "distribution": _distribution(figures.counts),
        "distribution_before": figures.counts_before and _distribution(figures.counts_before),
    }


def _compared_with(figures: Digest) -> str:
    """Return the name of the period or cycle that the counts are compared with, "" for none."""
    before = figures.compared_with
    if before is None:
        return ""
    periods = ReportingPeriod.objects.filter(key__in=before.periods).order_by("covers_from")
    names = ", ".join(period.name for period in periods)
    if before.session is None:
        return names
    sentence = _("the cycle to the %(roman)s regular session (%(periods)s)")
    return sentence % {"roman": before.session.roman, "periods": names}


def _distribution(counts: LevelCounts) -> Distribution:
    named = ("not_applicable", "withheld", "received", "awaited", "overdue", "not_reported")
    by_level = {str(level): count for level, count in enumerate(counts.levels)}
    return Distribution(Counter(by_level | {name: getattr(counts, name) for name in named}))


def _issued_before(request: HttpRequest, report: StatusReport) -> StatusReport | None:
    """Return the last issued report of the same kind on an earlier moment, to compare with."""
    same = ("kind", "instrument", "audience", "party", "paragraph")
    issued = StatusReport.objects.visible_to(request.user).filter(
        state=State.ISSUED,
        as_of__lt=report.as_of,
        **{name: getattr(report, name) for name in same},
    )
    return issued.defer("dataset").order_by("-as_of", "-revision").first()


# Requesting, editing, correcting ---------------------------------------------------------------


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
