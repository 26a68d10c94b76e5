"""What an administrator has changed by hand stays so, whatever the folder says.

Every start loads the shipped folder: without this it would take back the dates of a session to
come, or a state's new standing, as soon as somebody has entered them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from commitments.audit_actions import AuditAction

from ..models import (
    AssemblySession,
    AuditEntry,
    Commitment,
    Indicator,
    Paragraph,
    Participation,
    Party,
    Reservation,
    Theme,
    User,
)
from ..models.audit import record

# (table, its key as told) → the fields edited; all of it where the row was added or removed.
HandEdits = dict[tuple[str, str], set[str]]
ALL = "*"
# The log is never rewritten: an edit of a field that was renamed since is one of the new field.
_RENAMED = {("party", "mandate"): "mandates"}


def told(key: Iterable[Any]) -> str:
    """Return a key as it is told in changes and kept in the log."""
    return " ".join(str(part) for part in key if part not in ("", None))


def note(
    *, row: models.Model, changes: dict[str, Any], by: User, at: datetime, whole: bool = False
) -> None:
    """Write an edit into the audit log. `changes`: field → [before, after]; `whole`: all of a row.

    The log is what `hand_edits` reads. Rows the loader does not keep are noted all the same.
    """
    table, key = _identity(row)
    record(
        action=AuditAction.EDIT,
        object_type=table,
        object_key=key[:120],
        by=by,
        at=at,
        changes=changes,
        fields=[ALL] if whole else sorted(changes),
    )


def hand_edits() -> HandEdits:
    """Return what was edited since the last load that was told to overrule such edits."""
    overruled = AuditEntry.objects.filter(
        action=AuditAction.LOAD_CATALOGUE, detail__overrule=True
    ).first()
    entries = AuditEntry.objects.filter(action=AuditAction.EDIT).order_by()
    if overruled is not None:
        entries = entries.filter(pk__gt=overruled.pk)
    found: HandEdits = {}
    for table, key, detail in entries.values_list("object_type", "object_key", "detail"):
        fields = {_RENAMED.get((table, name), name) for name in detail.get("fields", ())}
        found.setdefault((table, key), set()).update(fields)
    return found


def _identity(row: models.Model) -> tuple[str, str]:
    """Return (table, key) as the loader names them; others by kind and primary key."""
    match row:
        case AssemblySession():
            return "session", told((row.kind, row.number))
        case Theme():
            return "theme", row.key
        case Indicator() | Party():
            return ("party" if isinstance(row, Party) else "indicator"), row.code
        case Participation():
            # A state's intervals hang together: one edited by hand keeps them all.
            return "participation", row.state.code
        case Paragraph():
            return "paragraph", told((row.instrument.key, row.kind, row.number))
        case Commitment():
            return "commitment", told((row.instrument.key, row.code))
        case Reservation():
            target = (row.paragraph.kind, row.paragraph.number) if row.paragraph else ()
            code = row.commitment.code if row.commitment else ""
            key = (row.instrument.key, row.state.code, *target, code, row.made_on)
            return "reservation", told(key)
        case _:
            return str(row._meta.verbose_name), str(row.pk)
