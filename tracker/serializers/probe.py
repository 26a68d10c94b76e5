"""Whether a page of updates is what the reader already has, without reading a narrative."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import connection

from commitments.permissions import Person, standing

# Every verb, and every piece of evidence, moves an update's version.
PROBED: Final = ("id", "version", "state", "published_revision_id", "party_id")

_AROUND_SQL: Final = """
SELECT (SELECT (count(*), sum(version), count(*) FILTER (WHERE due_at < now()))::text
        FROM tracker_reportingperiod),
       (SELECT (count(*), sum(version))::text FROM tracker_followupaction
        WHERE party_id = ANY(%(parties)s))
"""


def probe(rows: Sequence[Mapping[str, Any]], *, person: Person, address: str) -> str:
    """Return the ETag of a page: of what its rows, the reader and the address make of it.

    `rows` carry the columns in `PROBED`. Beside them a page shows the periods' dates and states,
    lateness, and the parties' actions: one small statement looks at those.
    """
    own = standing(person)
    with connection.cursor() as cursor:
        cursor.execute(_AROUND_SQL, {"parties": list({row["party_id"] for row in rows})})
        around = cursor.fetchone()
    seen = (
        address,
        own.officer,
        sorted(own.authority_of),
        sorted(own.contributor_of),
        around,
        [tuple(row[name] for name in PROBED) for row in rows],
    )
    return f'W/"{hashlib.blake2b(repr(seen).encode(), digest_size=12).hexdigest()}"'
