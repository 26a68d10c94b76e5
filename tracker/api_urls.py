"""The API's addresses of the tracker."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tracker.actions import api as actions
from tracker.evidence import api as evidence
from tracker.periods.api import cycles, periods, reminders
from tracker.public import api as matrix
from tracker.updates.api import bulk, translations, updates, verbs
from tracker.updates.api import history as parts

PIECE = "evidence/<int:evidence_pk>/"
TRANSLATION = "translations/<int:translation_pk>/"
ROSTER_ENTRY = "roster/<str:party>/"

_period: list[URLPattern] = [
    path("", periods.PeriodDetail.as_view(), name="api-period"),
    path("open/", periods.PeriodOpen.as_view(), name="api-period-open"),
    path("close/", periods.PeriodClose.as_view(), name="api-period-close"),
    path("roster/", periods.Roster.as_view(), name="api-roster"),
    path("remind/", reminders.RemindLate.as_view(), name="api-remind-late"),
    path(f"{ROSTER_ENTRY}remind/", reminders.RemindParty.as_view(), name="api-remind-party"),
    path(ROSTER_ENTRY, periods.RosterEntryDetail.as_view(), name="api-roster-entry"),
]
_update: list[URLPattern] = [
    path("", updates.UpdateDetail.as_view(), name="api-update"),
    path("hand_over/", verbs.HandOver.as_view(), name="api-update-hand-over"),
    path("send_back/", verbs.SendBack.as_view(), name="api-update-send-back"),
    path("submit/", verbs.Submit.as_view(), name="api-update-submit"),
    path("withdraw/", verbs.Withdraw.as_view(), name="api-update-withdraw"),
    path("return/", verbs.Return.as_view(), name="api-update-return"),
    path("accept/", verbs.Accept.as_view(), name="api-update-accept"),
    path("replace/", verbs.Replace.as_view(), name="api-update-replace"),
    path("reopen/", verbs.Reopen.as_view(), name="api-update-reopen"),
    path("revisions/", parts.RevisionList.as_view(), name="api-update-revisions"),
    path("revisions/<int:number>/", parts.RevisionDetail.as_view(), name="api-update-revision"),
    path("decisions/", parts.DecisionList.as_view(), name="api-update-decisions"),
    path("comments/", parts.CommentList.as_view(), name="api-update-comments"),
    path("translations/", translations.TranslationList.as_view(), name="api-update-translations"),
    path(TRANSLATION, translations.TranslationDetail.as_view(), name="api-update-translation"),
    path("evidence/", evidence.UpdateEvidenceList.as_view(), name="api-update-evidence-list"),
    path(PIECE, evidence.UpdateEvidenceDetail.as_view(), name="api-update-evidence"),
    path(f"{PIECE}file/", evidence.UpdateEvidenceFile.as_view(), name="api-update-evidence-file"),
]
_action: list[URLPattern] = [
    path("", actions.ActionDetail.as_view(), name="api-action"),
    path("milestones/", actions.ActionMilestones.as_view(), name="api-action-milestones"),
    path("evidence/", evidence.ActionEvidenceList.as_view(), name="api-action-evidence-list"),
    path(PIECE, evidence.ActionEvidenceDetail.as_view(), name="api-action-evidence"),
    path(f"{PIECE}file/", evidence.ActionEvidenceFile.as_view(), name="api-action-evidence-file"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("cycles/", cycles.CycleList.as_view(), name="api-cycles"),
    path("cycles/<slug:key>/", cycles.CycleDetail.as_view(), name="api-cycle"),
    path("periods/", periods.PeriodList.as_view(), name="api-periods"),
    path("periods/<str:key>/", include(_period)),
    path("updates/", updates.UpdateList.as_view(), name="api-updates"),
    path("updates/bulk/", bulk.BulkUpdates.as_view(), name="api-updates-bulk"),
    path("updates/<int:pk>/", include(_update)),
    path("actions/", actions.ActionList.as_view(), name="api-actions"),
    path("actions/<int:pk>/", include(_action)),
    path("milestones/", actions.MilestoneList.as_view(), name="api-milestones"),
    path("milestones/<int:pk>/", actions.MilestoneDetail.as_view(), name="api-milestone"),
    path("matrix/", matrix.MatrixTable.as_view(), name="api-matrix"),
]
