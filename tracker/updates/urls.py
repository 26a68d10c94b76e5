"""Addresses of updates: in the API, and of the pages of updates and actions."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tracker.updates import pages
from tracker.updates.api import bulk, history, updates

TRANSLATION = "translations/<int:translation_pk>/"

_update: list[URLPattern] = [
    path("", updates.UpdateDetail.as_view(), name="api-update"),
    path("hand_over/", updates.HandOverUpdate.as_view(), name="api-update-hand-over"),
    path("send_back/", updates.SendBackUpdate.as_view(), name="api-update-send-back"),
    path("submit/", updates.SubmitUpdate.as_view(), name="api-update-submit"),
    path("withdraw/", updates.WithdrawUpdate.as_view(), name="api-update-withdraw"),
    path("return/", updates.ReturnUpdate.as_view(), name="api-update-return"),
    path("accept/", updates.AcceptUpdate.as_view(), name="api-update-accept"),
    path("replace/", updates.ReplaceUpdate.as_view(), name="api-update-replace"),
    path("reopen/", updates.ReopenUpdate.as_view(), name="api-update-reopen"),
    path("revisions/", history.RevisionList.as_view(), name="api-update-revisions"),
    path("revisions/<int:number>/", history.RevisionDetail.as_view(), name="api-update-revision"),
    path("decisions/", history.DecisionList.as_view(), name="api-update-decisions"),
    path("comments/", history.CommentList.as_view(), name="api-update-comments"),
    path("translations/", history.TranslationList.as_view(), name="api-update-translations"),
    path(TRANSLATION, history.TranslationDetail.as_view(), name="api-update-translation"),
]
api_urlpatterns: list[URLPattern | URLResolver] = [
    path("updates/", updates.UpdateList.as_view(), name="api-updates"),
    path("updates/bulk/", bulk.BulkUpdates.as_view(), name="api-updates-bulk"),
    path("updates/<int:pk>/", include(_update)),
]
page_urlpatterns: list[URLPattern] = [
    path("updates/<int:pk>/", pages.update, name="update"),
    path("updates/<int:pk>/translations/", pages.translate, name="translate"),
    path("actions/<int:pk>/", pages.action, name="action"),
    path("method/", pages.method, name="method"),
]
