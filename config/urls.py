"""Addresses. Pages live under a language; the API and the probes do not."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

import commitments.urls
import reporting.urls
import tracker.urls
from config import offline, probes
from config import site_pages as pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", probes.healthz, name="healthz"),
    path("offline-worker.js", offline.worker, name="offline-worker"),
    path("readyz", probes.readyz, name="readyz"),
    path(
        "api/",
        include(
            [
                path("docs/", commitments.urls.api_docs, name="api-docs"),
                path("v1/schema/", commitments.urls.api_schema, name="api-schema"),
                path(
                    "v1/",
                    include(
                        [
                            *commitments.urls.api_urlpatterns,
                            *tracker.urls.api_urlpatterns,
                            *reporting.urls.api_urlpatterns,
                        ]
                    ),
                ),
            ]
        ),
    ),
    path("", pages.root, name="root"),
    *i18n_patterns(
        path("", tracker.urls.home, name="home"),
        path("offline/", offline.offline, name="offline"),
        path("admin/", admin.site.urls),
        *commitments.urls.page_urlpatterns,
        *tracker.urls.page_urlpatterns,
        *reporting.urls.page_urlpatterns,
        prefix_default_language=True,
    ),
]

handler400 = "config.site_pages.bad_request"
handler403 = "config.site_pages.forbidden"
handler404 = "config.site_pages.not_found"
handler500 = "config.site_pages.server_error"
