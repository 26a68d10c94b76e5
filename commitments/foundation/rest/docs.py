"""The description of the API, and the page to read it and try it."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.generic import TemplateView
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from commitments.foundation.rest import etags
from commitments.foundation.rest.schema import schema_bytes
from commitments.foundation.rest.views import FileView


class ApiSchema(FileView):
    """The OpenAPI 3.1 description, as JSON."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        """Return the description."""
        content = schema_bytes()
        return HttpResponse(
            content, content_type="application/json", headers={"ETag": etags.etag(content)}
        )


class ApiDocs(TemplateView):
    """Swagger UI from our own files: works offline, under the strict policy of the site."""

    template_name = "commitments/foundation/api_docs.html"
