"""The accepted updates of a report, as its audience may read them, with their translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from reporting.dataset.assembly.facts import iso
from reporting.dataset.assembly.records import AcceptedUpdate, Reading
from reporting.dataset.assembly.scope import ReportSubject
from reporting.dataset.schema import EvidenceEntry, TranslationEntry, UpdateEntry
from tracker.fields import UPDATE, Kind
from tracker.models import NARRATIVE_FIELDS, Audience, NarrativeTranslation

# The texts of an update that reports print.
_TEXTS: Final = tuple(
    field.name for field in UPDATE.passages if field.documents and field.kind == Kind.TEXT
)


def updates(
    subject: ReportSubject,
    reading: Reading,
    accepted: Iterable[AcceptedUpdate],
    paragraph_of: Mapping[str, str],
) -> tuple[UpdateEntry, ...]:
    """Return those of the accepted updates that the audience may read, in their order.

    What was solicited in one period may be answered voluntarily in a later one: it counts as
    solicited, as in every rate of the report.
    """
    solicited = {due.responsibility for due in reading.due}
    translations = _translations(subject, reading)
    return tuple(
        _entry(
            subject,
            update,
            paragraph=paragraph_of[update.commitment],
            solicited=update.responsibility in solicited,
            translations=tuple(translations[update.fields["revision"]]),
        )
        for update in accepted
        if update.readable
    )


def in_order(
    reading: Reading, commitments: Sequence[str], parties: Sequence[str]
) -> list[AcceptedUpdate]:
    """Return the accepted updates, by commitment, then by party, in the orders given."""
    return sorted(
        reading.accepted.values(),
        key=lambda update: (
            commitments.index(update.commitment),
            parties.index(update.party),
            update.responsibility,
        ),
    )


def _entry(
    subject: ReportSubject,
    update: AcceptedUpdate,
    *,
    paragraph: str,
    solicited: bool,
    translations: tuple[TranslationEntry, ...],
) -> UpdateEntry:
    fields = update.fields
    submitted_first = fields["first_submitted_at"]
    return UpdateEntry(
        party=update.party,
        commitment=update.commitment,
        paragraph=paragraph,
        period=fields["period"],
        solicited=solicited,
        level=update.level,
        level_before=update.level_before,
        period_before=update.period_before,
        no_change=fields["no_change"],
        language=fields["language"],
        texts={name: fields[name] for name in _TEXTS},
        visibility=fields["visibility"],
        channel=fields["channel"],
        channel_document=fields["channel_document"],
        revision=fields["number"],
        submitted_at=iso(fields["submitted_at"]),
        late=submitted_first is not None and submitted_first > fields["due_at"],
        evidence=tuple(_evidence(item) for item in _readable(subject, fields["evidence"])),
        actions=tuple(str(item["title"]) for item in _readable(subject, fields["actions"])),
        sample=update.sample,
        translations=translations,
    )


def _evidence(item: Mapping[str, object]) -> EvidenceEntry:
    return EvidenceEntry(
        title=str(item["title"]),
        url=str(item.get("url") or ""),
        file_name=str(item.get("file_name") or ""),
        sha256=str(item.get("sha256") or ""),
        dated_on=str(item["dated_on"]) if item.get("dated_on") else None,
    )


def _readable(
    subject: ReportSubject, items: Iterable[Mapping[str, object]]
) -> Iterable[Mapping[str, object]]:
    """Yield what the audience may read; an item without a mark is for its party alone."""
    return (
        item
        for item in items
        if subject.reader.reads_as_others(str(item.get("visibility", Audience.PARTY)))
    )


def _translations(
    subject: ReportSubject, reading: Reading
) -> defaultdict[int, list[TranslationEntry]]:
    """Return the translations there were when the report was requested, by revision.

    Only of updates that the audience may read: a translation is as visible as its original.
    """
    shown = [update.fields["revision"] for update in reading.accepted.values() if update.readable]
    rows = NarrativeTranslation.objects.filter(
        revision__in=shown, made_at__lte=subject.requested_at
    ).order_by()
    found: defaultdict[int, list[TranslationEntry]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (NARRATIVE_FIELDS.index(row.field), row.language)):
        found[row.revision_id].append(
            TranslationEntry(
                field=row.field, language=row.language, content=row.content, official=row.official
            )
        )
    return found
