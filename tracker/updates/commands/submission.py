"""Submitting an update, which freezes its content, and withdrawing it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Case, Max, Value, When

from commitments.foundation.errors import Fault
from commitments.foundation.models.audit import record
from commitments.models import Designation, Notification, User
from commitments.notifications.commands import Letter, notify, write
from commitments.people.rules.permissions import Person
from tracker.actions.models import FollowUpAction
from tracker.audit_actions import AuditAction
from tracker.fields.cleaning import refuse
from tracker.updates.commands.workflow_step import WorkflowStep, begin, finish
from tracker.updates.models.decision import Verb
from tracker.updates.models.revision import Revision
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.rules.content import faults_of_submission
from tracker.updates.rules.permissions import Role


@transaction.atomic
def submit(
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None
) -> ProgressUpdate:
    """Freeze the working copy as the next revision and submit it; return the update.

    An officer submits what was logged on the party's behalf; the party then gets an e-mail. Raises
    NotAllowed, Stale, Conflict, and Invalid with everything that is missing.
    """
    step = begin(verb=Verb.SUBMIT, update=update, by=by, at=at, version=version)
    locked = step.update
    previous = last_accepted_before(locked)
    refuse(faults_of_submission(locked, previous=previous))
    if locked.no_change and previous is not None:
        locked.level = previous.level
        locked.not_applicable_reason = previous.not_applicable_reason
    revision = locked.latest_revision = _freeze(step)
    is_there = Case(When(removed_at__isnull=True, then=Value(True)), default=Value(False))
    locked.evidence.update(in_latest_revision=is_there)
    locked.submitted_at = at
    locked.first_submitted_at = locked.first_submitted_at or at
    finish(step, revision=revision)
    if Role.OFFICER in step.rule.who:
        _tell_party(revision, at)
    return locked


def lacking(update: ProgressUpdate) -> list[Fault]:
    """Return what the working copy still lacks for a submission."""
    previous = last_accepted_before(update) if update.no_change else None
    return faults_of_submission(update, previous=previous)


@transaction.atomic
def withdraw(
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None
) -> ProgressUpdate:
    """Withdraw a submission that has not been decided on; return the draft."""
    step = begin(verb=Verb.WITHDRAW, update=update, by=by, at=at, version=version)
    return finish(step, revision=step.update.latest_revision)


def last_accepted_before(update: ProgressUpdate) -> Revision | None:
    """Return the party's last accepted revision on the commitment, of an earlier period."""
    earlier = (
        ProgressUpdate.objects.filter(
            responsibility_id=update.responsibility_id,
            covers_from__lt=update.covers_from,
            published_revision__isnull=False,
        )
        .order_by("-covers_from")
        .select_related("published_revision")
        .first()
    )
    return None if earlier is None else earlier.published_revision


def _freeze(step: WorkflowStep) -> Revision:
    update = step.update
    last_number = update.revisions.aggregate(last=Max("number"))["last"] or 0
    return Revision.objects.create(
        update=update,
        number=last_number + 1,
        channel=update.channel,
        channel_document=update.channel_document,
        evidence=_evidence_of(update),
        actions=_actions_of(update),
        submitted_at=step.at,
        submitted_by=step.by,
        sample=update.sample,
        **update.content(),
    )


def _evidence_of(update: ProgressUpdate) -> list[dict[str, Any]]:
    """Return the evidence as it is now, with dates as `2012-01-31`."""
    return [
        {
            "id": piece.pk,
            "title": piece.title,
            "url": piece.url,
            "file_name": piece.file_name,
            "sha256": piece.sha256,
            "size": piece.size,
            "dated_on": piece.dated_on and piece.dated_on.isoformat(),
            "visibility": piece.visibility,
        }
        for piece in update.evidence.filter(removed_at__isnull=True).order_by("pk")
    ]


def _actions_of(update: ProgressUpdate) -> list[dict[str, Any]]:
    """Return the party's actions for the commitment as they are now, with dates as `2012-01-31`."""
    serving = FollowUpAction.objects.filter(
        party_id=update.party_id, commitments=update.commitment_id
    )
    return [
        {
            "id": action.pk,
            "title": action.title,
            "kind": action.kind,
            "status": action.status,
            "percent": action.percent,
            "due_on": action.due_on and action.due_on.isoformat(),
            "visibility": action.visibility,
        }
        for action in serving.order_by("pk")
    ]


def _tell_party(revision: Revision, at: datetime) -> None:
    """Tell the party's authorities by e-mail what was submitted on its behalf, and log it.

    The e-mails are written later, each in the language of its reader.
    """
    authorities = Designation.objects.current(at).filter(
        party=revision.update.party, capacity=Designation.Capacity.AUTHORITY
    )
    people = User.objects.filter(pk__in=authorities.values("user_id")).order_by("pk")
    key = str(revision.pk)
    notified = notify(event=Notification.Event.ON_BEHALF, about=key, people=people, at=at)
    record(
        action=AuditAction.TELL_PARTY,
        object_type="revision",
        object_key=key,
        by=None,
        at=at,
        people=len(notified),
    )


def compose_letter(notification: Notification, at: datetime) -> Letter | None:
    """Return the e-mail on a submission on the party's behalf; None if it was removed as sample."""
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
