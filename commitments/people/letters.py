"""The letters with a link: queued when the transaction holds, made when they are sent."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from celery import current_app
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commitments import formats
from commitments.audit_actions import AuditAction
from commitments.models import Designation, Party, User
from commitments.models.audit import AuditEntry
from commitments.models.languages import active_language

from .holding import log
from .links import FORGOTTEN, INVITATION, LIFETIMES, make_link

# Queued by name: tasks call verbs, not the other way round.
SEND_INVITATION: Final = "commitments.tasks.send_invitation"
SEND_PASSWORD_LINK: Final = "commitments.tasks.send_password_link"  # noqa: S105  # a task
SEND_NOTICE: Final = "commitments.tasks.send_notice"
# However often somebody asks, a mailbox gets one letter in this time.
PAUSE: Final = timedelta(minutes=5)
_SENT: Final = AuditAction.SEND_LETTER
_LINKED: Final = AuditAction.SEND_PASSWORD_LINK


def queue_invitation(entry: AuditEntry) -> None:
    """Have the letter of an invitation sent, once the transaction holds."""
    transaction.on_commit(
        partial(current_app.send_task, SEND_INVITATION, kwargs={"entry_id": entry.pk})
    )


def queue_notice(entry: AuditEntry, person: User) -> None:
    """Have the person told of a designation, once the transaction holds.

    Who is still invited reads it in the invitation; who is suspended is not written to.
    """
    if person.state == User.State.ACTIVE:
        transaction.on_commit(
            partial(current_app.send_task, SEND_NOTICE, kwargs={"entry_id": entry.pk})
        )


def ask_for_password_link(*, email: str) -> None:
    """Have a link sent, if anybody has this address; it takes as long for one nobody has."""
    current_app.send_task(SEND_PASSWORD_LINK, kwargs={"email": email.strip().lower()[:254]})


@transaction.atomic
def deliver_invitation(*, entry_id: int, at: datetime) -> int:
    """Send the letter of an invitation; return how many were sent: none the second time.

    None either where the invitation was accepted, withdrawn or sent anew since.
    """
    entry = AuditEntry.objects.select_for_update(of=("self",)).get(pk=entry_id)
    person = User.objects.get(pk=entry.object_key)
    already = AuditEntry.objects.filter(
        action=_SENT, object_type="person", object_key=entry.object_key, detail__entry=entry_id
    )
    if person.invited_at != entry.at or already.exists():
        return 0
    sent = _send(person, *invitation_letter(person))
    log(_SENT, person, by=None, at=at, entry=entry_id)
    return sent


@transaction.atomic
def deliver_notice(*, entry_id: int, at: datetime) -> int:
    """Tell somebody of a designation; return how many letters were sent: none the second time."""
    entry = AuditEntry.objects.select_for_update(of=("self",)).get(pk=entry_id)
    person = User.objects.get(pk=entry.object_key)
    party = Party.objects.filter(code=entry.detail.get("party")).first()
    already = AuditEntry.objects.filter(
        action=_SENT, object_type="person", object_key=entry.object_key, detail__entry=entry_id
    )
    if party is None or person.state != User.State.ACTIVE or already.exists():
        return 0
    sent = _send(person, *_notice_letter(person, party, entry))
    log(_SENT, person, by=None, at=at, entry=entry_id)
    return sent


@transaction.atomic
def deliver_password_link(*, email: str, at: datetime) -> int:
    """Send a link to set a new password; return how many were sent: none to nobody, or twice."""
    people = User.objects.select_for_update(of=("self",)).filter(is_active=True, is_system=False)
    person = people.filter(email=email, invited_at__isnull=True).first()
    if person is None:
        return 0
    lately = AuditEntry.objects.filter(
        action=_LINKED, object_type="person", object_key=str(person.pk), at__gt=at - PAUSE
    )
    if lately.exists():
        return 0
    sent = _send(person, *_forgotten_letter(person, at))
    log(_LINKED, person, by=None, at=at)
    return sent


def invitation_letter(person: User) -> tuple[str, str]:
    """Return subject and words, in the person's language. The person must be invited."""
    if person.invited_at is None:
        raise ValueError("Only who is invited gets a letter.")
    with translation.override(person.language):
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
            _("The link is good once, until %(moment)s.")
            % {
                "moment": formats.moment(
                    person.invited_at + LIFETIMES[INVITATION], active_language()
                )
            },
            _("If you did not expect this, you need not do anything."),
        ]
        subject = _("Your invitation to the Hemispheric Plan-of-Action Tracker")
        return subject, "\n\n".join(pieces) + "\n"


def _notice_letter(person: User, party: Party, entry: AuditEntry) -> tuple[str, str]:
    """Return subject and words of a designation that begins, ends or passes to somebody else."""
    told = entry.detail
    with translation.override(person.language):
        named = {
            "party": party.name,
            "capacity": Designation.Capacity(told["capacity"]).label,
            "from": _day(told.get("valid_from")),
            "until": _last_day(told.get("valid_to")),
            "document": told.get("document", ""),
            "successor": told.get("successor", ""),
            "desk": f"{settings.SITE_URL}{reverse('desk')}",
        }
        begins = entry.action == AuditAction.DESIGNATE
        pieces = [_("To %(name)s.") % {"name": person}]
        if begins:
            pieces.append(_("You speak for %(party)s from %(from)s: %(capacity)s.") % named)
            pieces.append(_("Document: %(document)s") % named)
        if told.get("valid_to"):
            pieces.append(
                _("Your designation for %(party)s (%(capacity)s) ends on %(until)s.") % named
            )
        if named["successor"]:
            pieces.append(_("%(successor)s takes over; drafts stay with the party.") % named)
        pieces.append(_("Your desk: %(desk)s") % named)
        pieces.append(_("If that is not right, write to the secretariat."))
        subject = (
            _("You speak for %(party)s") if begins else _("Your designation for %(party)s")
        ) % named
        return subject, "\n\n".join(pieces) + "\n"


def _day(day: str | None) -> str:
    return formats.day(date.fromisoformat(day), active_language()) if day else ""


def _last_day(end: str | None) -> str:
    """Return the last day of a designation, which holds until the day before `end`."""
    if not end:
        return ""
    return formats.day(formats.last_day(date.fromisoformat(end)), active_language())


def _forgotten_letter(person: User, at: datetime) -> tuple[str, str]:
    with translation.override(person.language):
        pieces = [
            _("To %(name)s.") % {"name": person},
            _("Somebody asked for a new password for your account. Choose one here:"),
            _address(person, FORGOTTEN, at),
            _("The link is good once, for a day. Until then your password stays as it is."),
            _("If it was not you, you need not do anything."),
        ]
        return _("A new password for the tracker"), "\n\n".join(pieces) + "\n"


def _address(person: User, purpose: str, since: datetime) -> str:
    signed = make_link(person=person, purpose=purpose, since=since)
    return f"{settings.SITE_URL}{reverse('set-password', args=[signed])}"


def _send(person: User, subject: str, words: str) -> int:
    return send_mail(subject, words, settings.DEFAULT_FROM_EMAIL, [person.email])
