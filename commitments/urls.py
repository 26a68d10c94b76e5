"""Addresses of the catalogue, of the parties, of people and their keys."""

from __future__ import annotations

from commitments.foundation.rest.schema import ApiDocs, ApiSchema
from commitments.instruments import urls as instruments
from commitments.parties import urls as parties
from commitments.people import urls as people

api_docs = ApiDocs.as_view()
api_schema = ApiSchema.as_view()

api_urlpatterns = [
    *instruments.api_urlpatterns,
    *parties.api_urlpatterns,
    *people.api_urlpatterns,
]
page_urlpatterns = [*people.page_urlpatterns, *parties.page_urlpatterns]
