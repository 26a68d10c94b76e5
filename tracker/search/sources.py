"""Where the search looks in updates, actions and evidence, as far as a reader may read them."""

from __future__ import annotations

from typing import Final

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from commitments.foundation.search import SearchSource, Sql, sql_of
from commitments.people.rules.permissions import Person
from tracker import fields
from tracker.models import Evidence, FollowUpAction, ProgressUpdate, Revision, State
from tracker.updates.models.readable_text import gets_working_copy, revision_for
from tracker.visibility import Reader

# In these states the working copy may differ from the last submission.
_AT_WORK: Final = (State.DRAFT, State.NATIONAL_REVIEW, State.RETURNED, State.NOT_REPORTED)
_UPDATES_OF_PARTY: Final = "SELECT id FROM tracker_progressupdate WHERE party_id = %s"
_UPDATES_OF_PARAGRAPH: Final = (
    "SELECT u.id FROM tracker_progressupdate u JOIN commitments_commitment c"
    " ON c.id = u.commitment_id WHERE c.paragraph_id = %s"
)
_ACTIONS_OF_PARTY: Final = "SELECT id FROM tracker_followupaction WHERE party_id = %s"
_ACTIONS_OF_PARAGRAPH: Final = (
    "SELECT m.followupaction_id FROM tracker_followupaction_commitments m"
    " JOIN commitments_commitment c ON c.id = m.commitment_id WHERE c.paragraph_id = %s"
)


def _evidence_of(updates: str, actions: str) -> str:
    """Return the condition for evidence of these updates or actions; one parameter for both."""
    updates, actions = (ids.replace("%s", "(SELECT id FROM narrow)") for ids in (updates, actions))
    return (
        "s.id IN (WITH narrow (id) AS (SELECT %s::bigint) SELECT e.id FROM tracker_evidence e"
        f" WHERE e.update_id IN ({updates}) OR e.action_id IN ({actions}))"
    )


# By kind, the conditions for what belongs to a party, and to a paragraph.
_FILTERS: Final = {
    "update": (f"s.id IN ({_UPDATES_OF_PARTY})", f"s.id IN ({_UPDATES_OF_PARAGRAPH})"),
    "action": (f"s.id IN ({_ACTIONS_OF_PARTY})", f"s.id IN ({_ACTIONS_OF_PARAGRAPH})"),
    "evidence": (
        _evidence_of(_UPDATES_OF_PARTY, _ACTIONS_OF_PARTY),
        _evidence_of(_UPDATES_OF_PARAGRAPH, _ACTIONS_OF_PARAGRAPH),
    ),
}


def _weighed(weight: str) -> str:
    """Return the SQL for the words of a draft with one weight; revisions have them in a column."""
    columns = ", ".join(f"u.{field.name}" for field in fields.UPDATE if field.searched == weight)
    return f"setweight(text_words(u.language, concat_ws(' ', {columns})), '{weight}')"


# By table, what is read of a row; the condition ends with the ids that the person may read.
_ROWS: Final = {
    "revision": "SELECT r.update_id AS id, r.language, r.id AS origin, r.words"
    " FROM tracker_revision r WHERE r.id",
    "translation": "SELECT r.update_id AS id, t.language, t.id AS origin, t.words"
    " FROM tracker_narrativetranslation t JOIN tracker_revision r ON r.id = t.revision_id"
    " WHERE r.id",
    "draft": "SELECT u.id, u.language, u.id AS origin,"
    f" {_weighed('A')} || {_weighed('B')} AS words FROM tracker_progressupdate u WHERE u.id",
    "action": "SELECT a.id, a.language, a.id AS origin, a.words"
    " FROM tracker_followupaction a WHERE a.id",
    "evidence": "SELECT e.id, '' AS language, e.id AS origin, e.words"
    " FROM tracker_evidence e WHERE e.id",
}


def tracker_sources(person: Person) -> list[SearchSource]:
    """Return the sources for `person`; of each update only the text that its page shows them."""
    revisions = sql_of(_revisions(person).values("pk"))
    drafts = _working_copies(person)
    actions = FollowUpAction.objects.visible_to(person)
    evidence = Evidence.objects.beside_text(person)
    return [
        _source("update", "revision", revisions),
        _source("update", "translation", revisions),
        *([] if drafts is None else [_source("update", "draft", sql_of(drafts.values("pk")))]),
        _source("action", "action", sql_of(actions.values("pk"))),
        _source("evidence", "evidence", sql_of(evidence.values("pk"))),
    ]


def _source(kind: str, table: str, visible: Sql) -> SearchSource:
    rows = Sql(f"{_ROWS[table]} IN ({visible.text})", visible.params)
    return SearchSource(kind, table, rows, *_FILTERS[kind])


def _revisions(person: Person) -> QuerySet[Revision]:
    """Return the revision of each update whose text the person reads."""
    reader = Reader.of(person, timezone.now())
    reads_working_copy = gets_working_copy(reader, "update__")
    # Outside these states the working copy equals the last submission.
    same_text = Q(update__latest_revision=F("pk")) & ~Q(update__state__in=_AT_WORK)
    revision = Q(**{f"update__{revision_for(reader)}_revision": F("pk")})
    return Revision.objects.visible_to(person).filter(
        (reads_working_copy & same_text) | (~reads_working_copy & revision)
    )


def _working_copies(person: Person) -> QuerySet[ProgressUpdate] | None:
    """Return the updates of whose text the person reads the working copy, where that may differ.

    None for a person who reads no working copies.
    """
    reader = Reader.of(person, timezone.now())
    if not (reader.officer or reader.parties):
        return None
    readable = ProgressUpdate.objects.visible_to(person)
    return readable.filter(gets_working_copy(reader), state__in=_AT_WORK)
