"""Addresses of sessions, and of the schedule of reports."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from reporting.schedule import api, pages

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("schedule/", api.Schedule.as_view(), name="api-schedule"),
    path(
        "schedule/<str:kind>/<str:instrument>/<str:key>/",
        api.ScheduleEntry.as_view(),
        name="api-schedule-entry",
    ),
]
page_urlpatterns: list[URLPattern | URLResolver] = [
    path("sessions/", pages.sessions, name="sessions"),
    re_path(r"^sessions/(?P<session>(?:special-)?[0-9]{1,3})/$", pages.session, name="session"),
    path("reports/calendar/", pages.calendar, name="report-calendar"),
    path("reports/calendar/<int:year>/", pages.calendar, name="report-calendar-year"),
    path(
        "reports/calendar/<str:kind>/<str:instrument>/<str:key>/",
        pages.calendar_entry,
        name="report-calendar-entry",
    ),
]
