"""The page of one report: its progress, files and key figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commitments.foundation.pages import attempt, find_or_404, number_in, person_of
from commitments.models import Language
from reporting.dataset.schema import Digest, LevelCounts, digest
from reporting.reports.commands import lifecycle
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
