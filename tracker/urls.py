"""Addresses of the tracker: the API's, and the pages'."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from .api.urls import urlpatterns as api_urlpatterns

__all__ = ["api_urlpatterns", "page_urlpatterns"]

page_urlpatterns: list[URLPattern | URLResolver] = []
