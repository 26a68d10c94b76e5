"""Forms of the tracker: they parse what was typed; the verbs say whether it will do."""

from .actions import ActionForm, MilestoneForm
from .content import ContentForm, SourceForm
from .evidence import EvidenceForm
from .periods import OnBehalfForm, PeriodForm, RosterForm, VolunteerForm

__all__ = [
    "ActionForm",
    "ContentForm",
    "EvidenceForm",
    "MilestoneForm",
    "OnBehalfForm",
    "PeriodForm",
    "RosterForm",
    "SourceForm",
    "VolunteerForm",
]
