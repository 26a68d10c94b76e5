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
_facts: Final = attrgetter("party_id", "state", "came_by", "logged_by_id", "period_state", "begun")


def describe(ids: Sequence[int], *, person: Person, at: datetime) -> list[dict[str, Any]]:
    """Return the updates that the person may see, by API field, in the order of `ids`.

    Evidence and actions are `orjson.Fragment`s. Two statements, for any number of updates.
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
    """Return the ETag of a page, for which no narrative is read."""
    around = read_around({row.party_id for row in rows}, Reader.of(person, at))
    return _tag(rows, person, address, around)


def _tag(rows: Sequence[UpdateRow | UpdateProbe], person: Person, address: str, around: str) -> str:
    """Return the ETag of a page, from its rows, what else it depends on, and the reader."""
    roles = roles_of(person)
    reader = roles.officer, sorted(roles.authority_of), sorted(roles.contributor_of)
    seen = orjson.dumps((address, reader, around, [row.seen for row in rows]))
    return f'W/"{hashlib.blake2b(seen, digest_size=12).hexdigest()}"'


def _describe(
    rows: Sequence[UpdateRow], attached: Attached, person: Person, at: datetime
) -> list[dict[str, Any]]:
    parties = {row.party_id for row in rows}
    commitments = {row.commitment_id for row in rows}
    keys = natural_keys(
        lambda cached: cached.parties.keys() >= parties and cached.commitments.keys() >= commitments
    )
    # Many rows of a page have the same open verbs, which are found only once.
    examples = {_facts(row): row for row in rows if row.inside}
    open_verbs = {facts: _verbs_open_to(row, person, at) for facts, row in examples.items()}
    return [
        {
            "id": row.id,
            "instrument": (commitment := keys.commitments[row.commitment_id]).instrument,
            "period": row.period,
            "party": keys.parties[row.party_id],
            "commitment": commitment.code,
            "paragraph": commitment.paragraph,
            "state": row.state,
            **dict(zip(CONTENT, row.content, strict=True)),
            "logged_by": row.logged_by,
            "actions": attached.actions[row.party_id, row.commitment_id],
            "evidence": attached.evidence[row.id],
            "version": row.version,
            "may": open_verbs[_facts(row)] if row.inside else [],
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
        no_change=row.begun,  # any content means that it has begun
    )
    return verbs_open_to(update=update, person=person, at=at)
