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
    """One field: the original, its translation (`kept`), what was typed, and who may change it.

    `open`: whether the person may; an official translation is for the party alone.
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
    own = speaks_for(person, revision.update.party_id)
    passages = []
    for field in UPDATE.narratives:
        kept = translations.get(field.name)
        if original := getattr(revision, field.name):
            passages.append(
                TranslatedPassage(
                    name=field.name,
                    label=field.label,
                    original=original,
                    kept=kept,
                    typed=typed.get(field.name, kept.content if kept else ""),
                    open=own or kept is None or not kept.official,
                )
            )
    return passages
