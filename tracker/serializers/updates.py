"""Updates as the API shows them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import orjson

from commitments.permissions import Person, standing

from ..models import ProgressUpdate, ReportingPeriod, State
from ..natural_keys import NaturalKeys, natural_keys
from ..workflow import verbs_open_to
from .update_rows import Attached, Row, read_around, read_attached, read_updates

# Every verb, and every piece of evidence, moves an update's version.
PROBED: Final = ("id", "version", "state", "published_revision_id", "party_id")


def describe(ids: Sequence[int], *, person: Person, at: datetime) -> list[Row]:
    """Return the updates as `person` may read them, in the order of `ids`, by API field.

    The ids must come from `ProgressUpdate.objects.visible_to(person)`. Lists are in part
    `orjson.Fragment`s. Two statements, however many updates.
    """
    return _describe(ids, person, at)[0]


def _describe(
    ids: Sequence[int], person: Person, at: datetime
) -> tuple[list[Row], Attached | None]:
    rows = read_updates(ids, person) if ids else []
    if not rows:
        return [], None
    attached = read_attached(rows, person)
    parties = {row["party_id"] for row in rows}
    commitments = {row["commitment_id"] for row in rows}
    known = natural_keys(
        lambda kept: kept.parties.keys() >= parties and kept.commitments.keys() >= commitments
    )
    inside = _Inside(person, at)
    found = {
        row["id"]: _outside(row, known, attached) | inside.describe(row)
        if inside.admits(row)
        else _outside(row, known, attached)
        for row in rows
    }
    return [found[pk] for pk in ids if pk in found], attached


class Page:
    """A page of the list: its ETag, and its updates, which are read only when asked for.

    `rows` carry the columns in `PROBED`, of updates visible to `person`.
    """

    def __init__(self, rows: Sequence[Mapping[str, Any]], *, person: Person, address: str) -> None:
        self.rows = rows
        self.person = person
        self.address = address

    def probe(self) -> str:
        """Return the ETag without reading a narrative: one small statement."""
        return self._tag(read_around(self._parties) if self.rows else "")

    def read(self, at: datetime) -> tuple[list[Row], str]:
        """Return the updates, and the ETag."""
        found, attached = _describe([row["id"] for row in self.rows], self.person, at)
        return found, self._tag("" if attached is None else attached.around)

    @property
    def _parties(self) -> list[int]:
        return list({row["party_id"] for row in self.rows})

    def _tag(self, around: str) -> str:
        """Return the tag of what the rows, what is around them and the reader make of a page."""
        own = standing(self.person)
        seen = (
            self.address,
            own.officer,
            sorted(own.authority_of),
            sorted(own.contributor_of),
            around,
            [tuple(row.values()) for row in self.rows],
        )
        return f'W/"{hashlib.blake2b(repr(seen).encode(), digest_size=12).hexdigest()}"'


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
        "level": row["level"],
        "no_change": bool(row["no_change"]),
        "summary": row["summary"] or "",
        "progress": row["progress"] or "",
        "challenges": row["challenges"] or "",
        "next_steps": row["next_steps"] or "",
        "cooperation_needed": orjson.Fragment(row["cooperation_needed"] or "[]"),
        "cooperation_offered": orjson.Fragment(row["cooperation_offered"] or "[]"),
        "language": row["language"] or "",
        "visibility": row["visibility"] or "public",
        "embargo_until": row["embargo_until"],
        "not_applicable_reason": row["not_applicable_reason"] or "",
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
        self.own = standing(person)
        self.at = at
        self.known: dict[tuple[Any, ...], list[str]] = {}

    def admits(self, row: Row) -> bool:
        return self.own.officer or row["party_id"] in self.own.parties

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
