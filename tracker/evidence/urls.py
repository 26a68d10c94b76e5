"""Addresses of evidence in the API, below the update or the action that it belongs to."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tracker.evidence import api

PIECE = "evidence/<int:evidence_pk>/"

_of_update: list[URLPattern] = [
    path("evidence/", api.UpdateEvidenceList.as_view(), name="api-update-evidence-list"),
    path(PIECE, api.UpdateEvidenceDetail.as_view(), name="api-update-evidence"),
    path(f"{PIECE}file/", api.UpdateEvidenceFile.as_view(), name="api-update-evidence-file"),
]
_of_action: list[URLPattern] = [
    path("evidence/", api.ActionEvidenceList.as_view(), name="api-action-evidence-list"),
    path(PIECE, api.ActionEvidenceDetail.as_view(), name="api-action-evidence"),
    path(f"{PIECE}file/", api.ActionEvidenceFile.as_view(), name="api-action-evidence-file"),
]
update_api_urlpatterns: list[URLResolver] = [path("updates/<int:pk>/", include(_of_update))]
action_api_urlpatterns: list[URLResolver] = [path("actions/<int:pk>/", include(_of_action))]
