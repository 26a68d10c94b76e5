"""Addresses of the matrix in the API, and of the public pages."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_safe

from tracker.periods.urls import PARTY
from tracker.public.api import MatrixView
from tracker.public.pages import data, feeds, instruments, parties
from tracker.public.pages.overview import home as home

_INSTRUMENT: Final = r"^instruments/(?P<instrument>[-a-zA-Z0-9_]+)/"
_PARAGRAPH: Final = r"paragraphs/(?P<number>p?[0-9]{1,3})/$"
_COMMITMENT: Final = r"commitments/(?P<code>[0-9A-Za-z][0-9A-Za-z.-]{0,11})/$"
_INDICATOR: Final = r"^indicators/(?P<indicator>[A-Za-z0-9_.-]{1,40})/$"

api_urlpatterns: list[URLPattern] = [path("matrix/", MatrixView.as_view(), name="api-matrix")]
page_urlpatterns: list[URLPattern] = [
    path("declaration/", instruments.declaration, name="declaration"),
    re_path(_INSTRUMENT + "$", instruments.declaration, name="declaration"),
    re_path("^" + _PARAGRAPH, instruments.paragraph, name="paragraph"),
    re_path(_INSTRUMENT + _PARAGRAPH, instruments.paragraph, name="paragraph"),
    re_path("^" + _COMMITMENT, instruments.commitment, name="commitment"),
    re_path(_INSTRUMENT + _COMMITMENT, instruments.commitment, name="commitment"),
    re_path(r"^states/(?P<code>[A-Z]{3})/$", parties.state, name="state"),
    re_path(rf"^bodies/(?P<code>{PARTY})/$", parties.body, name="body"),
    path("compare/", parties.compare, name="compare"),
    path("themes/", instruments.themes, name="themes"),
    path("themes/<slug:theme>/", instruments.theme, name="theme"),
    path("indicators/", data.indicators, name="indicators"),
    re_path(_INDICATOR, data.indicator, name="indicator"),
    path("open-data/", data.open_data, name="open-data"),
    path("updates/feed/", require_safe(feeds.UpdatesFeed()), name="updates-feed"),
]
