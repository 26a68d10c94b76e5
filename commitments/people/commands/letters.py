"""The e-mails about accounts: an invitation, a designation, a link to set a password.

Each is composed when it is sent; links are not stored.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from celery import current_app
from django.db import transaction

from commitments.audit_actions import AuditAction
from commitments.foundation.locking import locked, log
from commitments.models import Designation, Notification, Party, User
from commitments.notifications.commands import Letter, notify, register_writer, write
from commitments.people.commands.own_account import FORGOTTEN, INVITATION, LIFETIMES, make_link

Event = Notification.Event
# Queued by its name, since tasks import commands, and commands import no tasks.
SEND_PASSWORD_LINK: Final = "commitments.tasks.send_password_link"  # noqa: S105  # a task
# However often a link is requested, a mailbox gets one in this time.
PAUSE: Final = timedelta(minutes=5)


def notify_invited(person: User, *, at: datetime) -> None:
    """Have the person, who is invited, sent the invitation."""
    notify(event=Event.INVITATION, about=_moment(person.invited_at), people=[person], at=at)


def notify_of_designation(
    designation: Designation, *, at: datetime, begins: bool, **more: object
) -> None:
    """Have the person sent an e-mail that a designation begins, ends or passes to a successor.

    Invited people read it in the invitation; nothing is sent to suspended people.
    """
    person = designation.user
    if person.state == User.State.ACTIVE:
        notify(
            event=Event.DESIGNATION,
            about=f"{designation.pk} until {designation.valid_to} {_moment(at)}",
            people=[person],
            at=at,
            begins=begins,
            **more,
        )


def ask_for_password_link(*, email: str) -> None:
    """Have a link sent, if there is an account; the answer takes as long where there is none."""
    current_app.send_task(SEND_PASSWORD_LINK, kwargs={"email": email.strip().lower()[:254]})


@transaction.atomic
def send_password_link(*, email: str, at: datetime) -> int:
    """Have a link to set a new password sent to the person with this address.

    Return how many are sent: 0 where nobody has the address, or got a link within PAUSE.
    """
    people = locked(User.objects.filter(is_active=True, is_system=False))
    person = people.filter(email=email, invited_at__isnull=True).first()
    if person is None or _has_password_link_since(person, at - PAUSE):
        return 0
    notify(event=Event.PASSWORD_LINK, about=_moment(at), people=[person], at=at)
    log(AuditAction.SEND_PASSWORD_LINK, person, by=None, at=at)
    return 1


def register_writers() -> None:
    """Register the functions that compose the e-mails about accounts."""
    register_writer(Event.INVITATION, _invitation)
    register_writer(Event.DESIGNATION, _designation)
    register_writer(Event.PASSWORD_LINK, _password_link)


def _invitation(notification: Notification, at: datetime) -> Letter | None:
    """Compose an invitation; None where it has been accepted, withdrawn or sent again since."""
    person = notification.person
    if person.invited_at is None or _moment(person.invited_at) != notification.about:
        return None
    return write(
        "commitments/people/letters/invitation.txt",
        language=notification.language,
        person=person,
        designations=Designation.objects.filter(user=person).select_related("party"),
        signed=make_link(person=person, purpose=INVITATION, since=person.invited_at),
        link_expires_at=person.invited_at + LIFETIMES[INVITATION],
    )


def _designation(notification: Notification, at: datetime) -> Letter | None:
    """Compose the e-mail about a designation; None where the person is not active any more."""
    person, detail = notification.person, notification.detail
    party = Party.objects.filter(code=detail["party"]).first()
    if party is None or person.state != User.State.ACTIVE:
        return None
    facts = detail | {"party": party, "capacity": Designation.Capacity(detail["capacity"]).label}
    for name in ("valid_from", "valid_to"):
        facts[name] = date.fromisoformat(detail[name]) if detail.get(name) else None
    return write(
        "commitments/people/letters/designation.txt",
        language=notification.language,
        person=person,
        **facts,
    )


def _password_link(notification: Notification, at: datetime) -> Letter | None:
    """Compose the e-mail with a link to set a password; None where a newer link was requested."""
    person = notification.person
    if _has_password_link_since(person, notification.written_at):
        return None
    return write(
        "commitments/people/letters/password_link.txt",
        language=notification.language,
        person=person,
        signed=make_link(person=person, purpose=FORGOTTEN, since=at),
    )


def _has_password_link_since(person: User, at: datetime) -> bool:
    return person.notifications.filter(event=Event.PASSWORD_LINK, written_at__gt=at).exists()


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""
