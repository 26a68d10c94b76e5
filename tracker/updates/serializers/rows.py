"""What the list of updates reads from the database: two statements a page, however long it is.

No model instances and no reference tables on this path: that is what makes a list of a hundred
narratives take milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
from django.db import connection
from django.urls import reverse
from psycopg.types.datetime import TimestamptzLoader

from tracker.evidence.models import BESIDE_TEXT_SQL
from tracker.fields import UPDATE, Kind
from tracker.updates.models.narrative import CONTENT_FIELDS
from tracker.updates.models.readable_text import GETS_WORKING_COPY_SQL, REVISION_SQL
from tracker.visibility import Reader, belongs_sql, marked_sql

Row = dict[str, Any]

_CONTENT: Final = ", ".join(
    f"CASE WHEN {GETS_WORKING_COPY_SQL} THEN u.{name} ELSE r.{name} END AS {name}"
    for name in (*CONTENT_FIELDS, "channel", "channel_document")
)
# That a column of this kind holds something.
_FILLED: Final[Mapping[Kind, str]] = {
    Kind.LEVEL: "u.{} IS NOT NULL",
    Kind.YES_NO: "u.{}",
    Kind.TEXT: "u.{} <> ''",
    Kind.COOPERATION: "u.{} <> '[]'",
}
_SAID: Final = " OR ".join(
    _FILLED[field.kind].format(field.name) for field in UPDATE if field.begun
)
# Whether the working copy holds anything said, where that decides what an officer may log.
_BEGUN: Final = f"""(CASE WHEN u.state IN ('expected', 'not_reported') THEN {_SAID}
    ELSE TRUE END)"""
# As `ProgressUpdate.is_late`.
_LATE: Final = """(CASE WHEN u.first_submitted_at IS NULL THEN u.solicited AND p.due_at < now()
    ELSE u.first_submitted_at > p.due_at END)"""
_UPDATES: Final = f"""
SELECT u.id, u.party_id, u.commitment_id, u.state, u.version, u.solicited, u.sample,
       u.channel AS came_by, u.logged_by_id, l.full_name AS logged_by,
       p.key AS period, p.due_at, p.state AS period_state, {_BEGUN} AS begun, {_LATE} AS late,
       CASE WHEN {belongs_sql("u.party_id")} THEN u.submitted_at ELSE r.submitted_at
       END AS submitted_at,
       u.published_revision_id, r.number, {_CONTENT}
FROM ({{ids}}) page
JOIN tracker_progressupdate u ON u.id = page.id
JOIN tracker_reportingperiod p ON p.id = u.period_id
LEFT JOIN tracker_revision r ON r.id = {REVISION_SQL}
LEFT JOIN commitments_user l ON l.id = u.logged_by_id
ORDER BY u.id {{direction}}
"""  # noqa: S608  # made of constants, and of what the ORM says
# Every verb, and every piece of evidence, moves an update's version. But to others than the party
# and the secretariat the version tells of work they may not know: the published revision, which
# never changes, says all of the update that they read, with its evidence.
_PROBED_INSIDE: Final = ("id", "version", "state", "published_revision_id")
_PROBED_OUTSIDE: Final = ("id", "published_revision_id")
_PROBE: Final = f"""
SELECT u.party_id, {", ".join(f"u.{name}" for name in _PROBED_INSIDE)}
FROM ({{ids}}) page JOIN tracker_progressupdate u ON u.id = page.id
ORDER BY u.id {{direction}}
"""  # noqa: S608  # the same

_READS_ACTION: Final = f"({belongs_sql('a.party_id')} OR {marked_sql('a.visibility')})"
# What else a page of these parties depends on, as far as the reader reads it; it goes into the
# page's ETag.
_AROUND: Final = f"""
SELECT 'around', 0, 0, concat_ws(' ',
    (SELECT (count(*), sum(version), count(*) FILTER (WHERE due_at < now()))
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
    """Evidence by update, actions by party and commitment, as JSON; and what is around a page."""

    evidence: dict[int, list[orjson.Fragment]]
    actions: dict[tuple[int, int], list[orjson.Fragment]]
    around: str


@dataclass(frozen=True, slots=True)
class Source:
    """A statement that gives ids, with its parameters by name; and their order."""

    sql: str
    params: Mapping[str, Any]
    descending: bool = False


def these(ids: Sequence[int]) -> Source:
    """Return the source that gives these ids."""
    return Source("SELECT unnest(%(these)s::bigint[]) AS id", {"these": list(ids)})


def read_updates(source: Source, reader: Reader) -> list[Row]:
    """Return the updates' columns as the reader may read them, by id; JSON as text.

    The ids must be those of updates that are visible to the reader.
    """
    return _read(_UPDATES, source, reader.sql_values)


def read_probe(source: Source) -> list[Row]:
    """Return what changes when an update does, by id; no narrative."""
    return _read(_PROBE, source, {})


def probed(row: Row, reader: Reader) -> tuple[Any, ...]:
    """Return of a row, however much was read of it, what changes when the reader's answer does."""
    inside = reader.belongs(row["party_id"])
    return tuple(row[name] for name in (_PROBED_INSIDE if inside else _PROBED_OUTSIDE))


def _read(statement: str, source: Source, values: dict[str, Any]) -> list[Row]:
    direction = "DESC" if source.descending else "ASC"
    whole = statement.format(ids=source.sql, direction=direction)
    with connection.cursor() as cursor:
        # The C loader: Django's own, in Python, takes a tenth of the time of a page.
        cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
        cursor.execute(whole, {**source.params, **values})
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def read_attached(rows: Sequence[Row], reader: Reader) -> Attached:
    """Return what is attached to these updates, as far as the reader may read it."""
    values: dict[str, Any] = reader.sql_values | {
        "ids": [row["id"] for row in rows],
        "parties": list({row["party_id"] for row in rows}),
        "commitments": list({row["commitment_id"] for row in rows}),
        "file": _file_format(),
    }
    evidence: dict[int, list[orjson.Fragment]] = defaultdict(list)
    actions: dict[tuple[int, int], list[orjson.Fragment]] = defaultdict(list)
    around = ""
    with connection.cursor() as cursor:
        cursor.execute(_ATTACHED, values)
        for what, first, second, content in cursor.fetchall():
            if what == "evidence":
                evidence[first].append(orjson.Fragment(content))
            elif what == "action":
                actions[first, second].append(orjson.Fragment(content))
            else:
                around = content
    return Attached(evidence, actions, around)


def read_around(parties: Sequence[int], reader: Reader) -> str:
    """Return what `read_attached` says is around a page of these parties."""
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, reader.sql_values | {"parties": list(parties)})
        return str(cursor.fetchone()[3])


def _file_format() -> str:
    """Return the address of a piece's file, for PostgreSQL to put two numbers in."""
    return (
        reverse("api-update-evidence-file", args=[0, 1])
        .replace("/0/", "/%s/")
        .replace("/1/", "/%s/")
    )
