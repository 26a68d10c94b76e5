"""The decisions of the secretariat, and the steps that make an accepted update a draft again."""

from __future__ import annotations

from datetime import datetime

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
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None, comment: object
) -> ProgressUpdate:
    """An officer returns the submission and says what is missing; return the update."""
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
    comment: object = "",
) -> ProgressUpdate:
    """An officer accepts the update as complete and in order; return it.

    This is no agreement with the text. The revision is now the published one, with its evidence.
    """
    step = begin(verb=Verb.ACCEPT, update=update, by=by, at=at, version=version)
    words = clean_words(comment, name="comment", required=False)
    revision = step.update.latest_revision
    assert revision is not None  # noqa: S101  # a constraint of the table: a submitted update has one
    step.update.published_revision = revision
    step.update.evidence.update(in_published_revision=F("in_latest_revision"))
    return finish(step, comment=words, revision=revision)


@transaction.atomic
def replace(
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None
) -> ProgressUpdate:
    """The party replaces what was logged on its behalf with its own report; return the draft.

    The accepted revision stays public until another one is accepted.
    """
    step = begin(verb=Verb.REPLACE, update=update, by=by, at=at, version=version)
    claim(step.update)
    return finish(step, revision=step.update.latest_revision)


@transaction.atomic
def reopen(
    *, update: ProgressUpdate, by: Person, at: datetime, version: int | None = None, reason: object
) -> ProgressUpdate:
    """An officer makes the update a draft again and says why; return it."""
    step = begin(verb=Verb.REOPEN, update=update, by=by, at=at, version=version)
    return finish(
        step,
        comment=clean_words(reason, name="reason", blank=_("Say why the update is reopened.")),
        revision=step.update.latest_revision,
    )
