"""The page of one report, and the page to request one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commitments.foundation.errors import DomainError, NotAllowed
from commitments.foundation.pages import attempt, find_or_404, number_in, person_of
from commitments.models import Language
from reporting.dataset.schema import Digest, LevelCounts, digest
from reporting.reports.commands import lifecycle
from reporting.reports.forms.report_request import ReportForm
from reporting.reports.models.report import Format, ReportFile, StatusReport, StatusReportQuerySet
from reporting.reports.queries import progress as selectors
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
        .defer("dataset")
        .select_related(
            "instrument",
            "session",
            "period",
            "party",
            "paragraph__instrument",
            "requested_by",
        )
        .with_corrections(request.user)
        .prefetch_related("files")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its progress, files and key figures, and what the person may do with it."""
    here: StatusReport = find_or_404(visible(request).with_corrected(request.user), pk=pk)
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
    under_way = here.state in selectors.UNDER_WAY
    context = {
        "report": here,
        "shelf": files_by_language(here),
        **_figures(here),
        "may": verbs_open_to(here, request.user),
        "officer": may_request(request.user),
        "progress": selectors.progress(here),
        "groups": _steps(here) if under_way or _has_failed(here) else [],
        "under_way": under_way,
        "earlier": _issued_before(request, here),
        "shows_sample": here.sample,
        "section": "reports",
    }
    return render(request, "reporting/reports/report.html", context)


def _has_failed(report: StatusReport) -> bool:
    return report.state == State.FAILED and not report.discarded


def files_by_language(report: StatusReport) -> list[tuple[str, list[ReportFile]]]:
    """Return the visible files by name of language, the formats in their usual order."""
    order = list(Format.values)
    files: dict[str, list[ReportFile]] = {}
    for file in sorted(report.shown_files, key=lambda file: order.index(file.format)):
        files.setdefault(file.language, []).append(file)
    return [
        (files[language][0].get_language_display(), files[language])
        for language in report.languages
        if language in files
    ]


def _steps(report: StatusReport) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the steps of making it: the data, then the documents of each language."""
    words = {
        "done": ("done", _("ready")),
        "working": ("building", _("in preparation")),
        "waiting": ("", _("waiting")),
        "failed": ("failed", _("failed")),
    }
    groups: dict[str, list[dict[str, Any]]] = {}
    for step in selectors.steps(report):
        css, state = words["failed" if step.step == report.failure_step else step.state]
        language, _dot, format_ = step.step.partition(".")
        name = Format(format_).label if format_ else ""
        group = str(Language(language).label) if format_ else _("Data")
        groups.setdefault(group, []).append({"name": name, "css": css, "words": state})
    return list(groups.items())


def _figures(report: StatusReport) -> dict[str, Any]:
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
    return (
        StatusReport.objects.visible_to(request.user)
        .defer("dataset")
        .filter(
            state=State.ISSUED,
            kind=report.kind,
            instrument=report.instrument,
            audience=report.audience,
            party=report.party,
            paragraph=report.paragraph,
            as_of__lt=report.as_of,
        )
        .order_by("-as_of", "-revision")
        .first()
    )


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
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        initial={"languages": settings.REPORT_LANGUAGES, "formats": Format.values},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = lifecycle.request(by=person, at=timezone.now(), **form.arguments())
        except NotAllowed as error:
            raise PermissionDenied(error.detail) from error
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("It is being prepared."))
            return redirect("report", made.pk)
    context = {
        "form": form,
        "kind": StatusReport.Kind(kind),
        "section": "reports",
    }
    return render(
        request, "reporting/reports/new_report.html", context, status=400 if form.errors else 200
    )
