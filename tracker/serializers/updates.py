"""Updates as the API shows them: one statement a page, and one each for evidence and actions.

No model instances and no reference tables on this path: that is what makes a list of a hundred
narratives take milliseconds (docs: findings on reading through the API).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import orjson
from django.db import connection
from django.urls import reverse

from commitments.permissions import Person, Standing, standing

from ..models import CONTENT_FIELDS, ProgressUpdate, ReportingPeriod, State
from ..models.action import audiences_open_to
from ..workflow import verbs_open_to
from .references import References, references

Row = dict[str, Any]

# What the reader gets of an update: its working copy (their own party's; or what the secretariat
# logged itself), else the revision last submitted (the secretariat), else the published one.
_WORKING: Final = "(u.party_id = ANY(%(own)s) OR (%(officer)s AND u.channel <> 'online'))"
_CONTENT: Final = ", ".join(
    f"CASE WHEN {_WORKING} THEN u.{name} ELSE r.{name} END AS {name}"
    for name in (*CONTENT_FIELDS, "channel", "channel_document")
)
# Whether the working copy holds anything said: it decides what an officer may log on behalf.
_BEGUN: Final = """(
    u.level IS NOT NULL OR u.no_change
    OR concat(u.not_applicable_reason, u.summary, u.progress, u.challenges, u.next_steps) <> ''
    OR u.cooperation_needed <> '[]' OR u.cooperation_offered <> '[]')"""
_UPDATES_SQL: Final = f"""
SELECT u.id, u.instrument_id, u.party_id, u.commitment_id,
       u.state, u.version, u.solicited, u.sample, u.channel AS came_by, u.logged_by_id,
       u.first_submitted_at, u.submitted_at, p.key AS period, p.due_at, p.state AS period_state,
       {_BEGUN} AS begun, r.number, r.submitted_at AS revision_submitted_at, {_CONTENT},
       l.full_name AS logged_by
FROM tracker_progressupdate u
JOIN tracker_reportingperiod p ON p.id = u.period_id
LEFT JOIN tracker_revision r ON r.id = CASE
    WHEN {_WORKING} THEN NULL
    WHEN %(officer)s THEN u.latest_revision_id
    ELSE u.published_revision_id END
LEFT JOIN commitments_user l ON l.id = u.logged_by_id
WHERE u.id = ANY(%(ids)s)
"""  # noqa: S608  # made of constants alone

# The same rule as `Evidence.objects.visible_to`, for updates already found visible.
_EVIDENCE_SQL: Final = """
SELECT e.update_id, e.id, e.title, e.url, e.file_name, e.sha256, e.size, e.dated_on,
       e.visibility, e.sample
FROM tracker_evidence e
JOIN tracker_progressupdate u ON u.id = e.update_id
WHERE e.update_id = ANY(%(ids)s)
  AND CASE WHEN %(officer)s OR u.party_id = ANY(%(own)s) THEN e.removed_at IS NULL
      ELSE e.in_published_revision AND e.visibility = ANY(%(audiences)s) END
ORDER BY e.id
"""
_ACTIONS_SQL: Final = """
SELECT a.party_id, c.commitment_id, a.id, a.title
FROM tracker_followupaction a
JOIN tracker_followupaction_commitments c ON c.followupaction_id = a.id
WHERE a.party_id = ANY(%(parties)s) AND c.commitment_id = ANY(%(commitments)s)
  AND (%(officer)s OR a.party_id = ANY(%(own)s) OR a.visibility = ANY(%(audiences)s))
ORDER BY a.id
"""


def describe(ids: Sequence[int], *, person: Person, at: datetime) -> list[Row]:
    """Return the updates as `person` may read them, in the order of `ids`, by API field.

    The ids must come from `ProgressUpdate.objects.visible_to(person)`. Lists of cooperation are
    `orjson.Fragment`s. Three statements, however many updates.
    """
    if not ids:
        return []
    own = standing(person)
    values: dict[str, Any] = {
        "ids": list(ids),
        "own": list(own.parties),
        "officer": own.officer,
        "audiences": audiences_open_to(person),
    }
    rows = _fetch(_UPDATES_SQL, values)
    values["parties"] = list({row["party_id"] for row in rows})
    values["commitments"] = list({row["commitment_id"] for row in rows})
    known = references(parties=values["parties"], commitments=values["commitments"])
    evidence = _evidence(values)
    actions = _actions(values)
    inside = _Inside(person, own, at)
    found: dict[int, Row] = {}
    for row in rows:
        described = _outside(row, known)
        described["evidence"] = evidence[row["id"]]
        described["actions"] = actions[row["party_id"], row["commitment_id"]]
        if inside.admits(row):
            described |= inside.describe(row)
        found[row["id"]] = described
    return [found[pk] for pk in ids if pk in found]


def _fetch(statement: str, values: dict[str, Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _outside(row: Row, known: References) -> Row:
    """What anybody may read of a published update; nothing of where the paper is now.

    `version` is then the number of the published revision: the true one would tell that the party
    is at work on another.
    """
    commitment = known.commitments[row["commitment_id"]]
    first, due = row["first_submitted_at"], row["due_at"]
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
        "actions": [],
        "evidence": [],
        "version": row["number"],
        "may": [],
        "due_at": due,
        "submitted_at": row["revision_submitted_at"],
        "late": first is not None and first > due,
        "solicited": row["solicited"],
        "sample": row["sample"],
    }


class _Inside:
    """What the party's own people and the secretariat read beside: where the paper is.

    A page has few kinds of updates, as far as the verbs go: each kind is asked about once.
    """

    def __init__(self, person: Person, own: Standing, at: datetime) -> None:
        self.person = person
        self.own = own
        self.at = at
        self.known: dict[tuple[Any, ...], list[str]] = {}

    def admits(self, row: Row) -> bool:
        return self.own.officer or row["party_id"] in self.own.parties

    def describe(self, row: Row) -> Row:
        update = ProgressUpdate(
            solicited=row["solicited"], first_submitted_at=row["first_submitted_at"]
        )
        return {
            "state": row["state"],
            "logged_by": row["logged_by"],
            "version": row["version"],
            "may": self._may(row),
            "submitted_at": row["submitted_at"],
            "late": update.is_late(row["due_at"], self.at),
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


def _evidence(values: dict[str, Any]) -> dict[int, list[Row]]:
    by_update: dict[int, list[Row]] = defaultdict(list)
    for row in _fetch(_EVIDENCE_SQL, values):
        update_id = row.pop("update_id")
        row["file"] = (
            reverse("api-update-evidence-file", args=[update_id, row["id"]])
            if row["sha256"]
            else None
        )
        by_update[update_id].append(row)
    return by_update


def _actions(values: dict[str, Any]) -> dict[tuple[int, int], list[Row]]:
    by_owner: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in _fetch(_ACTIONS_SQL, values):
        owner = row["party_id"], row["commitment_id"]
        by_owner[owner].append({"id": row["id"], "title": row["title"]})
    return by_owner
