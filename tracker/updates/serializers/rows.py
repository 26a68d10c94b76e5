"""The SQL of the list of updates: a hot list, and what is attached to a page of it.

A page takes two statements, for any number of updates, and makes no model instances.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final, NamedTuple

import orjson
from django.urls import reverse

from commitments.foundation.rest.hot_lists import HotList, Shape, fetch
from tracker.evidence.models import BESIDE_TEXT_SQL
from tracker.fields import UPDATE, Kind
from tracker.updates.models.readable_text import GETS_WORKING_COPY_SQL, REVISION_SQL
from tracker.updates.models.update import VISIBLE_SQL, State
from tracker.visibility import Reader, Visibility, belongs_sql, marked_sql

_LISTS: Final = tuple(field.name for field in UPDATE if field.kind == Kind.COOPERATION)
# The content fields in the order of an answer.
CONTENT: Final = (
    *(name for name in UPDATE.names if name not in _LISTS),
    *_LISTS,
    "channel",
    "channel_document",
)


class UpdateProbe(NamedTuple):
    """What shows whether an update has changed: `seen` changes when the answer changes."""

    id: int
    party_id: int
    seen: str


class UpdateRow(NamedTuple):
    """An update as the reader may read it.

    `inside`: the reader is its party or an officer. For others, `state`, `version` and `logged_by`
    say nothing about the work in progress. `content` has the fields of `CONTENT`.
    """

    id: int
    party_id: int
    seen: str
    inside: bool
    commitment_id: int
    period: str
    state: str
    version: int | None
    logged_by: str | None
    due_at: datetime
    submitted_at: datetime | None
    late: bool
    solicited: bool
    sample: bool
    came_by: str
    logged_by_id: int | None
    period_state: str
    begun: bool
    content: tuple[Any, ...]


_BEFORE_CONTENT: Final = len(UpdateRow._fields) - 1
# The value of each field if there is no revision to read.
_EMPTY: Final = {Kind.YES_NO: "FALSE", Kind.COOPERATION: "'[]'"} | dict.fromkeys(
    (Kind.LINE, Kind.TEXT, Kind.CHOICE), "''"
)
_EMPTY_BY_NAME: Final = {field.name: _EMPTY.get(field.kind, "NULL") for field in UPDATE} | {
    "visibility": f"'{Visibility.PUBLIC.value}'",
    "channel": "u.channel",
    "channel_document": "''",
}
_CONTENT: Final = ", ".join(
    f"COALESCE(CASE WHEN page.own THEN u.{name} ELSE r.{name} END, {_EMPTY_BY_NAME[name]})"
    for name in CONTENT
)
# The condition that a column of this kind is not empty.
_FILLED: Final[Mapping[Kind, str]] = {
    Kind.LEVEL: "u.{} IS NOT NULL",
    Kind.YES_NO: "u.{}",
    Kind.TEXT: "u.{} <> ''",
    Kind.COOPERATION: "u.{} <> '[]'",
}
# Whether the working copy has content; it matters only where an officer may log an update.
_BEGUN: Final = "u.state NOT IN ('expected', 'not_reported') OR " + " OR ".join(
    _FILLED[field.kind].format(field.name) for field in UPDATE if field.begun
)
# As `ProgressUpdate.is_late`.
_LATE: Final = """CASE WHEN u.first_submitted_at IS NULL
    THEN u.solicited AND p.due_at < %(reader_at)s ELSE u.first_submitted_at > p.due_at END"""
# Every verb and every piece of evidence changes the version of an update. Others than the party and
# the secretariat may not know of this work. All that they read, with the evidence, belongs to the
# published revision, which never changes.
_SEEN: Final = """concat_ws('.', u.id, u.published_revision_id,
    CASE WHEN page.inside THEN concat_ws('.', u.version, u.state) END)"""

UPDATES: Final = HotList(
    ids=f"""
        SELECT u.id, {belongs_sql("u.party_id")} AS inside, {GETS_WORKING_COPY_SQL} AS own
        FROM tracker_progressupdate u
        LEFT JOIN tracker_revision pub ON pub.id = u.published_revision_id
        WHERE {VISIBLE_SQL}""",  # noqa: S608  # made of constants alone
    id="u.id",
    equal={
        "instrument": "u.instrument_id",
        "period": "u.period_id",
        "party": "u.party_id",
        "commitment": "u.commitment_id",
        # Others may not know the state: for them every update is accepted.
        "state": f"""CASE WHEN {belongs_sql("u.party_id")} THEN u.state
            ELSE '{State.ACCEPTED.value}' END""",
        "late": f"(SELECT {_LATE} FROM tracker_reportingperiod p WHERE p.id = u.period_id)",  # noqa: S608  # made of constants alone
        "solicited": "u.solicited",
        "sample": "u.sample",
    },
    conditions={
        "ids": "u.id = ANY(%(ids)s)",
        "paragraph": """u.commitment_id IN (SELECT c.id FROM commitments_commitment c
            WHERE c.paragraph_id = ANY(%(paragraph)s))""",
        "theme": """u.commitment_id IN (SELECT t.commitment_id FROM commitments_commitment_themes t
            WHERE t.theme_id = ANY(%(theme)s))""",
    },
)
# The columns are in the order of an `UpdateRow`.
WHOLE: Final = Shape(
    columns=f"""
        u.id, u.party_id, {_SEEN}, page.inside, u.commitment_id, p.key,
        CASE WHEN page.inside THEN u.state ELSE '{State.ACCEPTED.value}' END,
        CASE WHEN page.inside THEN u.version ELSE r.number END,
        CASE WHEN page.inside THEN l.full_name END,
        p.due_at, CASE WHEN page.inside THEN u.submitted_at ELSE r.submitted_at END,
        {_LATE}, u.solicited, u.sample, u.channel, u.logged_by_id, p.state, {_BEGUN}, {_CONTENT}""",
    joins=f"""
        JOIN tracker_progressupdate u ON u.id = page.id
        JOIN tracker_reportingperiod p ON p.id = u.period_id
        LEFT JOIN tracker_revision r ON r.id = {REVISION_SQL}
        LEFT JOIN commitments_user l ON l.id = u.logged_by_id""",
    row=lambda columns: UpdateRow._make((*columns[:_BEFORE_CONTENT], columns[_BEFORE_CONTENT:])),
)
PROBE: Final = Shape(
    columns=f"u.id, u.party_id, {_SEEN}",
    joins="JOIN tracker_progressupdate u ON u.id = page.id",
    row=UpdateProbe._make,
)

_READS_ACTION: Final = f"({belongs_sql('a.party_id')} OR {marked_sql('a.visibility')})"
# What else the page of these parties depends on, as far as the reader may read it: a part of its
# ETag.
_AROUND: Final = f"""
SELECT 'around', 0, 0, concat_ws(' ',
    (SELECT (count(*), sum(version), count(*) FILTER (WHERE due_at < %(reader_at)s))
     FROM tracker_reportingperiod),
    (SELECT md5(string_agg(concat_ws('.', a.id, a.version), ' ' ORDER BY a.id))
     FROM tracker_followupaction a WHERE a.party_id = ANY(%(parties)s) AND {_READS_ACTION}))
"""  # noqa: S608  # made of constants alone
_ATTACHED: Final = f"""
(SELECT 'evidence', e.update_id, 0, json_build_object(
        'id', e.id, 'title', e.title, 'url', e.url, 'file_name', e.file_name,
        'sha256', e.sha256, 'size', e.size, 'dated_on', e.dated_on,
        'visibility', e.visibility, 'sample', e.sample,
        'file', CASE WHEN e.sha256 <> '' THEN
            format(%(file)s, e.update_id, e.id) END)::text
    FROM tracker_evidence e
    JOIN tracker_progressupdate u ON u.id = e.update_id
    WHERE e.update_id = ANY(%(ids)s)
      AND {BESIDE_TEXT_SQL}
    ORDER BY e.id)
UNION ALL
(SELECT 'action', a.party_id, c.commitment_id,
        json_build_object('id', a.id, 'title', a.title)::text
    FROM tracker_followupaction a
    JOIN tracker_followupaction_commitments c ON c.followupaction_id = a.id
    WHERE a.party_id = ANY(%(parties)s) AND c.commitment_id = ANY(%(commitments)s)
      AND {_READS_ACTION}
    ORDER BY a.id)
UNION ALL {_AROUND}
"""  # noqa: S608  # made of constants alone


@dataclass(frozen=True, slots=True)
class Attached:
    """Evidence by update, actions by party and commitment, and what else the page depends on."""

    evidence: dict[int, list[orjson.Fragment]]
    actions: dict[tuple[int, int], list[orjson.Fragment]]
    around: str


def read_attached(rows: Sequence[UpdateRow], reader: Reader) -> Attached:
    """Return what is attached to these updates and the reader may read."""
    values = reader.sql_values | {
        "ids": [row.id for row in rows],
        "parties": list({row.party_id for row in rows}),
        "commitments": list({row.commitment_id for row in rows}),
        "file": _file_format(),
    }
    evidence: dict[int, list[orjson.Fragment]] = defaultdict(list)
    actions: dict[tuple[int, int], list[orjson.Fragment]] = defaultdict(list)
    around = ""
    for what, first, second, content in fetch(_ATTACHED, values):
        if what == "evidence":
            evidence[first].append(orjson.Fragment(content))
        elif what == "action":
            actions[first, second].append(orjson.Fragment(content))
        else:
            around = content
    return Attached(evidence, actions, around)


def read_around(parties: Iterable[int], reader: Reader) -> str:
    """Return what else a page of these parties depends on, as in `read_attached`."""
    ((*_what, around),) = fetch(_AROUND, reader.sql_values | {"parties": list(parties)})
    return str(around)


@cache
def _file_format() -> str:
    """Return the address of a file of evidence, with `%s` for PostgreSQL to put two ids in."""
    address = reverse("api-update-evidence-file", args=[0, 1])
    return address.replace("/0/", "/%s/").replace("/1/", "/%s/")
