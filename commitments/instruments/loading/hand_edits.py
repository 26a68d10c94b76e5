"""What an administrator has changed by hand stays as it is, whatever the folder says.

Every start loads the shipped folder. Without this, the load would undo the dates of a session to
come, or a state's new standing, as soon as somebody has entered them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from commitments.audit_actions import AuditAction
from commitments.foundation.models.audit import record
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.hand_edit import HandEdit
from commitments.instruments.models.indicator import Indicator
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.reservation import Reservation
from commitments.instruments.models.session import AssemblySession
from commitments.instruments.models.theme import Theme
from commitments.parties.models.participation import Participation
from commitments.parties.models.party import Party
from commitments.people.models.user import User

# (table, key of the row as text) → the fields edited; ALL where the row was added or removed.
HandEdits = dict[tuple[str, str], set[str]]
ALL = HandEdit.WHOLE
Kind = HandEdit.Kind


def key_text(key: Iterable[Any]) -> str:
    """Return a key as text, for descriptions of changes and for edits by hand."""
    return " ".join(str(part) for part in key if part not in ("", None))


def note(
    *, row: models.Model, changes: dict[str, Any], by: User, at: datetime, whole: bool = False
) -> None:
    """Remember that somebody edited a row by hand, and write it into the audit log.

    `changes`: field → [before, after]; `whole`: the row was added or removed. An edit of a row that
    the loader does not write is only logged.
    """
    identity = _identity(row)
    fields = [ALL] if whole else sorted(changes)
    if identity is not None:
        kind, key = identity
        HandEdit.objects.bulk_create(
            [
                HandEdit(
                    kind=kind,
                    key=key,
                    field=field,
                    value=None if whole else changes[field][1],
                    edited_at=at,
                    edited_by=by,
                )
                for field in fields
            ],
            update_conflicts=True,
            unique_fields=["kind", "key", "field"],
            update_fields=["value", "edited_at", "edited_by"],
        )
    kind, key = identity or (str(row._meta.verbose_name), str(row.pk))
    record(
        action=AuditAction.EDIT,
        object_type=kind,
        object_key=key[:120],
        by=by,
        at=at,
        changes=changes,
        fields=fields,
    )


def hand_edits() -> HandEdits:
    """Return what was edited since the last load that overruled such edits."""
    edits: HandEdits = {}
    for kind, key, field in HandEdit.objects.values_list("kind", "key", "field"):
        edits.setdefault((kind, key), set()).add(field)
    return edits


def _identity(row: models.Model) -> tuple[str, str] | None:
    """Return (table, key) as the loader names them; None for a row that it does not write."""
    match row:
        case AssemblySession():
            return Kind.SESSION, key_text((row.kind, row.number))
        case Theme():
            return Kind.THEME, row.key
        case Indicator():
            return Kind.INDICATOR, row.code
        case Party():
            return Kind.PARTY, row.code
        case Participation():
            # A state's intervals follow one another: an edit of one protects them all.
            return Kind.PARTICIPATION, row.state.code
        case Paragraph():
            return Kind.PARAGRAPH, key_text((row.instrument.key, row.kind, row.number))
        case Commitment():
            return Kind.COMMITMENT, key_text((row.instrument.key, row.code))
        case Reservation():
            target = (row.paragraph.kind, row.paragraph.number) if row.paragraph else ()
            code = row.commitment.code if row.commitment else ""
            key = (row.instrument.key, row.state.code, *target, code, row.made_on)
            return Kind.RESERVATION, key_text(key)
        case _:
            return None
