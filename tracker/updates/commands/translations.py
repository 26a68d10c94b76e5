"""Translations of what a party reported.

A translation by the party is its own; one by the secretariat is unofficial and marked so. It
belongs to one revision: a newer revision has none, and who may read the revision may read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation import locking
from commitments.foundation.errors import Conflict, Fault, NotAllowed
from commitments.models import Language, User
from commitments.people.rules.permissions import Person, speaks_for
from tracker.audit_actions import AuditAction
from tracker.fields.cleaning import Cleaner, choice, clean_fields, refuse, text
from tracker.updates.models.narrative import NARRATIVE_FIELDS
from tracker.updates.models.revision import NarrativeTranslation, Revision
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.rules.permissions import is_insider


@transaction.atomic
def translate(
    *,
    revision: Revision,
    by: Person,
    at: datetime,
    field: object,
    language: object,
    content: object,
) -> tuple[NarrativeTranslation, bool]:
    """Enter one field of a revision in another language; return it, and whether it is new.

    It replaces an earlier translation; only the party can replace its own. Raises NotAllowed,
    Conflict, Invalid.
    """
    author = _begin(revision, by)
    clean = _clean(revision, field=field, language=language, content=content)
    existing = _existing(revision, clean["language"]).get(clean["field"])
    return _save(existing, revision, by=author, at=at, **clean), existing is None


@transaction.atomic
def translate_all(
    *, revision: Revision, by: Person, at: datetime, language: str, contents: Mapping[str, str]
) -> None:
    """Enter several fields, all or none; the translation of a field that is empty is removed.

    Raises NotAllowed, Conflict, Invalid.
    """
    author = _begin(revision, by)
    existing = _existing(revision, language)
    for field, content in contents.items():
        translation = existing.get(field)
        if content.strip():
            clean = _clean(revision, field=field, language=language, content=content)
            if translation is None or translation.content != clean["content"]:
                _save(translation, revision, by=author, at=at, **clean)
        elif translation is not None:
            _remove(translation, by=author, at=at)


@transaction.atomic
def remove(*, translation: NarrativeTranslation, by: Person, at: datetime) -> None:
    """Remove a translation: the party its own, the secretariat an unofficial one.

    Raises NotAllowed.
    """
    _remove(translation, by=_translator(by, translation.revision.update), at=at)


def _begin(revision: Revision, by: Person) -> User:
    """Return the translator. Of two people at the same revision, the second waits here."""
    author = _translator(by, revision.update)
    locking.lock_row(revision)
    return author


def _existing(revision: Revision, language: str) -> dict[str, NarrativeTranslation]:
    rows = NarrativeTranslation.objects.filter(revision=revision, language=language)
    return {row.field: row for row in rows.select_related("revision__update")}


def _save(
    existing: NarrativeTranslation | None,
    revision: Revision,
    *,
    by: User,
    at: datetime,
    **clean: str,
) -> NarrativeTranslation:
    """Write it in place of the existing one. Raises Conflict if that is the party's own."""
    official = speaks_for(by, revision.update.party_id)
    if existing is not None and existing.official and not official:
        raise Conflict(
            _("The party has translated it itself; its own translation prevails."),
            code="translated_by_party",
        )
    translation = existing or NarrativeTranslation(revision=revision, sample=revision.sample)
    changes: dict[str, Any] = {**clean, "official": official, "made_by": by, "made_at": at}
    locking.write(translation, **changes)
    _log(AuditAction.TRANSLATE, translation, by=by, at=at)
    return translation


def _remove(translation: NarrativeTranslation, *, by: User, at: datetime) -> None:
    if translation.official != speaks_for(by, translation.revision.update.party_id):
        raise NotAllowed(
            _("A translation can be removed only by whoever made it, the party or the secretariat.")
        )
    _log(AuditAction.REMOVE_TRANSLATION, translation, by=by, at=at)
    translation.delete()


def _translator(by: Person, update: ProgressUpdate) -> User:
    if not is_insider(by, update) or not isinstance(by, User):
        raise NotAllowed(_("Only the party and the secretariat can translate the party's text."))
    return by


_CLEANERS: Final[Mapping[str, Cleaner]] = {
    "field": partial(choice, values=NARRATIVE_FIELDS),
    "language": partial(choice, values=Language.values),
    "content": partial(text, required=True),
}


def _clean(revision: Revision, **sent: object) -> dict[str, str]:
    """Return field, language and content. Raises Invalid, also if there is nothing to translate."""
    clean = clean_fields(sent, _CLEANERS)
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
