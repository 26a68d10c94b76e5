"""What each party does and says."""

from .action import Audience, FollowUpAction, Milestone
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
    Visibility,
)
from .period import ReportingPeriod
from .revision import NarrativeTranslation, Revision
from .roster import RosterEntry
from .update import ProgressUpdate, State, published_to
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
    "ReportingCycle",
    "ReportingPeriod",
    "Revision",
    "RosterEntry",
    "State",
    "Verb",
    "Visibility",
    "published_to",
]
