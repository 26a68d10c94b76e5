"""Addresses of actions and milestones in the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tracker.actions import api

_action: list[URLPattern] = [
    path("", api.ActionDetail.as_view(), name="api-action"),
    path("milestones/", api.ActionMilestones.as_view(), name="api-action-milestones"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("actions/", api.ActionList.as_view(), name="api-actions"),
    path("actions/<int:pk>/", include(_action)),
]
milestone_api_urlpatterns: list[URLPattern] = [
    path("milestones/", api.MilestoneList.as_view(), name="api-milestones"),
    path("milestones/<int:pk>/", api.MilestoneDetail.as_view(), name="api-milestone"),
]
