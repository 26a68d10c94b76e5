"""The check of a file, over the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Fault, Invalid, missing
from commitments.foundation.rest.bodies import Files, HashedFile
from commitments.foundation.rest.parameters import check_parameters, parameter_fault
from commitments.foundation.rest.problems import refusal
from commitments.foundation.rest.verbs import body_of, unknown_fields
from commitments.foundation.rest.views import ApiView
from reporting.reports.api.reports import visible_reports
from reporting.reports.queries.verification import FileStatus, identify, parse_checksum
from reporting.reports.serializers import ReportSerializer


class CheckedFileSerializer(serializers.Serializer[Any]):
    """The file, as multipart/form-data. It is read, and not stored."""

    file = serializers.FileField()


class CheckSerializer(serializers.Serializer[Any]):
    sha256 = serializers.CharField()
    found = serializers.BooleanField(help_text="Whether it belongs to a report that you may see.")
    detail = serializers.CharField(help_text="What it is, as a sentence.")
    standing = serializers.ChoiceField(
        choices=["", *FileStatus],
        help_text="What the file is; empty where it is not one of the tracker's.",
    )
    language = serializers.CharField(help_text="Of the file; empty where it is a dataset's.")
    format = serializers.CharField(help_text="Of the file; empty where it is a dataset's.")
    report = ReportSerializer(allow_null=True)


class ReportCheck(ApiView):
    """Whether a file is ours, and of which report."""

    query_parameters = ("sha256",)
    parser_classes = (MultiPartParser,)
    files = Files.CHECKSUM_ONLY
    # It changes nothing, so it is safe to repeat as it is.
    idempotent = False

    @extend_schema(
        parameters=[OpenApiParameter("sha256", OpenApiTypes.STR, required=True)],
        responses=CheckSerializer,
    )
    def get(self, request: Request) -> Response:
        """Return which report a SHA-256 belongs to: a file's, or the one printed in it."""
        check_parameters(request, self.query_parameters)
        text = request.query_params.get("sha256")
        if text is None:
            raise refusal([missing("?sha256")])
        try:
            return self._identified(parse_checksum(text))
        except Invalid as error:
            fault = parameter_fault("sha256", "invalid", str(error.detail))
            raise refusal([fault]) from error

    @extend_schema(
        request={"multipart/form-data": CheckedFileSerializer}, responses=CheckSerializer
    )
    def post(self, request: Request) -> Response:
        """Return which report a file belongs to. The file is read, and not stored."""
        data = body_of(request)
        faults = unknown_fields(data, ["file"])
        uploaded = request.FILES.get("file")
        if not isinstance(uploaded, HashedFile):
            faults.append(Fault("/file", "required", _("Send a file.")))
        if faults or not isinstance(uploaded, HashedFile):
            raise refusal(faults)
        return self._identified(uploaded.sha256)

    def _identified(self, checksum: str) -> Response:
        found = identify(checksum, person=self.request.user)
        unknown = _("No report that you may see has a file with this checksum.")
        report = visible_reports(self.request).get(pk=found.report.pk) if found else None
        serializer = ReportSerializer(report, context={"request": self.request})
        return self.answer(
            {
                "sha256": checksum,
                "found": found is not None,
                "detail": found.sentence if found else unknown,
                "standing": found.status if found else "",
                "language": found.language if found else "",
                "format": found.format if found else "",
                "report": serializer.data if report else None,
            }
        )
