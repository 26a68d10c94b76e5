"""The comparison of two reports, over the API."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Fault, missing, unknown_key
from commitments.foundation.rest.parameters import check_parameters, parameter_fault
from commitments.foundation.rest.problems import refusal
from commitments.foundation.rest.views import ApiView
from reporting.dataset.comparison import Incomparable
from reporting.dataset.schema import ActionRef, Comparison, DutyChange, LevelCounts, Move, Pair
from reporting.reports.api.reports import visible_reports
from reporting.reports.models.report import StatusReport
from reporting.reports.queries import report_comparison as differences
from reporting.reports.serializers import ComparisonSerializer

SIDES = ("before", "after")
# A report that is being made has no dataset yet, or not the one that it will have.
MADE = (StatusReport.State.DRAFT, StatusReport.State.ISSUED)


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
        if faults or before is None or after is None:
            raise refusal(faults)
        try:
            found = differences.compare_reports(before, after)
        except Incomparable as error:
            detail = _(
                "It is about another instrument, party, or paragraph, or for another audience."
            )
            raise refusal([parameter_fault("after", "incomparable", detail)]) from error
        return self.answer(_described(before, after, found, get_language() or "en"))


def _report(request: Request, side: str, faults: list[Fault]) -> StatusReport | None:
    asked = request.query_params.get(side)
    if asked is None:
        faults.append(missing(f"?{side}"))
        return None
    # The dataset is wanted here, so it is not deferred.
    found = visible_reports(request).defer(None).filter(state__in=MADE)
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    report: StatusReport | None = found.filter(pk=number).first()
    if report is None:
        faults.append(unknown_key(f"?{side}", asked))
    return report


def _described(
    before: StatusReport, after: StatusReport, found: differences.Difference, language: str
) -> dict[str, Any]:
    moved = found.changes

    def listed(entries: Iterable[Move | Pair | DutyChange | ActionRef]) -> list[dict[str, Any]]:
        return [_entry(entry, found, language) for entry in entries]

    return {
        "before": _side(before, moved.counts_before),
        "after": _side(after, moved.counts_now),
    } | {name: listed(getattr(moved, name)) for name in LISTS}


# Each is a list of the comparison's, under its name there.
LISTS = [
    name
    for name in Comparison.__dataclass_fields__
    if name not in ("before", "counts_before", "counts_now")
]


def _side(report: StatusReport, counts: LevelCounts) -> dict[str, Any]:
    shown = "kind symbol state as_of dataset_sha256".split()
    return (
        {"id": report.pk}
        | {name: getattr(report, name) for name in shown}
        | {"counts": asdict(counts)}
    )


def _entry(entry: Any, found: differences.Difference, language: str) -> dict[str, Any]:
    row = asdict(entry)
    row["party_name"] = found.party(entry.party, language)
    if "commitment" in row:
        row["commitment_title"] = found.commitment(entry.commitment, language)
    return row
