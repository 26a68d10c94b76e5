"""What people are told by mail."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from commitments.models import Designation, User
from commitments.models.audit import AuditEntry, record
from tracker.audit_actions import AuditAction

from .models import Revision


@transaction.atomic
def tell_party(*, revision_id: int, at: datetime) -> int:
    """Tell the party's authorities what was submitted on its behalf, each in their language.

    Return how many were written to; none the second time. The audit log keeps that it was done.
    """
    # The lock lets a task that runs twice at once see what the other has done.
    revision = (
        Revision.objects.select_for_update(of=("self",))
        .select_related("update__period", "update__party", "update__commitment")
        .get(pk=revision_id)
    )
    if AuditEntry.objects.filter(
        action=AuditAction.TELL_PARTY, object_type="revision", object_key=str(revision_id)
    ).exists():
        return 0
    people = User.objects.filter(
        pk__in=Designation.objects.current(at)
        .filter(party=revision.update.party, capacity=Designation.Capacity.AUTHORITY)
        .values("user_id")
    ).order_by("pk")
    written = 0
    for person in people:
        with translation.override(person.language):
            subject, words = _letter(revision)
        written += send_mail(subject, words, settings.DEFAULT_FROM_EMAIL, [person.email])
    record(
        action=AuditAction.TELL_PARTY,
        object_type="revision",
        object_key=str(revision_id),
        by=None,
        at=at,
        people=written,
    )
    return written


def _letter(revision: Revision) -> tuple[str, str]:
    """Return subject and words, in the active language."""
    update = revision.update
    named = {
        "party": update.party.name,
        "commitment": update.commitment.code,
        "period": update.period.key,
        "channel": revision.get_channel_display(),
        "document": revision.channel_document,
        "site": settings.SITE_URL,
    }
    subject = _("%(party)s, %(commitment)s, %(period)s: submitted on your behalf") % named
    words = (
        _(
            "The secretariat has logged and submitted an update on behalf of %(party)s.\n\n"
            "Commitment: %(commitment)s\n"
            "Period: %(period)s\n"
            "It came by: %(channel)s, %(document)s\n\n"
            "You may read it, and once it is accepted replace it by your own words, at %(site)s.\n"
        )
        % named
    )
    return subject, words
