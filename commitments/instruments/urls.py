"""Addresses of the catalogue in the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from commitments.instruments.api import catalogue, indicators

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("instruments/", catalogue.InstrumentList.as_view()),
    path("instruments/<str:instrument_key>/", catalogue.InstrumentDetail.as_view()),
    path("instruments/<str:instrument_key>/paragraphs/", catalogue.ParagraphList.as_view()),
    path(
        "instruments/<str:instrument_key>/paragraphs/<str:number>/",
        catalogue.ParagraphDetail.as_view(),
    ),
    path("instruments/<str:instrument_key>/commitments/", catalogue.CommitmentList.as_view()),
    path(
        "instruments/<str:instrument_key>/commitments/<str:code>/",
        catalogue.CommitmentDetail.as_view(),
    ),
    path("paragraphs/", catalogue.ParagraphList.as_view()),
    path("paragraphs/<str:number>/", catalogue.ParagraphDetail.as_view()),
    path("commitments/", catalogue.CommitmentList.as_view()),
    path("commitments/<str:code>/", catalogue.CommitmentDetail.as_view()),
    path("sessions/", catalogue.SessionList.as_view()),
    path("sessions/<str:session>/", catalogue.SessionDetail.as_view()),
    path("themes/", catalogue.ThemeList.as_view()),
    path("themes/<str:theme>/", catalogue.ThemeDetail.as_view()),
    path("indicators/", indicators.IndicatorList.as_view()),
    path("indicators/<str:indicator>/", indicators.IndicatorDetail.as_view()),
    path("indicator-values/", indicators.IndicatorValueList.as_view()),
]
