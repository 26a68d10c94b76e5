"""Attaching links and files to updates and actions, and removing them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Conflict, Fault, Invalid
from commitments.models import User
from commitments.people.rules.permissions import Person
from tracker.actions.commands import lock_action
from tracker.audit_actions import AuditAction
from tracker.evidence.commands import files as evidence_files
from tracker.evidence.rules import ALLOWED, kind_of, safe_name
from tracker.fields import EVIDENCE, TEXT_MAX, Kind
from tracker.fields.cleaning import FAULTY, Cleaner, Unfit, clean_fields, cleaners, text
from tracker.models import Evidence, FollowUpAction, ProgressUpdate, Verb
from tracker.updates.commands.workflow_step import WorkflowStep, begin, claim, finish
from tracker.updates.rules.permissions import Role
from tracker.visibility import Audience

_is_url = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class _Upload:
    """A file that is accepted. `name`: its own, made safe; it is stored under another."""

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
    title: Any,
    url: Any = "",
    file: File[Any] | None = None,
    dated_on: Any = None,
    visibility: Any = Audience.PUBLIC,
    version: int | None = None,
) -> Evidence:
    """Attach a link or a file to an update or an action (one of them); return the evidence.

    Whoever may save the update may attach to it. Raises NotAllowed, Stale, Conflict, Invalid,
    NoRoom.
    """
    step = None
    if update is not None:
        step = begin(verb=Verb.SAVE, update=update, by=by, at=at, version=version)
        _refuse_unlogged(step)
        owner: dict[str, Any] = {"update": step.update, "sample": step.update.sample}
    elif action is not None:
        locked = lock_action(action, by=by, version=version)
        owner = {"action": locked, "sample": locked.sample}
    else:
        raise TypeError("attach() needs an update or an action.")
    clean, upload = _clean(
        title=title, url=url, file=file, dated_on=dated_on, visibility=visibility
    )
    assert isinstance(by, User)  # noqa: S101  # only a signed-in person has a role
    stored = {} if upload is None else _store(upload, at)
    evidence = Evidence.objects.create(added_at=at, added_by=by, **owner, **clean, **stored)
    _log(evidence, step, action=AuditAction.ATTACH_EVIDENCE, by=by, at=at)
    return evidence


@transaction.atomic
def remove(*, evidence: Evidence, by: Person, at: datetime, version: int | None = None) -> None:
    """Remove it from the working copy. Revisions that have it keep it, with its file.

    Raises NotAllowed, Stale, Conflict.
    """
    step = None
    if evidence.update is not None:
        step = begin(verb=Verb.SAVE, update=evidence.update, by=by, at=at, version=version)
        _refuse_unlogged(step)
    elif evidence.action is not None:
        lock_action(evidence.action, by=by, version=version)
    locked = locking.lock_row(evidence, check=_refuse_removed)
    locking.write(locked, removed_at=at)
    assert isinstance(by, User)  # noqa: S101  # only a signed-in person has a role
    _log(locked, step, action=AuditAction.REMOVE_EVIDENCE, by=by, at=at)


def _refuse_removed(evidence: Evidence) -> None:
    if evidence.removed_at is not None:
        raise Conflict(_("It has already been removed."), code="removed_already")


def _refuse_unlogged(step: WorkflowStep) -> None:
    """Raise Conflict where an officer has not logged the channel of the update yet."""
    if Role.OFFICER in step.rule.who and not step.update.on_behalf:
        raise Conflict(
            _("First log what was received on the party's behalf, with its channel and document."),
            code="not_logged",
        )


def _log(
    evidence: Evidence, step: WorkflowStep | None, *, action: AuditAction, by: User, at: datetime
) -> None:
    """Raise the version of the update or action, and record who did what in the audit log.

    The version of an action stays where fewer people may read the evidence than the action.
    """
    if step is not None:
        if Role.OFFICER not in step.rule.who:
            claim(step.update)
        finish(step)
    elif evidence.action is not None and _is_seen(evidence, evidence.action):
        locking.write(evidence.action, at=at)
    locking.log(
        action,
        evidence,
        by=by,
        at=at,
        # Without its title: the log has other readers than the draft.
        update=evidence.update_id,
        follow_up_action=evidence.action_id,
    )


def _is_seen(evidence: Evidence, action: FollowUpAction) -> bool:
    """Whether all readers of the action may read the evidence; its version tells nobody else."""
    return Audience(evidence.visibility).includes(action.visibility)


# What is attached ------------------------------------------------------------------------------


def _clean(*, file: File[Any] | None, **fields: Any) -> tuple[dict[str, Any], _Upload | None]:
    """Return the fields, and what was uploaded. Raises Invalid with every fault."""
    sent = fields if file is None else fields | {"file": file}
    clean = clean_fields(sent, _CLEANERS)
    upload = clean.pop("file", None)
    if bool(clean["url"]) == (upload is not None):
        raise Invalid(
            FAULTY,
            [Fault("/url", "link_or_file", _("Give either a link or a file."))],
        )
    return clean, upload


def _link(value: Any) -> str:
    address = text("" if value is None else value, longest=EVIDENCE["url"].longest or TEXT_MAX)
    if address:
        try:
            _is_url(address)
        except ValidationError:
            raise Unfit(
                "not_a_link", _("This must be an address that begins with http:// or https://.")
            ) from None
    return address


def _file(value: Any) -> _Upload:
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


def _store(upload: _Upload, at: datetime) -> dict[str, Any]:
    """Store the content under a random name; return the fields that describe it."""
    suffix = upload.name.rpartition(".")[2].lower()
    return {
        "file": evidence_files.write(upload.content, suffix=suffix, at=at),
        "file_name": upload.name,
        "content_type": upload.content_type,
        "size": len(upload.content),
        "sha256": hashlib.sha256(upload.content).hexdigest(),
    }
