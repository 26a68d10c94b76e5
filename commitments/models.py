"""The tables of what was agreed, and of who is responsible."""

from commitments.foundation.models.audit import AuditEntry
from commitments.foundation.models.idempotency import IdempotentRequest
from commitments.foundation.models.languages import Language, in_language, language_shown
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.hand_edit import HandEdit
from commitments.instruments.models.indicator import Indicator, IndicatorValue
from commitments.instruments.models.instrument import Instrument, InstrumentText
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.reservation import Reservation
from commitments.instruments.models.responsibility import Responsibility
from commitments.instruments.models.session import AssemblySession
from commitments.instruments.models.theme import Theme
from commitments.notifications.models import Notification
from commitments.parties.models.participation import Participation
from commitments.parties.models.party import MemberState, Party, ResponsibleBody
from commitments.people.models.access_token import AccessToken
from commitments.people.models.designation import Designation
from commitments.people.models.user import User

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
