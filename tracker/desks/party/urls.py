"""Addresses of a party's desk."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from tracker.desks.party.pages import actions, desk, update_editor
from tracker.periods.urls import PARTY

page_urlpatterns: list[URLPattern] = [
    path("desk/", desk.desk, name="desk"),
    path("desk/updates/<int:pk>/", update_editor.desk_update, name="desk-update"),
    path("desk/updates/<int:pk>/preview/", update_editor.preview, name="desk-preview"),
    path("desk/updates/<int:pk>/unchanged/", update_editor.unchanged, name="desk-unchanged"),
    re_path(rf"^desk/hand-in/(?P<code>{PARTY})/$", desk.hand_in, name="hand-in"),
    re_path(rf"^desk/volunteer/(?P<code>{PARTY})/$", desk.volunteer, name="volunteer"),
    path("desk/actions/<int:pk>/", actions.desk_action, name="desk-action"),
    re_path(rf"^desk/actions/new/(?P<code>{PARTY})/$", actions.new_action, name="desk-action-new"),
]
