"""Addresses of reports: the API's, and the pages'."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import api, pages

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/", api.ReportList.as_view(), name="api-reports"),
    path("reports/<int:pk>/", api.ReportDetail.as_view(), name="api-report"),
    path("reports/<int:pk>/issue/", api.ReportIssue.as_view(), name="api-report-issue"),
    path("reports/<int:pk>/retry/", api.ReportRetry.as_view(), name="api-report-retry"),
    path(
        "reports/<int:pk>/files/<str:language>.<str:format>",
        api.ReportFileView.as_view(),
        name="api-report-file",
    ),
]
page_urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/", pages.reports, name="reports"),
    path("reports/new/", pages.new_report, name="report-new"),
    path("reports/<int:pk>/", pages.report, name="report"),
]
