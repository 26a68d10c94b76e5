"""The API's addresses of the tracker."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tracker.actions import api as actions
from tracker.evidence import api as evidence
from tracker.periods.api import cycles, periods, reminders
from tracker.public import api as matrix
from tracker.updates.api import bulk, translations, updates, verbs
from tracker.updates.api import history as parts

UPDATE = "updates/<int:pk>/"
ACTION = "actions/<int:pk>/"
PIECE = "evidence/<int:evidence_pk>/"

_periods: list[URLPattern] = [
    path("cycles/", cycles.CycleList.as_view(), name="api-cycles"),
    path("cycles/<slug:key>/", cycles.CycleDetail.as_view(), name="api-cycle"),
    path("periods/", periods.PeriodList.as_view(), name="api-periods"),
    path("periods/<str:key>/", periods.PeriodDetail.as_view(), name="api-period"),
    path("periods/<str:key>/open/", periods.PeriodOpen.as_view(), name="api-period-open"),
    path("periods/<str:key>/close/", periods.PeriodClose.as_view(), name="api-period-close"),
    path("periods/<str:key>/roster/", periods.Roster.as_view(), name="api-roster"),
    path("periods/<str:key>/remind/", reminders.RemindLate.as_view(), name="api-remind-late"),
    path(
        "periods/<str:key>/roster/<str:party>/remind/",
        reminders.RemindParty.as_view(),
        name="api-remind-party",
    ),
    path(
        "periods/<str:key>/roster/<str:party>/",
        periods.RosterEntryDetail.as_view(),
        name="api-roster-entry",
    ),
]
_verbs: list[URLPattern] = [
    path(f"{UPDATE}hand_over/", verbs.HandOver.as_view(), name="api-update-hand-over"),
    path(f"{UPDATE}send_back/", verbs.SendBack.as_view(), name="api-update-send-back"),
    path(f"{UPDATE}submit/", verbs.Submit.as_view(), name="api-update-submit"),
    path(f"{UPDATE}withdraw/", verbs.Withdraw.as_view(), name="api-update-withdraw"),
    path(f"{UPDATE}return/", verbs.Return.as_view(), name="api-update-return"),
    path(f"{UPDATE}accept/", verbs.Accept.as_view(), name="api-update-accept"),
    path(f"{UPDATE}replace/", verbs.Replace.as_view(), name="api-update-replace"),
    path(f"{UPDATE}reopen/", verbs.Reopen.as_view(), name="api-update-reopen"),
]
_updates: list[URLPattern] = [
    path("updates/", updates.UpdateList.as_view(), name="api-updates"),
    path("updates/bulk/", bulk.BulkUpdates.as_view(), name="api-updates-bulk"),
    path(UPDATE, updates.UpdateDetail.as_view(), name="api-update"),
    *_verbs,
    path(f"{UPDATE}revisions/", parts.RevisionList.as_view(), name="api-update-revisions"),
    path(
        f"{UPDATE}revisions/<int:number>/",
        parts.RevisionDetail.as_view(),
        name="api-update-revision",
    ),
    path(f"{UPDATE}decisions/", parts.DecisionList.as_view(), name="api-update-decisions"),
    path(f"{UPDATE}comments/", parts.CommentList.as_view(), name="api-update-comments"),
    path(
        f"{UPDATE}translations/",
        translations.TranslationList.as_view(),
        name="api-update-translations",
    ),
    path(
        f"{UPDATE}translations/<int:translation_pk>/",
        translations.TranslationDetail.as_view(),
        name="api-update-translation",
    ),
    path(
        f"{UPDATE}evidence/",
        evidence.UpdateEvidenceList.as_view(),
        name="api-update-evidence-list",
    ),
    path(
        f"{UPDATE}{PIECE}",
        evidence.UpdateEvidenceDetail.as_view(),
        name="api-update-evidence",
    ),
    path(
        f"{UPDATE}{PIECE}file/",
        evidence.UpdateEvidenceFile.as_view(),
        name="api-update-evidence-file",
    ),
]
_actions: list[URLPattern] = [
    path("actions/", actions.ActionList.as_view(), name="api-actions"),
    path(ACTION, actions.ActionDetail.as_view(), name="api-action"),
    path(
        f"{ACTION}milestones/",
        actions.ActionMilestones.as_view(),
        name="api-action-milestones",
    ),
    path(
        f"{ACTION}evidence/",
        evidence.ActionEvidenceList.as_view(),
        name="api-action-evidence-list",
    ),
    path(
        f"{ACTION}{PIECE}",
        evidence.ActionEvidenceDetail.as_view(),
        name="api-action-evidence",
    ),
    path(
        f"{ACTION}{PIECE}file/",
        evidence.ActionEvidenceFile.as_view(),
        name="api-action-evidence-file",
    ),
    path("milestones/", actions.MilestoneList.as_view(), name="api-milestones"),
    path("milestones/<int:pk>/", actions.MilestoneDetail.as_view(), name="api-milestone"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    *_periods,
    *_updates,
    *_actions,
    path("matrix/", matrix.MatrixTable.as_view(), name="api-matrix"),
]
