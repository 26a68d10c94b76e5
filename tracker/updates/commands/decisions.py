"""What the secretariat decides, and what reopens a paper."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from commitments.people.rules.permissions import Person
from tracker.fields.cleaning import clean_words
from tracker.updates.commands.workflow_step import begin, claim, finish
from tracker.updates.models.decision import Verb
from tracker.updates.models.update import ProgressUpdate


@transaction.atomic
def return_(
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None, comment: Any
) -> ProgressUpdate:
    """An officer returns the submission, saying what is missing; return the update."""
    step = begin(verb=Verb.RETURN, update=update, by=by, at=at, version=version)
    return finish(
        step,
        comment=clean_words(comment, name="comment", blank=_("Say what the party should change.")),
        revision=step.update.latest_revision,
    )


@transaction.atomic
def accept(
    *,
    update: ProgressUpdate,
    by: Person,
    at: datetime,
    version: int | None = None,
    comment: Any = "",
) -> ProgressUpdate:
    """An officer accepts: complete and in order, not agreed with; return the update.

    The revision becomes the published one, with the evidence it froze.
    """
    step = begin(verb=Verb.ACCEPT, update=update, by=by, at=at, version=version)
    words = clean_words(comment, name="comment", required=False)
    revision = step.update.latest_revision
    assert revision is not None  # noqa: S101  # a constraint: what is submitted has a revision
    step.update.published_revision = revision
    step.update.evidence.update(in_published_revision=F("in_latest_revision"))
    return finish(step, comment=words, revision=revision)


@transaction.atomic
def replace(
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None
) -> ProgressUpdate:
    """The party speaks for itself in place of what was logged on its behalf; return the draft.

    The public keeps reading the accepted revision until another is accepted.
    """
    step = begin(verb=Verb.REPLACE, update=update, by=by, at=at, version=version)
    claim(step.update)
    return finish(step, revision=step.update.latest_revision)


@transaction.atomic
def reopen(
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None, reason: Any
) -> ProgressUpdate:
    """An officer gives the party its paper back, saying why; return the draft."""
    step = begin(verb=Verb.REOPEN, update=update, by=by, at=at, version=version)
    return finish(
        step,
        comment=clean_words(reason, name="reason", blank=_("Say why the update is reopened.")),
        revision=step.update.latest_revision,
    )
