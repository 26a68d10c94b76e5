"""What an administrator has changed by hand stays as it is, whatever the folder contains.

Every start loads the shipped folder. Without this, the load would undo the dates of a future
session, or a state's new standing, as soon as somebody has entered them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import reduce
from typing import Final

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

# (table, key of the row as text) → the fields edited; HandEdit.WHOLE: the row was added or removed.
HandEdits = Mapping[tuple[str, str], set[str]]
Kind = HandEdit.Kind
# The tables that the loader writes: its name for each, and the values that its keys consist of.
_TABLES: Final[Mapping[type[models.Model], tuple[Kind, str]]] = {
    AssemblySession: (Kind.SESSION, "kind number"),
    Theme: (Kind.THEME, "key"),
    Indicator: (Kind.INDICATOR, "code"),
    Party: (Kind.PARTY, "code"),
    # A state's intervals follow one another: an edit of one protects them all.
    Participation: (Kind.PARTICIPATION, "state.code"),
    Paragraph: (Kind.PARAGRAPH, "instrument.key kind number"),
    Commitment: (Kind.COMMITMENT, "instrument.key code"),
    Reservation: (
        Kind.RESERVATION,
        "instrument.key state.code paragraph.kind paragraph.number commitment.code made_on",
    ),
}


def key_text(key: Iterable[object]) -> str:
    """Return a key as text, for descriptions of changes and for edits by hand."""
    return " ".join(str(part) for part in key if part not in ("", None))


def note(
    *,
    row: models.Model,
    changes: Mapping[str, list[object]],
    by: User,
    at: datetime,
    whole: bool = False,
) -> None:
    """Remember that somebody edited a row by hand, and write it into the audit log.

    `changes`: field → [before, after]; `whole`: the row was added or removed. An edit of a row that
    the loader does not write is only logged.
    """
    fields = [HandEdit.WHOLE] if whole else sorted(changes)
    kind, key = str(row._meta.verbose_name), str(row.pk)
    if table := _TABLES.get(row._meta.concrete_model or type(row)):
        kind, key = table[0].value, _key_of(row, table[1])
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
    edits = defaultdict[tuple[str, str], set[str]](set)
    for kind, key, field in HandEdit.objects.values_list("kind", "key", "field"):
        edits[kind, key].add(field)
    return edits


def _key_of(row: object, paths: str) -> str:
    """Return the key of a row; a relation that is empty adds nothing to it."""
    return key_text(
        reduce(lambda value, name: getattr(value, name, None), path.split("."), row)
        for path in paths.split()
    )
