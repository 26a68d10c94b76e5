"""Addresses of the catalogue in the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from commitments.instruments import api

_ONE_INSTRUMENT = "instruments/<str:instrument_key>/"

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("instruments/", api.InstrumentList.as_view()),
    path(_ONE_INSTRUMENT, api.InstrumentDetail.as_view()),
    path(f"{_ONE_INSTRUMENT}paragraphs/", api.ParagraphList.as_view()),
    path(f"{_ONE_INSTRUMENT}paragraphs/<str:number>/", api.ParagraphDetail.as_view()),
    path(f"{_ONE_INSTRUMENT}commitments/", api.CommitmentList.as_view()),
    path(f"{_ONE_INSTRUMENT}commitments/<str:code>/", api.CommitmentDetail.as_view()),
    path("paragraphs/", api.ParagraphList.as_view()),
    path("paragraphs/<str:number>/", api.ParagraphDetail.as_view()),
    path("commitments/", api.CommitmentList.as_view()),
    path("commitments/<str:code>/", api.CommitmentDetail.as_view()),
    path("sessions/", api.SessionList.as_view()),
    path("sessions/<str:session>/", api.SessionDetail.as_view()),
    path("themes/", api.ThemeList.as_view()),
    path("themes/<str:theme>/", api.ThemeDetail.as_view()),
    path("indicators/", api.IndicatorList.as_view()),
    path("indicators/<str:indicator>/", api.IndicatorDetail.as_view()),
    path("indicator-values/", api.IndicatorValueList.as_view()),
]
