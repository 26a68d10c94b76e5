"""What was agreed, and who owes it."""

from .audit import AuditEntry
from .commitment import Commitment
from .designation import Designation
from .hand_edit import HandEdit
from .idempotency import IdempotentRequest
from .indicator import Indicator, IndicatorValue
from .instrument import Instrument, InstrumentText
from .languages import Language, in_language, language_shown
from .notification import Notification
from .paragraph import Paragraph
from .participation import Participation
from .party import MemberState, Party, ResponsibleBody
from .reservation import Reservation
from .responsibility import Responsibility
from .session import AssemblySession
from .theme import Theme
from .token import AccessToken
from .user import User

__all__ = [
    "AccessToken",
    "AssemblySession",
    "AuditEntry",
    "Commitment",
    "Designation",
    "HandEdit",
    "IdempotentRequest",
    "Indicator",
    "IndicatorValue",
    "Instrument",
    "InstrumentText",
    "Language",
    "MemberState",
    "Notification",
    "Paragraph",
    "Participation",
    "Party",
    "Reservation",
    "Responsibility",
    "ResponsibleBody",
    "Theme",
    "User",
    "in_language",
    "language_shown",
]
