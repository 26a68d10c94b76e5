"""What a party said, in another language: entered beside it, never in its place.

A translation by the party itself is its own; one by the secretariat is unofficial, and says so. It
belongs to one revision, so it goes stale with it, and is read by whoever may read that revision.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Conflict, Fault, NotAllowed
from commitments.models import Language, User
from commitments.people.rules.permissions import Person, speaks_for
from tracker.audit_actions import AuditAction
from tracker.fields.cleaning import choice, clean_fields, refuse, text
from tracker.updates.models.narrative import NARRATIVE_FIELDS
from tracker.updates.models.revision import NarrativeTranslation, Revision
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.rules.permissions import may_translate


@transaction.atomic
def translate(
    *, revision: Revision, by: Person, at: datetime, field: Any, language: Any, content: Any
) -> tuple[NarrativeTranslation, bool]:
    """Enter one field of a revision in another language; return it, and whether it is new.

    It takes the place of what was there in that language: but nobody but the party that of the
    party's own. Raises NotAllowed, Conflict, Invalid.
    """
    author = _begin(revision, by)
    clean = _clean(revision, field=field, language=language, content=content)
    there = _there(revision, clean["language"]).get(clean["field"])
    return _put(there, revision, by=author, at=at, **clean), there is None


@transaction.atomic
def translate_all(
    *, revision: Revision, by: Person, at: datetime, language: Any, contents: Mapping[str, Any]
) -> None:
    """Enter several fields at once, all or none; one that is emptied is taken away again.

    Raises NotAllowed, Conflict, Invalid.
    """
    author = _begin(revision, by)
    there = _there(revision, language)
    for field, content in contents.items():
        found = there.get(field)
        if str(content).strip():
            clean = _clean(revision, field=field, language=language, content=content)
            if found is None or found.content != clean["content"]:
                _put(found, revision, by=author, at=at, **clean)
        elif found is not None:
            _take_away(found, by=author, at=at)


@transaction.atomic
def remove(*, translation: NarrativeTranslation, by: Person, at: datetime) -> None:
    """Take a translation away again: the party its own, the secretariat an unofficial one.

    Raises NotAllowed.
    """
    _take_away(translation, by=_translator(by, translation.revision.update), at=at)


def _begin(revision: Revision, by: Person) -> User:
    """Return who translates. Two who translate the same at once wait for each other here."""
    author = _translator(by, revision.update)
    locking.lock_row(revision)
    return author


def _there(revision: Revision, language: Any) -> dict[str, NarrativeTranslation]:
    known = str(language) if language in Language.values else ""
    rows = NarrativeTranslation.objects.filter(revision=revision, language=known)
    return {row.field: row for row in rows.select_related("revision__update")}


def _put(
    there: NarrativeTranslation | None, revision: Revision, *, by: User, at: datetime, **clean: Any
) -> NarrativeTranslation:
    """Write it, in place of what is there. Raises Conflict where that is the party's own."""
    update = revision.update
    official = speaks_for(by, update.party_id)
    if there is not None and there.official and not official:
        raise Conflict(
            _("The party has translated it itself; its own translation prevails."),
            code="translated_by_party",
        )
    kept = there or NarrativeTranslation(revision=revision, sample=revision.sample)
    values = clean | {"official": official, "made_by": by, "made_at": at}
    locking.write(kept, **values)
    _log(AuditAction.TRANSLATE, kept, by=by, at=at)
    return kept


def _take_away(translation: NarrativeTranslation, *, by: User, at: datetime) -> None:
    if translation.official != speaks_for(by, translation.revision.update.party_id):
        raise NotAllowed(
            _("A translation can be removed only by whoever made it, the party or the secretariat.")
        )
    _log(AuditAction.REMOVE_TRANSLATION, translation, by=by, at=at)
    translation.delete()


def _translator(by: Person, update: ProgressUpdate) -> User:
    if not may_translate(by, update) or not isinstance(by, User):
        raise NotAllowed(_("Only the party and the secretariat can translate the party's text."))
    return by


def _clean(revision: Revision, **given: Any) -> dict[str, Any]:
    """Return the three fields. Raises Invalid: there must be something to translate."""
    clean = clean_fields(
        given,
        {
            "field": lambda value: choice(value, NARRATIVE_FIELDS),
            "language": lambda value: choice(value, Language.values),
            "content": lambda value: text(value, required=True),
        },
    )
    faults = []
    if clean["language"] == revision.language:
        detail = _("The party wrote it in that language itself.")
        faults.append(Fault("/language", "original_language", detail))
    if not getattr(revision, clean["field"]):
        detail = _("The party wrote nothing there.")
        faults.append(Fault("/field", "nothing_to_translate", detail))
    refuse(faults)
    return clean


def _log(action: AuditAction, translation: NarrativeTranslation, *, by: User, at: datetime) -> None:
    locking.log(
        action,
        translation.revision.update,
        by=by,
        at=at,
        revision=translation.revision.number,
        field=translation.field,
        language=translation.language,
        official=translation.official,
    )
