"""Reports over the API: asked for, followed, issued, downloaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Fault
from commitments.foundation.rest.etags import required_version
from commitments.foundation.rest.serializers import NothingSerializer, checked
from commitments.foundation.rest.verbs import body_of, named_version, perform
from commitments.foundation.rest.views import DetailView, FileView, ListView, ObjectView
from commitments.people.rules.access import OfficersToWrite
from reporting.reports.commands import corrections, editorial, lifecycle
from reporting.reports.filters import ReportFilterSet
from reporting.reports.models.file import Format, ReportFile, Stage
from reporting.reports.models.report import StatusReport, StatusReportQuerySet
from reporting.reports.serializers import (
    CorrectSerializer,
    EditSerializer,
    NewReportSerializer,
    ReportSerializer,
    parse_correction,
)

EDITABLE: Final = ("number", "foreword", "cover_note", "correction_reason")
CONTENT_TYPES: Final = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.HTML: "text/html; charset=utf-8",
    Format.JSON: "application/json",
}


def visible_reports(request: Request) -> StatusReportQuerySet:
    """Return what the person may see, with all that is told of a report except its dataset."""
    return (
        StatusReport.objects.visible_to(request.user)
        .with_corrections(request.user)
        .with_corrected(request.user)
        .with_subject()
        .prefetch_related("files")
    )


class _ReportAnswers(ObjectView):
    """Answers with a report, read again through `visible_to`."""

    serializer_class = ReportSerializer

    def report(self, report: StatusReport, *, accepted: bool = False) -> Response:
        """Return the report; `accepted`: 202 with its address, since it is still to be made."""
        found = visible_reports(self.request).get(pk=report.pk)
        if not accepted:
            return self.one(found)
        return self.one(found, status=202, location=reverse("api-report", args=[found.pk]))


class ReportList(_ReportAnswers, ListView):
    """Status reports; for all but the secretariat, the issued ones only."""

    filterset_class = ReportFilterSet
    permission_classes = (OfficersToWrite,)
    orderings = {"requested_at": "requested_at", "id": "pk"}
    ordering = ("-requested_at",)

    def get_queryset(self) -> StatusReportQuerySet:
        return visible_reports(self.request)

    @extend_schema(request=NewReportSerializer, responses={202: ReportSerializer})
    def post(self, request: Request) -> Response:
        """Request a report. It is prepared in the background: follow it at `Location`."""
        body_of(request)  # refuses what is not an object
        specification = checked(NewReportSerializer, request)
        report = lifecycle.request(by=request.user, at=timezone.now(), **specification)
        return self.report(report, accepted=True)


class ReportView(_ReportAnswers, DetailView):
    """One report: its state, how far it is, its files."""

    def get_object(self) -> StatusReport:
        return get_object_or_404(visible_reports(self.request), pk=self.kwargs["pk"])


class ReportDetail(ReportView):
    """One report: its state, how far it is, its files."""

    versioned_methods = ("PATCH",)

    @extend_schema(request=EditSerializer, responses=ReportSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """Give a draft its number, foreword, or cover note; its files are prepared again."""
        report = self.get_object()
        changes = {name: new for name, new in body_of(request).items() if name in EDITABLE}
        edited = perform(
            request,
            editorial.edit,
            takes=EDITABLE,
            faults=[
                Fault(f"/{name}", "null", _("This may not be null."))
                for name in EDITABLE
                if name in changes and changes[name] is None
            ],
            report=report,
            version=required_version(request),
            **changes,
        )
        return self.report(edited)


class _ReportVerb(ReportView):
    http_method_names = ("post", "options")
    act: ClassVar[Callable[..., StatusReport]]

    @extend_schema(request=NothingSerializer, responses=ReportSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Return the report after the verb."""
        report, version = self.get_object(), named_version(request)
        return self.report(perform(request, type(self).act, report=report, version=version))


class ReportIssue(_ReportVerb):
    """Issue a draft: it is published to its audience, and never changes again."""

    act = staticmethod(lifecycle.issue)


class ReportRetry(_ReportVerb):
    """Resume a failed report where it stopped."""

    act = staticmethod(lifecycle.retry)


class ReportDiscard(_ReportVerb):
    """Discard a draft, or a report that failed, that is not needed; `retry` resumes it."""

    act = staticmethod(lifecycle.discard)


class ReportCorrect(ReportView):
    """An issued report never changes: another one corrects it."""

    http_method_names = ("post", "options")

    @extend_schema(request=CorrectSerializer, responses={202: ReportSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Correct an issued report by `rev. n` of it, which is prepared in the background."""
        report = self.get_object()
        given, faults = parse_correction(body_of(request))
        correction = perform(
            request,
            corrections.correct,
            takes=list(CorrectSerializer().fields),
            faults=faults,
            report=report,
            version=named_version(request),
            **given,
        )
        return self.report(correction, accepted=True)


class ReportFileView(FileView):
    """One document of a report."""

    @extend_schema(responses={(200, "*/*"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: int, language: str, format: str) -> FileResponse:
        """Return the file; its ETag is its SHA-256."""
        report = get_object_or_404(visible_reports(request), pk=pk)
        file = get_object_or_404(
            ReportFile, report=report, stage=report.shown_stage, language=language, format=format
        )
        try:
            content = file.file.open("rb")
        except FileNotFoundError as gone:
            raise Http404 from gone
        return FileResponse(
            content,
            as_attachment=True,
            filename=_file_name(report, file),
            content_type=CONTENT_TYPES[Format(file.format)],
            headers={"ETag": f'"{file.sha256}"', "Content-Language": file.language},
        )


def _file_name(report: StatusReport, file: ReportFile) -> str:
    subjects = (
        report.session and report.session.key,
        report.party and report.party.code.lower(),
        report.paragraph and f"paragraph-{report.paragraph.reference}",
        report.period and report.period.key,
    )
    revision = f"rev{report.revision}" if report.revision else ""
    draft = "draft" if file.stage == Stage.DRAFT else ""
    parts = [report.instrument.key, report.kind, *subjects, revision, draft, file.language]
    return f"{'-'.join(part for part in parts if part)}.{file.format}"
