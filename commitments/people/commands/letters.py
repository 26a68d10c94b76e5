"""The e-mails about accounts: an invitation, a designation, a link to set a password.

Each is composed when it is sent, in the language that is active then; links are kept nowhere.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.audit_actions import AuditAction
from commitments.foundation import formats
from commitments.foundation.locking import locked, log
from commitments.foundation.models.languages import active_language
from commitments.notifications.commands import Letter, notify, register_writer
from commitments.notifications.models import Notification
from commitments.parties.models.party import Party
from commitments.people.commands.password_links import FORGOTTEN, INVITATION, LIFETIMES, make_link
from commitments.people.models.designation import Designation
from commitments.people.models.user import User

Event = Notification.Event
# Queued by name: tasks call verbs, not the other way round.
SEND_PASSWORD_LINK: Final = "commitments.tasks.send_password_link"  # noqa: S105  # a task
# However often somebody asks, a mailbox gets one letter in this time.
PAUSE: Final = timedelta(minutes=5)


def notify_invited(person: User, *, at: datetime) -> None:
    """Have the person, who is invited, sent the invitation."""
    notify(event=Event.INVITATION, about=_moment(person.invited_at), people=[person], at=at)


def notify_of_designation(
    designation: Designation, *, at: datetime, begins: bool = False, **more: Any
) -> None:
    """Have the person told that a designation begins, ends or passes to a successor.

    Who is still invited reads it in the invitation; who is suspended is not written to.
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
    """Have a link sent, if anybody has this address; it takes as long for one nobody has."""
    current_app.send_task(SEND_PASSWORD_LINK, kwargs={"email": email.strip().lower()[:254]})


@transaction.atomic
def send_password_link(*, email: str, at: datetime) -> int:
    """Have a link to set a new password sent to whoever has this address.

    Return how many are: none to nobody, and none twice within PAUSE.
    """
    people = locked(User.objects.filter(is_active=True, is_system=False))
    person = people.filter(email=email, invited_at__isnull=True).first()
    if person is None:
        return 0
    lately = person.notifications.filter(event=Event.PASSWORD_LINK, written_at__gt=at - PAUSE)
    if lately.exists():
        return 0
    notify(event=Event.PASSWORD_LINK, about=_moment(at), people=[person], at=at)
    log(AuditAction.SEND_PASSWORD_LINK, person, by=None, at=at)
    return 1


def register_writers() -> None:
    """Have the e-mails about accounts composed here."""
    register_writer(Event.INVITATION, _invitation)
    register_writer(Event.DESIGNATION, _designation)
    register_writer(Event.PASSWORD_LINK, _password_link)


def _invitation(notification: Notification, at: datetime) -> Letter | None:
    """Compose an invitation; None where it was accepted, withdrawn or sent anew since."""
    person = notification.person
    if person.invited_at is None or _moment(person.invited_at) != notification.about:
        return None
    designations = Designation.objects.filter(user=person).select_related("party")
    roles = [
        _("%(party)s, %(capacity)s, from %(day)s")
        % {
            "party": one.party.name,
            "capacity": one.get_capacity_display(),
            "day": formats.day(one.valid_from, active_language()),
        }
        for one in designations
    ]
    if person.secretariat_role:
        roles.insert(0, person.get_secretariat_role_display())
    pieces = [
        _("To %(name)s.") % {"name": person},
        _("The secretariat invites you to the Hemispheric Plan-of-Action Tracker:"),
        "\n".join(f"- {role}" for role in roles),
        _("Choose a password here:"),
        _address(person, INVITATION, person.invited_at),
        _("The link can be used once, until %(moment)s.")
        % {"moment": formats.moment(person.invited_at + LIFETIMES[INVITATION], active_language())},
        _("If you did not expect this, no action is needed."),
    ]
    return _letter(_("Your invitation to the Hemispheric Plan-of-Action Tracker"), pieces)


def _designation(notification: Notification, at: datetime) -> Letter | None:
    """Compose what a designation's person is told; None where there is nobody to tell any more."""
    person, told = notification.person, notification.detail
    party = Party.objects.filter(code=told["party"]).first()
    if party is None or person.state != User.State.ACTIVE:
        return None
    named = {
        "party": party.name,
        "capacity": Designation.Capacity(told["capacity"]).label,
        "from": _day(told.get("valid_from")),
        "until": _last_day(told.get("valid_to")),
        "document": told.get("document", ""),
        "successor": told.get("successor", ""),
        "desk": f"{settings.SITE_URL}{reverse('desk')}",
    }
    pieces = [_("To %(name)s.") % {"name": person}]
    if told["begins"]:
        pieces.append(_("You speak for %(party)s from %(from)s: %(capacity)s.") % named)
        pieces.append(_("Document: %(document)s") % named)
    if told.get("valid_to"):
        pieces.append(_("Your designation for %(party)s (%(capacity)s) ends on %(until)s.") % named)
    if named["successor"]:
        pieces.append(_("%(successor)s takes over; drafts stay with the party.") % named)
    pieces.append(_("Your desk: %(desk)s") % named)
    pieces.append(_("If that is not right, write to the secretariat."))
    subject = (
        _("You speak for %(party)s") if told["begins"] else _("Your designation for %(party)s")
    ) % named
    return _letter(subject, pieces)


def _day(day: str | None) -> str:
    return formats.day(date.fromisoformat(day), active_language()) if day else ""


def _last_day(end: str | None) -> str:
    """Return the last day of a designation, which holds until the day before `end`."""
    if not end:
        return ""
    return formats.day(formats.last_day(date.fromisoformat(end)), active_language())


def _password_link(notification: Notification, at: datetime) -> Letter | None:
    """Compose a link to set a password; None where another was asked for since."""
    person = notification.person
    newer = person.notifications.filter(
        event=Event.PASSWORD_LINK, written_at__gt=notification.written_at
    )
    if newer.exists():
        return None
    pieces = [
        _("To %(name)s.") % {"name": person},
        _("A new password was requested for your account. Choose one here:"),
        _address(person, FORGOTTEN, at),
        _("The link can be used once, within one day. Until then your password does not change."),
        _("If it was not you, no action is needed."),
    ]
    return _letter(_("A new password for the tracker"), pieces)


def _letter(subject: str, pieces: list[str]) -> Letter:
    return Letter(subject, "\n\n".join(pieces) + "\n")


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _address(person: User, purpose: str, since: datetime) -> str:
    signed = make_link(person=person, purpose=purpose, since=since)
    return f"{settings.SITE_URL}{reverse('set-password', args=[signed])}"
