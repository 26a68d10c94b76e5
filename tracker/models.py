"""The tables of what each party does and reports."""

from tracker.actions.models import FollowUpAction, Milestone
from tracker.desks.party.models import DeskVisit
from tracker.evidence.models import Evidence
from tracker.periods.models import Reminder, ReportingCycle, ReportingPeriod, RosterEntry
from tracker.updates.models.comment import Comment, Observation
from tracker.updates.models.decision import Decision, Verb
from tracker.updates.models.narrative import (
    CONTENT_FIELDS,
    NARRATIVE_FIELDS,
    Channel,
    Level,
    Narrative,
)
from tracker.updates.models.revision import NarrativeTranslation, Revision
from tracker.updates.models.update import ProgressUpdate, State
from tracker.visibility import Audience, Visibility

__all__ = [
    "CONTENT_FIELDS",
    "NARRATIVE_FIELDS",
    "Audience",
    "Channel",
    "Comment",
    "Decision",
    "DeskVisit",
    "Evidence",
    "FollowUpAction",
    "Level",
    "Milestone",
    "Narrative",
    "NarrativeTranslation",
    "Observation",
    "ProgressUpdate",
    "Reminder",
    "ReportingCycle",
    "ReportingPeriod",
    "Revision",
    "RosterEntry",
    "State",
    "Verb",
    "Visibility",
]
