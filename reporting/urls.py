"""Addresses of reports: the API's, and the pages'."""

from __future__ import annotations

from reporting.reports import urls as reports
from reporting.schedule import urls as schedule
from reporting.search import urls as search

api_urlpatterns = [*reports.api_urlpatterns, *search.api_urlpatterns, *schedule.api_urlpatterns]
page_urlpatterns = [*schedule.page_urlpatterns, *search.page_urlpatterns, *reports.page_urlpatterns]
