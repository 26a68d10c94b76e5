"""Addresses of sessions, and of the schedule of reports."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from reporting.schedule import api
from reporting.schedule.pages import calendar, sessions

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("schedule/", api.Schedule.as_view(), name="api-schedule"),
    path(
        "schedule/<str:kind>/<str:instrument>/<str:key>/",
        api.ScheduleEntry.as_view(),
        name="api-schedule-entry",
    ),
]
page_urlpatterns: list[URLPattern | URLResolver] = [
    path("sessions/", sessions.sessions, name="sessions"),
    re_path(r"^sessions/(?P<session>(?:special-)?[0-9]{1,3})/$", sessions.session, name="session"),
    path("reports/calendar/", calendar.calendar, name="report-calendar"),
    path("reports/calendar/<int:year>/", calendar.calendar, name="report-calendar-year"),
    path(
        "reports/calendar/<str:kind>/<str:instrument>/<str:key>/",
        calendar.calendar_entry,
        name="report-calendar-entry",
    ),
]
