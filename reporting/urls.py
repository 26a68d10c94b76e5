"""Addresses of reports: the API's, and the pages'."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from reporting.reports.api import comparison as comparing
from reporting.reports.api import reports as api
from reporting.reports.api import schema
from reporting.reports.api import verification as checking
from reporting.reports.pages import compare_and_verify as looking
from reporting.reports.pages import editing, feed, library
from reporting.reports.pages import reports as pages
from reporting.schedule import api as api_schedule
from reporting.schedule.pages import calendar, sessions
from reporting.search import api as api_search
from reporting.search import pages as search

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/", api.ReportList.as_view(), name="api-reports"),
    path("reports/check/", checking.ReportCheck.as_view(), name="api-report-check"),
    path("reports/compare/", comparing.ReportCompare.as_view(), name="api-report-compare"),
    path("reports/schema/", schema.ReportSchema.as_view(), name="api-report-schema"),
    path("reports/<int:pk>/", api.ReportDetail.as_view(), name="api-report"),
    path("reports/<int:pk>/correct/", api.ReportCorrect.as_view(), name="api-report-correct"),
    path("reports/<int:pk>/discard/", api.ReportDiscard.as_view(), name="api-report-discard"),
    path("reports/<int:pk>/issue/", api.ReportIssue.as_view(), name="api-report-issue"),
    path("reports/<int:pk>/retry/", api.ReportRetry.as_view(), name="api-report-retry"),
    path(
        "reports/<int:pk>/files/<str:language>.<str:format>",
        api.ReportFileView.as_view(),
        name="api-report-file",
    ),
    path("search/", api_search.Search.as_view(), name="api-search"),
    path("schedule/", api_schedule.Schedule.as_view(), name="api-schedule"),
    path(
        "schedule/<str:kind>/<str:instrument>/<str:key>/",
        api_schedule.ScheduleEntry.as_view(),
        name="api-schedule-entry",
    ),
]
page_urlpatterns: list[URLPattern | URLResolver] = [
    path("sessions/", sessions.sessions, name="sessions"),
    re_path(r"^sessions/(?P<session>(?:special-)?[0-9]{1,3})/$", sessions.session, name="session"),
    path("search/", search.search, name="search"),
    path("reports/", library.reports, name="reports"),
    path("reports/new/", pages.new_report, name="report-new"),
    path("reports/calendar/", calendar.calendar, name="report-calendar"),
    path("reports/calendar/<int:year>/", calendar.calendar, name="report-calendar-year"),
    path(
        "reports/calendar/<str:kind>/<str:instrument>/<str:key>/",
        calendar.calendar_entry,
        name="report-calendar-entry",
    ),
    path("reports/feed/", feed.ReportsFeed(), name="reports-feed"),
    path("reports/check/", looking.check_file, name="report-check"),
    path("reports/compare/", looking.compare_reports, name="report-compare"),
    path("reports/<int:pk>/", pages.report, name="report"),
    path("reports/<int:pk>/edit/", editing.edit_report, name="report-edit"),
    path("reports/<int:pk>/issue/", editing.confirm_issue, name="report-issue"),
    path("reports/<int:pk>/correct/", editing.correct_report, name="report-correct"),
]
