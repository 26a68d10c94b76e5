"""Addresses of the member states and bodies: their indexes, and the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from commitments.parties import api, pages

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("member-states/", api.MemberStateList.as_view()),
    path("member-states/<str:alpha3>/", api.MemberStateDetail.as_view()),
    path("bodies/", api.BodyList.as_view()),
    path("bodies/<str:body>/", api.BodyDetail.as_view()),
]
page_urlpatterns: list[URLPattern | URLResolver] = [
    path("states/", pages.states, name="states"),
    path("bodies/", pages.bodies, name="bodies"),
]
