"""What parties said, in other languages: read for the revisions that the report holds."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from reporting.dataset.assembly.records import Reading
from reporting.dataset.assembly.scope import Subject
from reporting.dataset.schema import TranslationEntry
from tracker.models import NARRATIVE_FIELDS, NarrativeTranslation

_POSITION: Final = {name: number for number, name in enumerate(NARRATIVE_FIELDS)}


def translated(subject: Subject, reading: Reading) -> dict[int, tuple[TranslationEntry, ...]]:
    """Return the translations there were when the report was asked for, by revision.

    Of what the audience may read alone: a translation is as visible as its original.
    """
    shown = [said.fields["revision"] for said in reading.said.values() if said.readable]
    rows = NarrativeTranslation.objects.filter(
        revision__in=shown, made_at__lte=subject.asked_at
    ).order_by()
    found: dict[int, list[TranslationEntry]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (_POSITION[row.field], row.language)):
        found[row.revision_id].append(
            TranslationEntry(
                field=row.field, language=row.language, content=row.content, official=row.official
            )
        )
    return {revision: tuple(entries) for revision, entries in found.items()}
