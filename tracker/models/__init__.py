"""What each party does and says."""

from tracker.visibility import Audience, Visibility

from .action import FollowUpAction, Milestone
from .comment import Comment, Observation
from .cycle import ReportingCycle
from .decision import Decision, Verb
from .evidence import Evidence
from .narrative import (
    CONTENT_FIELDS,
    NARRATIVE_FIELDS,
    Channel,
    Level,
    Narrative,
)
from .period import ReportingPeriod
from .reminder import Reminder
from .revision import NarrativeTranslation, Revision
from .roster import RosterEntry
from .update import ProgressUpdate, State
from .visit import DeskVisit

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
