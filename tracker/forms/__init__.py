"""Forms of the tracker: they parse what was typed; the verbs say whether it will do."""

from .actions import ActionForm, MilestoneForm
from .comments import CommentForm
from .content import ContentForm, SourceForm
from .evidence import EvidenceForm
from .periods import OnBehalfForm, PeriodForm, RosterForm, VolunteerForm
from .unchanged import UnchangedForm

__all__ = [
    "ActionForm",
    "CommentForm",
    "ContentForm",
    "EvidenceForm",
    "MilestoneForm",
    "OnBehalfForm",
    "PeriodForm",
    "RosterForm",
    "SourceForm",
    "UnchangedForm",
    "VolunteerForm",
]
