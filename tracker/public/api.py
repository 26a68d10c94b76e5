"""The matrix of a period: paragraphs or commitments × parties."""

from __future__ import annotations

from dataclasses import asdict

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Fault, missing, unknown_key
from commitments.foundation.rest.parameters import check_parameters, parameter_fault
from commitments.foundation.rest.problems import refusal
from commitments.foundation.rest.views import ApiView
from commitments.models import Instrument
from tracker.periods.models import ReportingPeriod
from tracker.public.serializers import MatrixSerializer
from tracker.updates.queries.matrix import matrix

ROWS = ("paragraph", "commitment")


class MatrixView(ApiView):
    """What each party's updates come to."""

    query_parameters = ("period", "by", "instrument")

    @extend_schema(
        parameters=[
            OpenApiParameter("period", OpenApiTypes.STR, required=True),
            OpenApiParameter("by", OpenApiTypes.STR, enum=ROWS, default="paragraph"),
            OpenApiParameter("instrument", OpenApiTypes.STR),
        ],
        responses=MatrixSerializer,
    )
    def get(self, request: Request) -> Response:
        """Return the matrix of a period, counting what the reader may read."""
        check_parameters(request, self.query_parameters)
        query = request.query_params
        by, key = query.get("by", "paragraph"), query.get("instrument")
        period = ReportingPeriod.objects.filter(key=query.get("period", "")).first()
        filters = {"is_default": True} if key is None else {"key__iexact": key}
        instrument = Instrument.objects.filter(**filters).first()
        faults: list[Fault] = []
        if "period" not in query:
            faults.append(missing("?period"))
        elif period is None:
            faults.append(unknown_key("?period", query["period"]))
        if instrument is None:
            faults.append(unknown_key("?instrument", key or ""))
        if by not in ROWS:
            detail = _("Enter one of %(names)s.") % {"names": ", ".join(ROWS)}
            faults.append(parameter_fault("by", "invalid_choice", detail))
        if faults or period is None or instrument is None:
            raise refusal(faults)
        found = matrix(period=period, instrument=instrument, by=by, person=request.user)
        return self.answer(asdict(found))
