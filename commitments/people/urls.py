"""Addresses of people, of accounts and keys, and of the audit log."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from commitments.people.api import account as account_api
from commitments.people.api import people as people_api
from commitments.people.pages import account, people, sign_in

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("audit/", account_api.AuditList.as_view()),
    path("tokens/", account_api.TokenList.as_view()),
    path("tokens/<int:id>/", account_api.TokenDetail.as_view()),
    path("me/", account_api.Me.as_view()),
    path("me/password/", account_api.MyPassword.as_view()),
    path("passwords/", account_api.Passwords.as_view()),
    path("passwords/forgotten/", account_api.ForgottenPassword.as_view()),
    path("people/", people_api.PeopleList.as_view()),
    path("people/<int:id>/", people_api.PersonDetail.as_view()),
    path("people/<int:id>/invite_again/", people_api.InviteAgain.as_view()),
    path("people/<int:id>/withdraw/", people_api.WithdrawInvitation.as_view()),
    path("people/<int:id>/suspend/", people_api.Suspend.as_view()),
    path("people/<int:id>/restore/", people_api.Restore.as_view()),
    path("people/<int:id>/designations/", people_api.Designate.as_view()),
    path("designations/<int:id>/end/", people_api.EndDesignation.as_view()),
    path("designations/<int:id>/hand_over/", people_api.HandOverDesignation.as_view()),
]
page_urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/forgotten/", sign_in.forgotten, name="forgotten"),
    path("account/password/<str:link>/", sign_in.set_password, name="set-password"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:id>/", people.person, name="person"),
]
