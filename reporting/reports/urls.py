"""Addresses of reports."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from reporting.reports.api import checks, reports
from reporting.reports.pages import compare_and_verify, library, report

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/", reports.ReportList.as_view(), name="api-reports"),
    path("reports/check/", checks.ReportCheck.as_view(), name="api-report-check"),
    path("reports/compare/", checks.ReportCompare.as_view(), name="api-report-compare"),
    path("reports/schema/", checks.ReportSchema.as_view(), name="api-report-schema"),
    path("reports/<int:pk>/", reports.ReportDetail.as_view(), name="api-report"),
    path("reports/<int:pk>/correct/", reports.ReportCorrect.as_view(), name="api-report-correct"),
    path("reports/<int:pk>/discard/", reports.ReportDiscard.as_view(), name="api-report-discard"),
    path("reports/<int:pk>/issue/", reports.ReportIssue.as_view(), name="api-report-issue"),
    path("reports/<int:pk>/retry/", reports.ReportRetry.as_view(), name="api-report-retry"),
    path(
        "reports/<int:pk>/files/<str:language>.<str:format>",
        reports.ReportFileView.as_view(),
        name="api-report-file",
    ),
]
page_urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/", library.reports, name="reports"),
    path("reports/new/", report.new_report, name="report-new"),
    path("reports/feed/", library.ReportsFeed(), name="reports-feed"),
    path("reports/check/", compare_and_verify.check_file, name="report-check"),
    path("reports/compare/", compare_and_verify.compare_reports, name="report-compare"),
    path("reports/<int:pk>/", report.report, name="report"),
    path("reports/<int:pk>/edit/", report.edit_report, name="report-edit"),
    path("reports/<int:pk>/issue/", report.confirm_issue, name="report-issue"),
    path("reports/<int:pk>/correct/", report.correct_report, name="report-correct"),
]
