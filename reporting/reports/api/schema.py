"""The JSON Schema of the JSON file of a report."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.rest.views import ApiView
from reporting.documents.json.schema import schema


class ReportSchema(ApiView):
    """What the JSON file of a report holds, field by field."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        """Return the JSON Schema (2020-12) that the JSON file of a report is valid against."""
        return self.answer(schema())
