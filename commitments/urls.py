"""Addresses of the catalogue, of the parties, of people and their keys."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from commitments.foundation.rest.docs import ApiDocs, ApiSchema
from commitments.instruments.api import catalogue, indicators
from commitments.parties import api as parties
from commitments.parties.pages import bodies, states
from commitments.people.api import account as people
from commitments.people.api import people as inviting
from commitments.people.pages import account
from commitments.people.pages import people as people_pages
from commitments.people.pages import sign_in as entering

api_docs = ApiDocs.as_view()
api_schema = ApiSchema.as_view()

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
    path("member-states/", parties.MemberStateList.as_view()),
    path("member-states/<str:alpha3>/", parties.MemberStateDetail.as_view()),
    path("bodies/", parties.BodyList.as_view()),
    path("bodies/<str:body>/", parties.BodyDetail.as_view()),
    path("audit/", people.AuditList.as_view()),
    path("tokens/", people.TokenList.as_view()),
    path("tokens/<int:id>/", people.TokenDetail.as_view()),
    path("me/", people.Me.as_view()),
    path("me/password/", people.MyPassword.as_view()),
    path("passwords/", people.Passwords.as_view()),
    path("passwords/forgotten/", people.ForgottenPassword.as_view()),
    path("people/", inviting.PeopleList.as_view()),
    path("people/<int:id>/", inviting.PersonDetail.as_view()),
    path("people/<int:id>/invite_again/", inviting.InviteAgain.as_view()),
    path("people/<int:id>/withdraw/", inviting.Withdraw.as_view()),
    path("people/<int:id>/suspend/", inviting.Suspend.as_view()),
    path("people/<int:id>/restore/", inviting.Restore.as_view()),
    path("people/<int:id>/designations/", inviting.Designate.as_view()),
    path("designations/<int:id>/end/", inviting.EndDesignation.as_view()),
    path("designations/<int:id>/hand_over/", inviting.HandOver.as_view()),
]
page_urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", entering.SignIn.as_view(), name="sign-in"),
    path("sign-out/", entering.SignOut.as_view(), name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/forgotten/", entering.forgotten, name="forgotten"),
    path("account/password/<str:link>/", entering.set_password, name="set-password"),
    path("people/", people_pages.people, name="people"),
    path("people/invite/", people_pages.invite, name="invite"),
    path("people/<int:id>/", people_pages.person, name="person"),
    path("states/", states, name="states"),
    path("bodies/", bodies, name="bodies"),
]
