"""The comparison of two reports, the check of a file and the schema of JSON files, over the API."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Fault, Invalid, missing, unknown_key
from commitments.foundation.pages import number_in
from commitments.foundation.rest.bodies import Files, HashedFile
from commitments.foundation.rest.parameters import check_parameters, parameter_fault
from commitments.foundation.rest.problems import refusal
from commitments.foundation.rest.verbs import body_of, unknown_fields
from commitments.foundation.rest.views import ApiView
from reporting.dataset.comparison import Incomparable
from reporting.dataset.schema import ActionRef, Comparison, DutyChange, LevelCounts, Move, Pair
from reporting.documents.json.schema import schema
from reporting.reports.api.reports import visible_reports
from reporting.reports.models.report import StatusReport
from reporting.reports.queries.report_comparison import Difference, compare_reports
from reporting.reports.queries.verification import identify, parse_checksum
from reporting.reports.serializers import (
    CheckedFileSerializer,
    CheckSerializer,
    ComparisonSerializer,
    ReportSerializer,
)

SIDES: Final = ("before", "after")
# A report that is being made has no dataset yet, or not the one that it will have.
MADE: Final = (StatusReport.State.DRAFT, StatusReport.State.ISSUED)
# The lists of a comparison; the answer has each by its name there.
LISTS: Final = [
    field.name
    for field in fields(Comparison)
    if field.name not in ("before", "counts_before", "counts_now")
]


class ReportCompare(ApiView):
    """Two reports side by side."""

    query_parameters = SIDES

    @extend_schema(
        parameters=[OpenApiParameter(side, OpenApiTypes.INT, required=True) for side in SIDES],
        responses=ComparisonSerializer,
    )
    def get(self, request: Request) -> Response:
        """Return what changed from one report to another of the same instrument and audience."""
        check_parameters(request, self.query_parameters)
        faults: list[Fault] = []
        before, after = (_report(request, side, faults) for side in SIDES)
        if before is None or after is None:
            raise refusal(faults)
        try:
            difference = compare_reports(before, after)
        except Incomparable as error:
            detail = _(
                "It is about another instrument, party, or paragraph, or for another audience."
            )
            raise refusal([parameter_fault("after", "incomparable", detail)]) from error
        changes, language = difference.changes, get_language() or "en"
        answer: dict[str, object] = {
            "before": _side(before, changes.counts_before),
            "after": _side(after, changes.counts_now),
        }
        for name in LISTS:
            answer[name] = [_row(row, difference, language) for row in getattr(changes, name)]
        return self.answer(answer)


def _report(request: Request, side: str, faults: list[Fault]) -> StatusReport | None:
    """Return the report that a parameter names, with its dataset; None and a fault for none."""
    key = request.query_params.get(side)
    if key is None:
        faults.append(missing(f"?{side}"))
        return None
    report = (
        visible_reports(request).defer(None).filter(state__in=MADE, pk=number_in(key) or 0).first()
    )
    if report is None:
        faults.append(unknown_key(f"?{side}", key))
    return report


def _side(report: StatusReport, counts: LevelCounts) -> dict[str, object]:
    columns = ("kind", "symbol", "state", "as_of", "dataset_sha256")
    return {
        "id": report.pk,
        **{name: getattr(report, name) for name in columns},
        "counts": asdict(counts),
    }


def _row(
    change: Move | Pair | DutyChange | ActionRef, difference: Difference, language: str
) -> dict[str, object]:
    row = asdict(change) | {"party_name": difference.party(change.party, language)}
    if not isinstance(change, ActionRef):
        row["commitment_title"] = difference.commitment(change.commitment, language)
    return row


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
        faults = unknown_fields(body_of(request), ["file"])
        uploaded = request.FILES.get("file")
        if not isinstance(uploaded, HashedFile):
            raise refusal([*faults, Fault("/file", "required", _("Send a file."))])
        if faults:
            raise refusal(faults)
        return self._identified(uploaded.sha256)

    def _identified(self, checksum: str) -> Response:
        file = identify(checksum, person=self.request.user)
        answer: dict[str, object] = {
            "sha256": checksum,
            "found": file is not None,
            "detail": _("No report that you may see has a file with this checksum."),
            **dict.fromkeys(("standing", "language", "format"), ""),
            "report": None,
        }
        if file is not None:
            report = visible_reports(self.request).get(pk=file.report.pk)
            answer |= {
                "detail": file.sentence,
                "standing": file.status,
                "language": file.language,
                "format": file.format,
                "report": ReportSerializer(report, context={"request": self.request}).data,
            }
        return self.answer(answer)


class ReportSchema(ApiView):
    """What the JSON file of a report holds, field by field."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        """Return the JSON Schema (2020-12) that the JSON file of a report is valid against."""
        return self.answer(schema())
