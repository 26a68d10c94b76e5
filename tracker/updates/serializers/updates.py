"""Updates as the API shows them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

import orjson

from commitments.foundation.rest.hot_lists import Page
from commitments.people.rules.permissions import Person, roles_of
from tracker.periods.models import ReportingPeriod
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.queries.natural_keys import natural_keys
from tracker.updates.rules.workflow_table import verbs_open_to
from tracker.updates.serializers.rows import (
    CONTENT,
    UPDATES,
    WHOLE,
    Attached,
    UpdateProbe,
    UpdateRow,
    read_around,
    read_attached,
)
from tracker.visibility import Reader

# What decides which verbs are open on an update.
_kind: Final = attrgetter("party_id", "state", "came_by", "logged_by_id", "period_state", "begun")


def describe(ids: Sequence[int], *, person: Person, at: datetime) -> list[dict[str, Any]]:
    """Return those of the updates that are visible to `person`, in the order of `ids`.

    By API field, as the person may read them; lists are in part `orjson.Fragment`s. Two
    statements, however many updates.
    """
    reader = Reader.of(person, at)
    rows = UPDATES.read(WHOLE, reader.sql_values | {"ids": list(ids)}, Page(len(ids)))
    found = {row["id"]: row for row in _describe(rows, read_attached(rows, reader), person, at)}
    return [found[pk] for pk in ids if pk in found]


def describe_page(
    rows: Sequence[UpdateRow], *, person: Person, at: datetime, address: str
) -> tuple[list[dict[str, Any]], str]:
    """Return the updates of a page by API field, and its ETag."""
    attached = read_attached(rows, Reader.of(person, at))
    return _describe(rows, attached, person, at), _tag(rows, person, address, attached.around)


def probe_page(rows: Sequence[UpdateProbe], *, person: Person, at: datetime, address: str) -> str:
    """Return the ETag of a page without its narratives."""
    around = read_around({row.party_id for row in rows}, Reader.of(person, at))
    return _tag(rows, person, address, around)


def _tag(rows: Sequence[UpdateRow | UpdateProbe], person: Person, address: str, around: str) -> str:
    """Return the tag of what the rows, what is around them and the reader make of a page."""
    own = roles_of(person)
    reader = own.officer, sorted(own.authority_of), sorted(own.contributor_of)
    seen = orjson.dumps((address, reader, around, [row.seen for row in rows]))
    return f'W/"{hashlib.blake2b(seen, digest_size=12).hexdigest()}"'


def _describe(
    rows: Sequence[UpdateRow], attached: Attached, person: Person, at: datetime
) -> list[dict[str, Any]]:
    parties = {row.party_id for row in rows}
    commitments = {row.commitment_id for row in rows}
    known = natural_keys(
        lambda kept: kept.parties.keys() >= parties and kept.commitments.keys() >= commitments
    )
    # A page has few kinds of updates, as far as the verbs go: each kind is asked about once.
    kinds = {_kind(row): row for row in rows if row.inside}
    may = {kind: _verbs_open_to(row, person, at) for kind, row in kinds.items()}
    return [
        {
            "id": row.id,
            "instrument": (commitment := known.commitments[row.commitment_id]).instrument,
            "period": row.period,
            "party": known.parties[row.party_id],
            "commitment": commitment.code,
            "paragraph": commitment.paragraph,
            "state": row.state,
            **dict(zip(CONTENT, row.content, strict=True)),
            "logged_by": row.logged_by,
            "actions": attached.actions[row.party_id, row.commitment_id],
            "evidence": attached.evidence[row.id],
            "version": row.version,
            "may": may[_kind(row)] if row.inside else [],
            "due_at": row.due_at,
            "submitted_at": row.submitted_at,
            "late": row.late,
            "solicited": row.solicited,
            "sample": row.sample,
        }
        for row in rows
    ]


def _verbs_open_to(row: UpdateRow, person: Person, at: datetime) -> list[str]:
    update = ProgressUpdate(
        party_id=row.party_id,
        period=ReportingPeriod(state=row.period_state),
        state=row.state,
        channel=row.came_by,
        logged_by_id=row.logged_by_id,
        no_change=row.begun,  # stands for whatever has been begun
    )
    return verbs_open_to(update=update, person=person, at=at)
