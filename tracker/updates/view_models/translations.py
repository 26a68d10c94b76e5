"""The passages of a revision, each with its translation into a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commitments.foundation.errors import Words
from commitments.models import User
from commitments.people.rules.permissions import speaks_for
from tracker.fields import UPDATE
from tracker.updates.models.revision import NarrativeTranslation, Revision


@dataclass(frozen=True, slots=True)
class TranslatedPassage:
    """One passage beside its translation.

    `kept` is the saved translation and `typed` what was sent. `open`: the person may change it,
    which for the party's own translation only the party may.
    """

    name: str
    label: Words
    original: str
    kept: NarrativeTranslation | None
    typed: str
    open: bool


def translated_passages(
    revision: Revision, language: str, person: User, typed: Mapping[str, str]
) -> list[TranslatedPassage]:
    """Return the passages with text, in their order; `typed`: what was sent, by field."""
    translations = {row.field: row for row in revision.translations.filter(language=language)}
    by_party = speaks_for(person, revision.update.party_id)
    passages = []
    for field in UPDATE.narratives:
        if original := getattr(revision, field.name):
            saved = translations.get(field.name)
            text = typed.get(field.name, saved.content if saved else "")
            is_open = by_party or saved is None or not saved.official
            passages.append(
                TranslatedPassage(field.name, field.label, original, saved, text, is_open)
            )
    return passages
