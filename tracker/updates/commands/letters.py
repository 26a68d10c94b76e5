"""What a party is told by e-mail of what was submitted on its behalf."""

from __future__ import annotations

from datetime import datetime

from commitments.foundation.models.audit import record
from commitments.models import Designation, Notification, User
from commitments.notifications.commands import Letter, notify, write
from tracker.audit_actions import AuditAction
from tracker.updates.models.revision import Revision


def tell_party(*, revision: Revision, at: datetime) -> None:
    """Have the party's authorities told what was submitted on its behalf, and log that they are.

    In the caller's transaction; each gets an e-mail of their own, in their language.
    """
    party = revision.update.party
    people = User.objects.filter(
        pk__in=Designation.objects.current(at)
        .filter(party=party, capacity=Designation.Capacity.AUTHORITY)
        .values("user_id")
    ).order_by("pk")
    told = notify(event=Notification.Event.ON_BEHALF, about=str(revision.pk), people=people, at=at)
    record(
        action=AuditAction.TELL_PARTY,
        object_type="revision",
        object_key=str(revision.pk),
        by=None,
        at=at,
        people=len(told),
    )


def compose(notification: Notification, at: datetime) -> Letter | None:
    """Return the e-mail; None where the sample was taken out since."""
    revision = (
        Revision.objects.filter(pk=notification.about)
        .select_related("update__period", "update__party", "update__commitment")
        .first()
    )
    if revision is None:
        return None
    return write(
        "tracker/updates/letters/on_behalf.txt",
        language=notification.language,
        revision=revision,
        update=revision.update,
    )
