"""Reminders to parties of what they have not submitted, and the e-mails about them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Conflict
from commitments.foundation.locking import locked
from commitments.foundation.models.audit import record
from commitments.models import Notification, Party, User
from commitments.notifications.commands import Letter, notify, write
from commitments.people.rules.permissions import Person
from tracker.audit_actions import AuditAction
from tracker.models import Reminder, ReportingPeriod, RosterEntry
from tracker.periods.commands.planning import officer_of
from tracker.periods.queries import Arrears, arrears_in

_REFUSAL: Final = _("Only the secretariat sends reminders to the parties.")


@transaction.atomic
def remind(
    *, period: ReportingPeriod, party: Party, by: Person, at: datetime, again: bool = False
) -> Arrears:
    """Send e-mails to the party's focal points, each in their language; return its arrears.

    `again`: even if it was reminded within 24 hours. Raises NotAllowed, Conflict.
    """
    officer = officer_of(by, _REFUSAL)
    (due,) = _locked(period, at, parties=[party.pk])
    obstacle = due.obstacle(at, again=again)
    if obstacle is not None:
        raise obstacle
    _send(due, by=officer, at=at)
    return due


@transaction.atomic
def remind_late(
    *, period: ReportingPeriod, by: Person, at: datetime
) -> list[tuple[Arrears, Conflict | None]]:
    """Remind every party that is late; return each with why it was not reminded, or None.

    Not reminded are parties that were reminded within 24 hours or that have no focal points.
    Raises NotAllowed.
    """
    officer = officer_of(by, _REFUSAL)
    late = [(due, due.obstacle(at)) for due in _locked(period, at) if due.late(at)]
    for due, obstacle in late:
        if obstacle is None:
            _send(due, by=officer, at=at)
    return late


def _locked(
    period: ReportingPeriod, at: datetime, parties: Collection[int] | None = None
) -> list[Arrears]:
    """Lock the roster, so that of two reminders at once only one is sent; return the arrears."""
    current = ReportingPeriod.objects.get(pk=period.pk)
    entries = RosterEntry.objects.filter(period=current)
    if parties is not None:
        entries = entries.filter(party__in=parties)
    list(locked(entries.order_by("pk")))
    return arrears_in(period=current, at=at, parties=parties)


def _send(due: Arrears, *, by: User, at: datetime) -> None:
    """Record the reminder and queue its e-mails, which are sent after the transaction."""
    numbers = {"outstanding": due.outstanding, "people": len(due.people)}
    reminder = Reminder.objects.create(
        period=due.period, party=due.party, reminded_at=at, reminded_by=by, **numbers
    )
    notify(event=Notification.Event.REMINDER, about=str(reminder.pk), people=due.people, at=at)
    record(
        action=AuditAction.REMIND_PARTY,
        object_type="party",
        object_key=due.party.code,
        by=by,
        at=at,
        period=due.period.key,
        **numbers,
    )
    due.reminded_at = at


def compose(notification: Notification, at: datetime) -> Letter | None:
    """Return a reminder's e-mail, as things stand when it is sent.

    None where, since the reminder was recorded, everything was submitted, the period was closed,
    the person ceased to speak for the party, or sample data was removed.
    """
    reminders = Reminder.objects.select_related("period", "party")
    reminder = reminders.filter(pk=notification.about).first()
    if reminder is None or reminder.period.state != ReportingPeriod.State.OPEN:
        return None
    (due,) = arrears_in(period=reminder.period, at=at, parties=[reminder.party_id])
    if not due.outstanding or notification.person not in due.people:
        return None
    return letter(due, language=notification.language, at=at)


def letter(due: Arrears, *, language: str, at: datetime) -> Letter:
    """Return the reminder's e-mail in the language."""
    template = "tracker/periods/letters/reminder.txt"
    return write(template, language=language, arrears=due, late=due.late(at))
