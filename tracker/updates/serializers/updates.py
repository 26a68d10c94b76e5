"""Updates as the API shows them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import orjson

from commitments.people.rules.permissions import Person, roles_of
from tracker.fields import UPDATE, Kind
from tracker.periods.models.period import ReportingPeriod
from tracker.updates.commands import verbs_open_to
from tracker.updates.models.update import ProgressUpdate, State
from tracker.updates.queries.natural_keys import NaturalKeys, natural_keys
from tracker.updates.serializers.rows import (
    Attached,
    Row,
    probed,
    read_around,
    read_attached,
    read_updates,
    these,
)
from tracker.visibility import Reader, Visibility

_LISTS: Final = tuple(field.name for field in UPDATE if field.kind == Kind.COOPERATION)
# What each other field says where there is no revision to read.
_SILENT: Final = {
    Kind.YES_NO: False,
    Kind.LINE: "",
    Kind.TEXT: "",
    Kind.CHOICE: "",
}
_SAID: Final = tuple(
    (field.name, _SILENT.get(field.kind)) for field in UPDATE if field.name not in _LISTS
)


def describe(ids: Sequence[int], *, person: Person, at: datetime) -> list[Row]:
    """Return the updates as `person` may read them, in the order of `ids`, by API field.

    The ids must come from `ProgressUpdate.objects.visible_to(person)`. Lists are in part
    `orjson.Fragment`s. Two statements, however many updates.
    """
    reader = Reader.of(person, at)
    rows = read_updates(these(ids), reader) if ids else []
    if not rows:
        return []
    found = {row["id"]: row for row in _describe(rows, read_attached(rows, reader), person, at)}
    return [found[pk] for pk in ids if pk in found]


def _describe(rows: Sequence[Row], attached: Attached, person: Person, at: datetime) -> list[Row]:
    parties = {row["party_id"] for row in rows}
    commitments = {row["commitment_id"] for row in rows}
    known = natural_keys(
        lambda kept: kept.parties.keys() >= parties and kept.commitments.keys() >= commitments
    )
    inside = _Inside(person, at)
    return [
        _outside(row, known, attached) | inside.describe(row)
        if inside.admits(row)
        else _outside(row, known, attached)
        for row in rows
    ]


def describe_page(
    rows: Sequence[Row], *, person: Person, at: datetime, address: str
) -> tuple[list[Row], str]:
    """Return the updates of a page by API field, and its ETag; `rows` are of `read_updates`."""
    reader = Reader.of(person, at)
    if not rows:
        return [], _tag(rows, person, reader, address, "")
    attached = read_attached(rows, reader)
    tag = _tag(rows, person, reader, address, attached.around)
    return _describe(rows, attached, person, at), tag


def probe_page(rows: Sequence[Row], *, person: Person, at: datetime, address: str) -> str:
    """Return the ETag of a page without its narratives; `rows` are of `read_probe`."""
    reader = Reader.of(person, at)
    around = read_around(list({row["party_id"] for row in rows}), reader) if rows else ""
    return _tag(rows, person, reader, address, around)


def _tag(rows: Sequence[Row], person: Person, reader: Reader, address: str, around: str) -> str:
    """Return the tag of what the rows, what is around them and the reader make of a page."""
    own = roles_of(person)
    seen = (
        address,
        own.officer,
        sorted(own.authority_of),
        sorted(own.contributor_of),
        around,
        [probed(row, reader) for row in rows],
    )
    return f'W/"{hashlib.blake2b(orjson.dumps(seen), digest_size=12).hexdigest()}"'


def _outside(row: Row, known: NaturalKeys, attached: Attached) -> Row:
    """What anybody may read of a published update; nothing of where the paper is now.

    `version` is then the number of the published revision: the true one would tell that the party
    is at work on another.
    """
    commitment = known.commitments[row["commitment_id"]]
    return {
        "id": row["id"],
        "instrument": commitment.instrument,
        "period": row["period"],
        "party": known.parties[row["party_id"]],
        "commitment": commitment.code,
        "paragraph": commitment.paragraph,
        "state": State.ACCEPTED.value,
        **{name: silent if (value := row[name]) is None else value for name, silent in _SAID},
        **{name: orjson.Fragment(row[name] or "[]") for name in _LISTS},
        "visibility": row["visibility"] or Visibility.PUBLIC.value,
        "channel": row["channel"] or row["came_by"],
        "channel_document": row["channel_document"] or "",
        "logged_by": None,
        "actions": attached.actions[row["party_id"], row["commitment_id"]],
        "evidence": attached.evidence[row["id"]],
        "version": row["number"],
        "may": [],
        "due_at": row["due_at"],
        "submitted_at": row["submitted_at"],
        "late": row["late"],
        "solicited": row["solicited"],
        "sample": row["sample"],
    }


class _Inside:
    """What the party's own people and the secretariat read beside: where the paper is.

    A page has few kinds of updates, as far as the verbs go: each kind is asked about once.
    """

    def __init__(self, person: Person, at: datetime) -> None:
        self.person = person
        self.reader = Reader.of(person, at)
        self.at = at
        self.known: dict[tuple[Any, ...], list[str]] = {}

    def admits(self, row: Row) -> bool:
        return self.reader.belongs(row["party_id"])

    def describe(self, row: Row) -> Row:
        return {
            "state": row["state"],
            "logged_by": row["logged_by"],
            "version": row["version"],
            "may": self._may(row),
        }

    def _may(self, row: Row) -> list[str]:
        kind = tuple(
            row[name]
            for name in ("party_id", "state", "came_by", "logged_by_id", "period_state", "begun")
        )
        if kind not in self.known:
            # `no_change` stands for whatever has been begun.
            update = ProgressUpdate(
                party_id=row["party_id"],
                period=ReportingPeriod(state=row["period_state"]),
                state=row["state"],
                channel=row["came_by"],
                logged_by_id=row["logged_by_id"],
                no_change=row["begun"],
            )
            self.known[kind] = verbs_open_to(update=update, person=self.person, at=self.at)
        return self.known[kind]
