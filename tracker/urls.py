"""Addresses of the tracker: the API's, and the pages'."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from tracker.api_urls import urlpatterns as api_urlpatterns
from tracker.desks.party.pages import actions, desk, unchanged
from tracker.desks.party.pages import submission as handing_in
from tracker.desks.party.pages import update_editor as drafting
from tracker.desks.secretariat.pages import audit as auditing
from tracker.desks.secretariat.pages import coverage, on_behalf, review
from tracker.desks.secretariat.pages import focal_points as speakers
from tracker.desks.secretariat.pages import reminders as reminding
from tracker.periods.pages import periods, planning
from tracker.public.pages import comparison as comparing
from tracker.public.pages import feeds, indicators, open_data, parties, themes
from tracker.public.pages import instruments as instrument
from tracker.public.pages.overview import home
from tracker.updates.pages import translations as translating
from tracker.updates.pages import updates

__all__ = ["api_urlpatterns", "home", "page_urlpatterns"]

_INSTRUMENT = r"^instruments/(?P<instrument>[-a-zA-Z0-9_]+)/"
_PARAGRAPH = r"paragraphs/(?P<number>p?[0-9]{1,3})/$"
_COMMITMENT = r"commitments/(?P<code>[0-9A-Za-z][0-9A-Za-z.-]{0,11})/$"
_PERIOD = r"^periods/(?P<key>[0-9]{4}-[0-9]{1,2})/"
_INDICATOR = r"^indicators/(?P<indicator>[A-Za-z0-9_.-]{1,40})/$"
_PARTY = r"[A-Za-z0-9_.-]{1,20}"

_public: list[URLPattern] = [
    path("declaration/", instrument.declaration, name="declaration"),
    re_path(_INSTRUMENT + "$", instrument.declaration, name="declaration"),
    re_path("^" + _PARAGRAPH, instrument.paragraph, name="paragraph"),
    re_path(_INSTRUMENT + _PARAGRAPH, instrument.paragraph, name="paragraph"),
    re_path("^" + _COMMITMENT, instrument.commitment, name="commitment"),
    re_path(_INSTRUMENT + _COMMITMENT, instrument.commitment, name="commitment"),
    re_path(r"^states/(?P<code>[A-Z]{3})/$", parties.state, name="state"),
    re_path(rf"^bodies/(?P<code>{_PARTY})/$", parties.body, name="body"),
    path("compare/", comparing.compare, name="compare"),
    path("themes/", themes.themes, name="themes"),
    path("themes/<slug:theme>/", themes.theme, name="theme"),
    path("indicators/", indicators.indicators, name="indicators"),
    re_path(_INDICATOR, indicators.indicator, name="indicator"),
    path("open-data/", open_data.open_data, name="open-data"),
    path("updates/feed/", feeds.UpdatesFeed(), name="updates-feed"),
    path("updates/<int:pk>/", updates.update, name="update"),
    path("updates/<int:pk>/translations/", translating.translate, name="translate"),
    path("actions/<int:pk>/", updates.action, name="action"),
    path("method/", updates.method, name="method"),
    path("periods/", periods.periods, name="periods"),
    re_path(_PERIOD + "$", periods.period, name="period"),
]
_desks: list[URLPattern] = [
    path("desk/", desk.desk, name="desk"),
    path("desk/updates/<int:pk>/", drafting.desk_update, name="desk-update"),
    path("desk/updates/<int:pk>/preview/", drafting.preview, name="desk-preview"),
    path("desk/updates/<int:pk>/unchanged/", unchanged.unchanged, name="desk-unchanged"),
    re_path(rf"^desk/hand-in/(?P<code>{_PARTY})/$", handing_in.hand_in, name="hand-in"),
    re_path(rf"^desk/volunteer/(?P<code>{_PARTY})/$", desk.volunteer, name="volunteer"),
    path("desk/actions/<int:pk>/", actions.desk_action, name="desk-action"),
    re_path(rf"^desk/actions/new/(?P<code>{_PARTY})/$", actions.new_action, name="desk-action-new"),
    path("review/", review.review, name="review"),
    path("review/<int:pk>/", review.review_update, name="review-update"),
    path("review/log/", on_behalf.log_on_behalf, name="log-on-behalf"),
    re_path(rf"^audit/(?P<kind>[a-z]+)/(?P<key>{_PARTY})/$", auditing.audit, name="audit"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("focal-points/", speakers.focal_points, name="focal-points"),
    re_path(
        rf"^focal-points/(?P<party>{_PARTY})/$", speakers.focal_points_of, name="focal-points-of"
    ),
    path("designations/<int:id>/hand-over/", speakers.hand_over, name="hand-over"),
    re_path(_PERIOD + "remind/$", reminding.remind, name="remind"),
    re_path(
        _PERIOD + rf"remind/(?P<party>{_PARTY})/$", reminding.remind_party, name="remind-party"
    ),
    path("periods/plan/", planning.plan_period, name="period-plan"),
    path("periods/cycle/", planning.begin_cycle, name="cycle-begin"),
    re_path(_PERIOD + "amend/$", planning.amend_period, name="period-amend"),
    re_path(_PERIOD + "(?P<step>open|close)/$", periods.run_period, name="period-step"),
    re_path(_PERIOD + rf"roster/(?P<party>{_PARTY})/$", periods.decide_roster, name="roster"),
]
page_urlpatterns: list[URLPattern | URLResolver] = [*_public, *_desks]
