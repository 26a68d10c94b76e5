"""Addresses of cycles and periods: in the API, and of the pages for everybody and for officers."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, URLResolver, include, path, re_path

from tracker.periods import api, pages

PERIOD: Final = r"^periods/(?P<key>[0-9]{4}-[0-9]{1,2})/"
# The code of a party, of a state or a body.
PARTY: Final = r"[A-Za-z0-9_.-]{1,20}"
ROSTER_ENTRY: Final = "roster/<str:party>/"

_period: list[URLPattern] = [
    path("", api.PeriodDetail.as_view(), name="api-period"),
    path("open/", api.PeriodOpen.as_view(), name="api-period-open"),
    path("close/", api.PeriodClose.as_view(), name="api-period-close"),
    path("roster/", api.Roster.as_view(), name="api-roster"),
    path("remind/", api.RemindLate.as_view(), name="api-remind-late"),
    path(f"{ROSTER_ENTRY}remind/", api.RemindParty.as_view(), name="api-remind-party"),
    path(ROSTER_ENTRY, api.RosterEntryDetail.as_view(), name="api-roster-entry"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("cycles/", api.CycleList.as_view(), name="api-cycles"),
    path("cycles/<slug:key>/", api.CycleDetail.as_view(), name="api-cycle"),
    path("periods/", api.PeriodList.as_view(), name="api-periods"),
    path("periods/<str:key>/", include(_period)),
]
page_urlpatterns: list[URLPattern] = [
    path("periods/", pages.periods, name="periods"),
    re_path(PERIOD + "$", pages.period, name="period"),
]
desk_urlpatterns: list[URLPattern] = [
    path("periods/plan/", pages.plan_period, name="period-plan"),
    path("periods/cycle/", pages.begin_cycle, name="cycle-begin"),
    re_path(PERIOD + "amend/$", pages.amend_period, name="period-amend"),
    re_path(PERIOD + "(?P<step>open|close)/$", pages.run_period, name="period-step"),
    re_path(PERIOD + rf"roster/(?P<party>{PARTY})/$", pages.decide_roster, name="roster"),
]
