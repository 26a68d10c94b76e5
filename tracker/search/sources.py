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

UPDATE, ACTION, EVIDENCE = "update", "action", "evidence"
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
_EVIDENCE_OF: Final = (
    "s.id IN (WITH narrow (id) AS (SELECT %s::bigint) SELECT e.id FROM tracker_evidence e"
    " WHERE e.update_id IN ({updates}) OR e.action_id IN ({actions}))"
)


def _weighed(weight: str) -> str:
    """Return the SQL for the words of a draft with one weight; revisions have them in a column."""
    columns = ", ".join(f"u.{field.name}" for field in fields.UPDATE if field.searched == weight)
    return f"setweight(text_words(u.language, concat_ws(' ', {columns})), '{weight}')"


_DRAFT_WORDS: Final = f"{_weighed('A')} || {_weighed('B')}"


def sources(person: Person) -> list[SearchSource]:
    """Return the sources for `person`; of each update only the text that its page shows them."""
    revisions = sql_of(_revisions(person).values("pk"))
    return [
        _updates(
            "revision",
            "SELECT r.update_id AS id, r.language, r.id AS origin, r.words"
            f" FROM tracker_revision r WHERE r.id IN ({revisions.text})",
            revisions,
        ),
        _updates(
            "translation",
            "SELECT r.update_id AS id, t.language, t.id AS origin, t.words"
            " FROM tracker_narrativetranslation t JOIN tracker_revision r ON r.id = t.revision_id"
            f" WHERE r.id IN ({revisions.text})",
            revisions,
        ),
        *_working_copies(person),
        _actions(person),
        _evidence(person),
    ]


def _revisions(person: Person) -> QuerySet[Revision]:
    """Return the revision of each update whose text the person reads."""
    reader = Reader.of(person, timezone.now())
    working = gets_working_copy(reader, "update__")
    other = Q(**{f"update__{revision_for(reader)}_revision": F("pk")})
    # Outside these states the working copy equals the last submission.
    settled = Q(update__latest_revision=F("pk")) & ~Q(update__state__in=_AT_WORK)
    return Revision.objects.visible_to(person).filter((working & settled) | (~working & other))


def _working_copies(person: Person) -> list[SearchSource]:
    """Return the source of the working copies that the person reads and that may differ."""
    reader = Reader.of(person, timezone.now())
    if not (reader.officer or reader.parties):
        return []
    drafts = ProgressUpdate.objects.visible_to(person).filter(
        gets_working_copy(reader), state__in=_AT_WORK
    )
    visible = sql_of(drafts.values("pk"))
    return [
        _updates(
            "draft",
            f"SELECT u.id, u.language, u.id AS origin, {_DRAFT_WORDS} AS words"
            f" FROM tracker_progressupdate u WHERE u.id IN ({visible.text})",
            visible,
        )
    ]


def _updates(table: str, text: str, visible: Sql) -> SearchSource:
    return SearchSource(
        UPDATE,
        table,
        Sql(text, visible.params),
        party=f"s.id IN ({_UPDATES_OF_PARTY})",
        paragraph=f"s.id IN ({_UPDATES_OF_PARAGRAPH})",
    )


def _actions(person: Person) -> SearchSource:
    visible = sql_of(FollowUpAction.objects.visible_to(person).values("pk"))
    return SearchSource(
        ACTION,
        "action",
        Sql(
            "SELECT a.id, a.language, a.id AS origin, a.words FROM tracker_followupaction a"
            f" WHERE a.id IN ({visible.text})",
            visible.params,
        ),
        party=f"s.id IN ({_ACTIONS_OF_PARTY})",
        paragraph=f"s.id IN ({_ACTIONS_OF_PARAGRAPH})",
    )


def _evidence(person: Person) -> SearchSource:
    visible = sql_of(Evidence.objects.beside_text(person).values("pk"))
    narrowed = "(SELECT id FROM narrow)"
    return SearchSource(
        EVIDENCE,
        "evidence",
        Sql(
            "SELECT e.id, '' AS language, e.id AS origin, e.words FROM tracker_evidence e"
            f" WHERE e.id IN ({visible.text})",
            visible.params,
        ),
        party=_EVIDENCE_OF.format(
            updates=_UPDATES_OF_PARTY.replace("%s", narrowed),
            actions=_ACTIONS_OF_PARTY.replace("%s", narrowed),
        ),
        paragraph=_EVIDENCE_OF.format(
            updates=_UPDATES_OF_PARAGRAPH.replace("%s", narrowed),
            actions=_ACTIONS_OF_PARAGRAPH.replace("%s", narrowed),
        ),
    )
