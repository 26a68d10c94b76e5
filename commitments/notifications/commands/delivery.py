"""Delivering e-mails: each attempt is separate, and each letter is sent at most once."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction

from commitments.audit_actions import AuditAction
from commitments.foundation.models.audit import record
from commitments.notifications.commands import mail_server
from commitments.notifications.commands.outbox import writer_of
from commitments.notifications.models import Notification

logger = logging.getLogger(__name__)

Refusal = Notification.Refusal
# Minutes from the first attempt to the second, and so on: more than a day in all.
WAITS: Final = (1, 2, 5, 15, 30, 60, 120, 240, 480, 960)
# The worker of a claim this old has died: an attempt takes seconds.
LOST_AFTER: Final = timedelta(hours=1)
# The most that one scheduled run sends; the rest waits for the next run.
MOST: Final = 200


class DeliveryOutcome(StrEnum):
    """The result of an attempt."""

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    SERVER_AWAY = "server_away"
    DROPPED = "dropped"
    # Another worker has claimed it, it is finished, or its time has not come.
    NOTHING = "nothing"


def deliver(*, notification_id: int, at: datetime) -> DeliveryOutcome:
    """Try to send one letter now, outside any transaction; return the result.

    It is sent at most once: the letter is claimed, and the claim committed, before it is sent. If
    a worker dies after that, nobody can know whether the letter was sent. Such a letter is not sent
    again but shown to the secretariat as uncertain (see `deliver_due`): two reminders do more harm
    than one that an officer must send again, and a person who waits for a password link requests
    another. Where it is certain that the letter was not sent, it is tried again later.
    """
    letter = _claim(notification_id, at)
    if letter is None:
        return DeliveryOutcome.NOTHING
    try:
        words = writer_of(letter.event)(letter, at) if letter.person.is_active else None
        if words is None:
            return _settle(letter, DeliveryOutcome.DROPPED, at)
        mail_server.send(letter=words, address=letter.address)
    except mail_server.Refused as error:
        return _settle(letter, DeliveryOutcome.REFUSED, at, Refusal.REFUSED, f"{error}")
    except mail_server.Uncertain as error:
        return _settle(letter, DeliveryOutcome.REFUSED, at, Refusal.UNCERTAIN, f"{error}")
    except mail_server.ServerAway as error:
        return _put_back(letter, DeliveryOutcome.SERVER_AWAY, at, f"{error}")
    except mail_server.NotSent as error:
        return _put_back(letter, DeliveryOutcome.LATER, at, f"{error}")
    except Exception as error:
        logger.exception("The letter %s could not be composed.", letter)
        answer = f"{type(error).__name__}: {error}"[:1000]
        return _put_back(letter, DeliveryOutcome.LATER, at, answer)
    return _settle(letter, DeliveryOutcome.SENT, at)


def deliver_due(*, at: datetime) -> dict[str, int]:
    """Try every letter whose time has come; return how many had each outcome.

    Where the mail server cannot be reached, the other letters wait for the next run. Claims of dead
    workers are finished first.
    """
    counted: Counter[str] = Counter()
    abandoned = Notification.objects.filter(claimed_at__lt=at - LOST_AFTER)
    for lost in abandoned.select_related("person"):
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
    """Claim a letter that is due and return it; None where it is not due or claimed already."""
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
    """Schedule the letter's next attempt, or give it up after the last one."""
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
    """Save the final result; the audit log also records a letter that was sent or refused."""
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
