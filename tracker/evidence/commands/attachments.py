"""Attaching links and files to updates and actions, and removing them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Conflict, Fault
from commitments.models import User
from commitments.people.rules.permissions import Person
from tracker.actions.commands import lock_action
from tracker.audit_actions import AuditAction
from tracker.evidence.commands import files as evidence_files
from tracker.evidence.rules import ALLOWED, kind_of, safe_name
from tracker.fields import EVIDENCE, TEXT_MAX, Kind
from tracker.fields.cleaning import Cleaner, Unfit, clean_fields, cleaners, refuse, text
from tracker.models import Evidence, FollowUpAction, ProgressUpdate, Verb
from tracker.updates.commands.workflow_step import WorkflowStep, begin, claim, finish
from tracker.updates.rules.permissions import Role
from tracker.visibility import Audience

_is_url = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class _Upload:
    """A file that is accepted. `name`: the safe form of its name; it is stored under another."""

    name: str
    content_type: str
    content: bytes


@transaction.atomic
def attach(
    *,
    by: Person,
    at: datetime,
    update: ProgressUpdate | None = None,
    action: FollowUpAction | None = None,
    title: object,
    url: object = "",
    file: object = None,
    dated_on: object = None,
    visibility: object = Audience.PUBLIC,
    version: int | None = None,
) -> Evidence:
    """Attach a link or a file to an update or an action (one of them); return the evidence.

    Whoever may save the update may attach to it. Raises NotAllowed, Stale, Conflict, Invalid,
    NoRoom.
    """
    step = None
    evidence = Evidence(added_at=at)
    if update is not None:
        step = _begin(update, by=by, at=at, version=version)
        evidence.update, evidence.sample = step.update, step.update.sample
    elif action is not None:
        evidence.action = lock_action(action, by=by, version=version)
        evidence.sample = evidence.action.sample
    else:
        raise TypeError("attach() needs an update or an action.")
    assert isinstance(by, User)  # noqa: S101  # only a signed-in person has a role
    evidence.added_by = by
    sent = {"title": title, "url": url, "dated_on": dated_on, "visibility": visibility}
    clean = clean_fields(sent if file is None else sent | {"file": file}, _CLEANERS)
    upload = clean.pop("file", None)
    if bool(clean["url"]) == (upload is not None):
        refuse([Fault("/url", "link_or_file", _("Give either a link or a file."))])
    for name, value in (clean | _stored(upload, at)).items():
        setattr(evidence, name, value)
    evidence.save()
    _log(evidence, step, action=AuditAction.ATTACH_EVIDENCE, by=by, at=at)
    return evidence


@transaction.atomic
def remove(*, evidence: Evidence, by: Person, at: datetime, version: int | None = None) -> None:
    """Remove it from the working copy. Revisions that have it keep it, with its file.

    Raises NotAllowed, Stale, Conflict.
    """
    step = None
    if evidence.update is not None:
        step = _begin(evidence.update, by=by, at=at, version=version)
    elif evidence.action is not None:
        lock_action(evidence.action, by=by, version=version)
    locked = locking.lock_row(evidence, check=_refuse_removed)
    locking.write(locked, removed_at=at)
    assert isinstance(by, User)  # noqa: S101  # only a signed-in person has a role
    _log(locked, step, action=AuditAction.REMOVE_EVIDENCE, by=by, at=at)


def _refuse_removed(evidence: Evidence) -> None:
    if evidence.removed_at is not None:
        raise Conflict(_("It has already been removed."), code="removed_already")


def _begin(
    update: ProgressUpdate, *, by: Person, at: datetime, version: int | None
) -> WorkflowStep:
    """Begin to save the update. Raises Conflict where an officer has not logged its channel yet."""
    step = begin(verb=Verb.SAVE, update=update, by=by, at=at, version=version)
    if Role.OFFICER in step.rule.who and not step.update.on_behalf:
        raise Conflict(
            _("First log what was received on the party's behalf, with its channel and document."),
            code="not_logged",
        )
    return step


def _log(
    evidence: Evidence, step: WorkflowStep | None, *, action: AuditAction, by: User, at: datetime
) -> None:
    """Raise the version of the update or action, and record who did what in the audit log.

    The version of an action stays as it is where not all its readers may read the evidence: it
    would tell them of it.
    """
    if step is not None:
        if Role.OFFICER not in step.rule.who:
            claim(step.update)
        finish(step)
    elif (owner := evidence.action) and Audience(evidence.visibility).includes(owner.visibility):
        locking.write(owner, at=at)
    # Without the title of the evidence: the log has other readers than the draft.
    owners = {"update": evidence.update_id, "follow_up_action": evidence.action_id}
    locking.log(action, evidence, by=by, at=at, **owners)


def _link(value: object) -> str:
    address = text("" if value is None else value, longest=EVIDENCE["url"].longest or TEXT_MAX)
    if address:
        try:
            _is_url(address)
        except ValidationError:
            raise Unfit(
                "not_a_link", _("This must be an address that begins with http:// or https://.")
            ) from None
    return address


def _file(value: object) -> _Upload:
    most = settings.EVIDENCE_MAX_BYTES
    if not isinstance(value, File):
        raise Unfit("wrong_type", _("This must be a file."))
    content = value.read(most + 1)
    if len(content) > most:
        raise Unfit("too_large", _("A file may have at most %(most)s bytes.") % {"most": most})
    name = safe_name(value.name or "")
    kind = kind_of(name, content)
    if kind is None:
        raise Unfit(
            "kind_not_allowed",
            _("Its content must match its name and be one of: %(kinds)s.")
            % {"kinds": ", ".join(ALLOWED)},
        )
    return _Upload(name=name, content_type=kind, content=content)


_CLEANERS: Final[Mapping[str, Cleaner]] = cleaners(
    EVIDENCE, Evidence, {Kind.LINK: _link, Kind.FILE: _file}
)


def _stored(upload: _Upload | None, at: datetime) -> dict[str, object]:
    """Store the content under a random name; return the fields that describe it."""
    if upload is None:
        return {}
    suffix = upload.name.rpartition(".")[2].lower()
    return {
        "file": evidence_files.write(upload.content, suffix=suffix, at=at),
        "file_name": upload.name,
        "content_type": upload.content_type,
        "size": len(upload.content),
        "sha256": hashlib.sha256(upload.content).hexdigest(),
    }
