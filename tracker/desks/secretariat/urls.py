"""Addresses of the secretariat's desk."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from tracker.desks.secretariat.pages import audit, coverage, focal_points, on_behalf, review
from tracker.periods.urls import PARTY, PERIOD

_FOCAL_POINTS_OF = rf"^focal-points/(?P<party>{PARTY})/$"
_REMIND_PARTY = PERIOD + rf"remind/(?P<party>{PARTY})/$"

page_urlpatterns: list[URLPattern] = [
    path("review/", review.review, name="review"),
    path("review/<int:pk>/", review.review_update, name="review-update"),
    path("review/log/", on_behalf.log_on_behalf, name="log-on-behalf"),
    re_path(rf"^audit/(?P<kind>[a-z]+)/(?P<key>{PARTY})/$", audit.audit, name="audit"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("focal-points/", focal_points.focal_points, name="focal-points"),
    re_path(_FOCAL_POINTS_OF, focal_points.focal_points_of, name="focal-points-of"),
    path("designations/<int:id>/hand-over/", focal_points.hand_over, name="hand-over"),
    re_path(PERIOD + "remind/$", coverage.remind, name="remind"),
    re_path(_REMIND_PARTY, coverage.remind_party, name="remind-party"),
]
