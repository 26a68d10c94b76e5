"""Translations of the revisions that the report shows."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from reporting.dataset.assembly.records import Reading
from reporting.dataset.assembly.scope import ReportSubject
from reporting.dataset.schema import TranslationEntry
from tracker.models import NARRATIVE_FIELDS, NarrativeTranslation

_POSITION: Final = {name: number for number, name in enumerate(NARRATIVE_FIELDS)}


def translated(subject: ReportSubject, reading: Reading) -> dict[int, tuple[TranslationEntry, ...]]:
    """Return the translations there were when the report was asked for, by revision.

    Only of updates that the audience may read: a translation is as visible as its original.
    """
    shown = [update.fields["revision"] for update in reading.accepted.values() if update.readable]
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
