"""Delivering letters one by one: each is an attempt of its own, and is sent at most once."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.utils import translation

from commitments.audit_actions import AuditAction
from commitments.foundation.models.audit import record
from commitments.notifications.commands import mail_server as sending
from commitments.notifications.commands.outbox import writer_of
from commitments.notifications.models import Notification

logger = logging.getLogger(__name__)

Refusal = Notification.Refusal
# Minutes until the next attempt, after the first, the second … : more than a day in all.
WAITS: Final = (1, 2, 5, 15, 30, 60, 120, 240, 480, 960)
# A claim this old is of a worker that died: no attempt takes minutes.
LOST_AFTER: Final = timedelta(hours=1)
# What the clock has sent in one go; what is left over is for its next strike.
MOST: Final = 200


class DeliveryOutcome(StrEnum):
    """What came of an attempt."""

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    SERVER_AWAY = "server_away"
    DROPPED = "dropped"
    # Somebody else has it, it is settled, or its time has not come.
    NOTHING = "nothing"


def deliver(*, notification_id: int, at: datetime) -> DeliveryOutcome:
    """Try to send one letter now; return what came of it. Nothing is sent in a transaction.

    At most once: the letter is claimed, and the claim committed, before it is sent. A worker that
    dies in between leaves the claim behind, and nobody can tell whether the letter went out. Such
    a letter is not sent again but shown to the secretariat as uncertain (see `deliver_due`): a
    second reminder in a delegate's mailbox does more harm than one that an officer is asked to
    send again, and whoever waits for a password asks for another link. An error that says that
    the letter was certainly not sent gives the claim back, for a later attempt of this letter
    alone.
    """
    letter = _claim(notification_id, at)
    if letter is None:
        return DeliveryOutcome.NOTHING
    try:
        with translation.override(letter.language):
            words = writer_of(letter.event)(letter, at) if letter.person.is_active else None
        if words is None:
            return _settle(letter, DeliveryOutcome.DROPPED, at)
        sending.send(letter=words, address=letter.address)
    except sending.Refused as error:
        return _settle(letter, DeliveryOutcome.REFUSED, at, Refusal.REFUSED, f"{error}")
    except sending.Uncertain as error:
        return _settle(letter, DeliveryOutcome.REFUSED, at, Refusal.UNCERTAIN, f"{error}")
    except sending.NotSent as error:
        away = isinstance(error, sending.ServerAway)
        return _put_back(
            letter, DeliveryOutcome.SERVER_AWAY if away else DeliveryOutcome.LATER, at, f"{error}"
        )
    except Exception as error:
        logger.exception("The letter %s could not be composed.", letter)
        return _put_back(
            letter, DeliveryOutcome.LATER, at, f"{type(error).__name__}: {error}"[:1000]
        )
    return _settle(letter, DeliveryOutcome.SENT, at)


def deliver_due(*, at: datetime) -> dict[str, int]:
    """Try every letter whose time has come; return how many were sent, refused and so on.

    Where the mail server is away, the rest waits for the next time. Claims that a dead worker left
    behind are settled first.
    """
    counted: Counter[str] = Counter()
    for lost in Notification.objects.filter(claimed_at__lt=at - LOST_AFTER).select_related(
        "person"
    ):
        counted[_settle(lost, DeliveryOutcome.REFUSED, at, Refusal.UNCERTAIN)] += 1
    for pk in Notification.objects.due(at).values_list("pk", flat=True)[:MOST]:
        outcome = deliver(notification_id=pk, at=at)
        counted[outcome] += 1
        if outcome == DeliveryOutcome.SERVER_AWAY:
            break
    return {
        outcome.value: counted[outcome]
        for outcome in DeliveryOutcome
        if outcome != DeliveryOutcome.NOTHING
    }


def _claim(pk: int, at: datetime) -> Notification | None:
    """Claim a letter that is due; None where there is nothing to send, or somebody else has it."""
    with transaction.atomic(durable=True):
        letter = (
            Notification.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("person")
            .filter(pk=pk, next_attempt_at__lte=at)
            .first()
        )
        if letter is None:
            return None
        letter.next_attempt_at, letter.claimed_at = None, at
        letter.attempts += 1
        letter.address, letter.language = letter.person.email, letter.person.language
        letter.save()
    return letter


def _put_back(
    letter: Notification, outcome: DeliveryOutcome, at: datetime, answer: str
) -> DeliveryOutcome:
    """Let the letter wait for its next attempt, or give it up after the last."""
    if letter.attempts > len(WAITS):
        return _settle(letter, DeliveryOutcome.REFUSED, at, Refusal.GIVEN_UP, answer)
    letter.claimed_at = None
    letter.next_attempt_at = at + timedelta(minutes=WAITS[letter.attempts - 1])
    letter.answer = answer
    letter.save()
    return outcome


@transaction.atomic
def _settle(
    letter: Notification,
    outcome: DeliveryOutcome,
    at: datetime,
    refusal: str = "",
    answer: str = "",
) -> DeliveryOutcome:
    """Write down how it ended; what was sent or refused also in the audit log, as history."""
    letter.claimed_at = None
    letter.refusal, letter.answer = refusal, answer
    match outcome:
        case DeliveryOutcome.SENT:
            letter.sent_at = at
        case DeliveryOutcome.REFUSED:
            letter.refused_at = at
        case _:
            letter.dropped_at = at
    letter.save()
    if outcome in (DeliveryOutcome.SENT, DeliveryOutcome.REFUSED):
        sent = outcome == DeliveryOutcome.SENT
        record(
            action=AuditAction.SEND_LETTER if sent else AuditAction.REFUSE_LETTER,
            object_type="person",
            object_key=str(letter.person_id),
            by=None,
            at=at,
            event=letter.event,
            about=letter.about,
            **({} if sent else {"address": letter.address, "reason": answer}),
        )
    return outcome
