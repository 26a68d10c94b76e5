"""What parties said and do, to be found by whom may read it."""

from __future__ import annotations

from typing import Final

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from commitments.foundation.search import SearchSource, Sql, sql_of
from commitments.people.rules.permissions import Person
from tracker import fields
from tracker.actions.models import FollowUpAction
from tracker.evidence.models import Evidence
from tracker.updates.models.readable_text import gets_working_copy, revision_for
from tracker.updates.models.revision import Revision
from tracker.updates.models.update import ProgressUpdate, State
from tracker.visibility import Reader

UPDATE, ACTION, EVIDENCE = "update", "action", "evidence"
# In these states the working copy may say something else than what was submitted last.
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
    """Return the SQL of a draft's words of one weight, as a revision's are kept in its column."""
    columns = ", ".join(f"u.{field.name}" for field in fields.UPDATE if field.searched == weight)
    return f"setweight(text_words(u.language, concat_ws(' ', {columns})), '{weight}')"


_DRAFT_WORDS: Final = f"{_weighed('A')} || {_weighed('B')}"


def sources(person: Person) -> list[SearchSource]:
    """Return where `person` may look: of an update, in the text that its page shows them."""
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
    """Return the one revision of each update whose text the person is shown."""
    reader = Reader.of(person, timezone.now())
    working = gets_working_copy(reader, "update__")
    other = Q(**{f"update__{revision_for(reader)}_revision": F("pk")})
    # Where nobody is at work on it, the working copy says what was submitted last.
    settled = Q(update__latest_revision=F("pk")) & ~Q(update__state__in=_AT_WORK)
    return Revision.objects.visible_to(person).filter((working & settled) | (~working & other))


def _working_copies(person: Person) -> list[SearchSource]:
    """Return where the working copies are that the person gets, and that say something else."""
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
