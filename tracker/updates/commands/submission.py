"""Handing an update in, which freezes it, and taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Case, Max, Value, When

from commitments.foundation.errors import Fault
from commitments.people.rules.permissions import Person
from tracker.actions.models import FollowUpAction
from tracker.fields.cleaning import refuse
from tracker.updates.commands.letters import tell_party
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
    """Freeze the working copy as the next revision and hand it in; return the update.

    An officer does so with what was logged on the party's behalf; the party is then told.
    Raises NotAllowed, Stale, Conflict, Invalid with everything that is missing.
    """
    step = begin(verb=Verb.SUBMIT, update=update, by=by, at=at, version=version)
    locked = step.update
    previous = last_accepted_before(locked)
    refuse(faults_of_submission(locked, previous=previous))
    if locked.no_change and previous is not None:
        locked.level = previous.level
        locked.not_applicable_reason = previous.not_applicable_reason
    revision = _freeze(step)
    locked.latest_revision = revision
    locked.evidence.update(
        in_latest_revision=Case(
            When(removed_at__isnull=True, then=Value(True)), default=Value(False)
        )
    )
    locked.submitted_at = at
    locked.first_submitted_at = locked.first_submitted_at or at
    finish(step, revision=revision)
    if Role.OFFICER in step.rule.who:
        tell_party(revision=revision, at=at)
    return locked


def lacking(update: ProgressUpdate) -> list[Fault]:
    """Return what a submission of the working copy would still lack, for those who write it."""
    previous = last_accepted_before(update) if update.no_change else None
    return faults_of_submission(update, previous=previous)


@transaction.atomic
def withdraw(
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None
) -> ProgressUpdate:
    """Take back what nobody has decided yet; return the update, a draft again."""
    step = begin(verb=Verb.WITHDRAW, update=update, by=by, at=at, version=version)
    return finish(step, revision=step.update.latest_revision)


def last_accepted_before(update: ProgressUpdate) -> Revision | None:
    """Return what the party last said, accepted, of the commitment in an earlier period."""
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
    last = update.revisions.aggregate(last=Max("number"))["last"] or 0
    return Revision.objects.create(
        update=update,
        number=last + 1,
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
    """The evidence as it is now; dates as `2012-01-31`."""
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
    """The party's actions that serve the commitment, as they are now; dates as `2012-01-31`."""
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
