"""The page that confirms a submission: each update chosen, and what prevents its submission."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from commitments.foundation.errors import Fault, Words
from commitments.models import User
from tracker.desks.party.view_models.desk import submission_verb
from tracker.models import ProgressUpdate, Verb
from tracker.updates import commands as workflow
from tracker.updates.forms import PASSAGES
from tracker.updates.rules.workflow_table import verbs_open_to


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One update: what prevents its submission, and whether it was submitted; None: not tried."""

    update: ProgressUpdate
    obstacles: list[Words]
    done: bool | None = None


def row_before(update: ProgressUpdate, person: User, at: datetime) -> SubmissionRow:
    """Return the row with what would prevent the submission now."""
    verb = submission_verb(person, update.party)
    if verb.value not in verbs_open_to(update=update, person=person, at=at):
        return SubmissionRow(update, [_("Its state does not allow it.")])
    lacking = workflow.lacking(update) if verb == Verb.SUBMIT else []
    return SubmissionRow(update, sentences_of(lacking))


def sentences_of(faults: Iterable[Fault]) -> list[Words]:
    """Return the faults as sentences that name their field, each once."""
    return list(dict.fromkeys(_sentence(fault) for fault in faults))


def _sentence(fault: Fault) -> Words:
    name = fault.pointer.strip("/").split("/")[0]
    return f"{PASSAGES[name]}: {fault.detail}" if name in PASSAGES else fault.detail
