"""Addresses of the tracker: the API's, and the pages'. The first pattern that matches is taken."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from tracker.actions import urls as actions
from tracker.desks.party import urls as party_desk
from tracker.desks.secretariat import urls as secretariat_desk
from tracker.evidence import urls as evidence
from tracker.periods import urls as periods
from tracker.public import urls as public
from tracker.updates import urls as updates

home = public.home
api_urlpatterns: list[URLPattern | URLResolver] = [
    *periods.api_urlpatterns,
    *updates.api_urlpatterns,
    *evidence.update_api_urlpatterns,
    *actions.api_urlpatterns,
    *evidence.action_api_urlpatterns,
    *actions.milestone_api_urlpatterns,
    *public.api_urlpatterns,
]
page_urlpatterns: list[URLPattern | URLResolver] = [
    *public.page_urlpatterns,
    *updates.page_urlpatterns,
    *periods.page_urlpatterns,
    *party_desk.page_urlpatterns,
    *secretariat_desk.page_urlpatterns,
    *periods.desk_urlpatterns,
]
