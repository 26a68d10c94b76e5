"""Addresses of the search."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from reporting.search import api, pages

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", api.Search.as_view(), name="api-search")
]
page_urlpatterns: list[URLPattern | URLResolver] = [path("search/", pages.search, name="search")]
