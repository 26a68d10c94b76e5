"""Addresses. Pages live under a language; the API and the probes do not."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

import commitments.urls
import reporting.urls
import tracker.urls
from config import probes, site_pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", probes.healthz, name="healthz"),
    path("offline-worker.js", site_pages.offline_worker, name="offline-worker"),
    path("readyz", probes.readyz, name="readyz"),
    path("api/docs/", commitments.urls.api_docs, name="api-docs"),
    path("api/v1/schema/", commitments.urls.api_schema, name="api-schema"),
    path(
        "api/v1/",
        include(
            [
                *commitments.urls.api_urlpatterns,
                *tracker.urls.api_urlpatterns,
                *reporting.urls.api_urlpatterns,
            ]
        ),
    ),
    path("", site_pages.root, name="root"),
    *i18n_patterns(
        path("", tracker.urls.home, name="home"),
        path("offline/", site_pages.offline, name="offline"),
        path("admin/", admin.site.urls),
        *commitments.urls.page_urlpatterns,
        *tracker.urls.page_urlpatterns,
        *reporting.urls.page_urlpatterns,
        prefix_default_language=True,
    ),
]

handler400 = "commitments.foundation.error_pages.bad_request"
handler403 = "commitments.foundation.error_pages.forbidden"
handler404 = "commitments.foundation.error_pages.not_found"
handler500 = "commitments.foundation.error_pages.server_error"
