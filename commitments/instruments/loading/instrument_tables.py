"""Write instruments from checked records: texts, paragraphs, commitments and what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django.db import models

from commitments.instruments.loading import shared_tables
from commitments.instruments.loading.protection import removable_paragraphs
from commitments.instruments.loading.records import (
    CatalogueRecords,
    InstrumentRecord,
    SpanRecord,
)
from commitments.instruments.loading.responsibilities import ResponsibilityRows
from commitments.instruments.loading.table_sync import Key, Sync, SyncedTable
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.indicator import Indicator
from commitments.instruments.models.instrument import Instrument, InstrumentText
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.reservation import Reservation
from commitments.instruments.models.responsibility import Responsibility


def write(
    *, sync: Sync, catalogue: CatalogueRecords, responsibilities: dict[str, ResponsibilityRows]
) -> None:
    """Write what differs, in the caller's transaction; `sync` then holds a line for each change.

    `responsibilities`: by the name of the instrument's folder.
    """
    shared_tables.write(sync, catalogue)
    # A default that moves must leave one instrument before it reaches the other.
    ordered = sorted(catalogue.instruments.items(), key=lambda pair: pair[1].default)
    sync.table(
        SyncedTable("instrument", Instrument.objects.all(), ("key",)),
        {
            (one.key,): {
                "symbol": one.symbol,
                "titles": dict(one.titles),
                "titles_status": one.titles_status,
                "session_id": sync.pk("session", *_session_key(one.session)),
                "adopted_on": one.adopted_on,
                "adopted_at": one.adopted_at or "",
                "original_language": one.original_language,
                "is_default": one.default,
            }
            for _name, one in ordered
        },
    )
    for name, instrument in ordered:
        writer = _InstrumentWriter(sync, instrument)
        writer.texts(catalogue.texts, name)
        writer.remove_unlisted()
        writer.paragraphs()
        writer.commitments()
        writer.responsibilities(responsibilities[name])
        writer.links()
        writer.reservations()
    shared_tables.write_values(sync, catalogue)


@dataclass(frozen=True)
class _InstrumentWriter:
    sync: Sync
    record: InstrumentRecord

    def _table(
        self,
        name: str,
        model: type[models.Model],
        key: tuple[str, ...],
        *,
        owner: str = "",
        remove: bool = False,
    ) -> SyncedTable:
        """Return a table's rows of this instrument; `owner`: the relation that leads to it."""
        pk = self.sync.pk("instrument", self.record.key)
        return SyncedTable(
            name,
            model._default_manager.filter(
                **{f"{owner}__instrument" if owner else "instrument": pk}
            ),
            key,
            remove=remove,
            within=self.record.key,
            fixed={} if owner else {"instrument_id": pk},
        )

    def texts(self, contents: dict[tuple[str, str], str], folder: str) -> None:
        self.sync.table(
            self._table("text", InstrumentText, ("language",)),
            {
                (text.language,): {
                    "authentic": text.authentic,
                    "content": contents[folder, text.language],
                    "sha256": text.sha256,
                    "source": text.source,
                }
                for text in self.record.texts
            },
        )

    def remove_unlisted(self) -> None:
        """Delete what the file no longer has; the checks made sure that nothing hangs on it."""
        key = self.record.key
        commitments = Commitment.objects.filter(instrument__key=key).exclude(
            code__in=[one.code for one in self.record.commitments]
        )
        paragraphs = removable_paragraphs(self.record)
        self.sync.changes += [f"commitment {key} {one.code}: removed" for one in commitments]
        self.sync.changes += [f"paragraph {key} {one.reference}: removed" for one in paragraphs]
        Responsibility.objects.filter(commitment__in=commitments).delete()
        Reservation.objects.filter(commitment__in=commitments).delete()
        Reservation.objects.filter(paragraph__in=paragraphs).delete()
        commitments.delete()
        paragraphs.delete()

    def paragraphs(self) -> None:
        self.sync.table(
            self._table("paragraph", Paragraph, ("kind", "number")),
            {
                (one.kind, one.number): {
                    "text_id": self.sync.pk("text", self.record.spans_in),
                    "headlines": dict(one.headlines or {}),
                    "verb_kind": one.verb_kind or "",
                    "verb_start": one.verb and one.verb.start,
                    "verb_end": one.verb and one.verb.end,
                    "start": one.start,
                    "end": one.end,
                    "quote": one.quote,
                    "note": one.note or "",
                }
                for one in self.record.paragraphs
            },
        )

    def commitments(self) -> None:
        listed = [(one, child) for one in self.record.paragraphs for child in one.commitments]
        self.sync.table(
            self._table("commitment", Commitment, ("code",)),
            {
                (one.code,): {
                    "paragraph_id": self.sync.pk("paragraph", paragraph.kind, paragraph.number),
                    "position": position,
                    "titles": dict(one.titles),
                    "start": one.start,
                    "end": one.end,
                    "quote": one.quote,
                    **_span("lead_in", one.lead_in),
                    **_span("tail", one.tail),
                    "tracking": one.tracking,
                    "nature": one.nature,
                    "deadline_id": one.deadline
                    and self.sync.pk("session", *_session_key(one.deadline.session)),
                    "deadline_words": one.deadline.words if one.deadline else "",
                    "evidence_expected": [dict(wording) for wording in one.evidence_expected],
                    "retired_at": one.retired
                    and datetime.combine(one.retired.on, time.min, tzinfo=UTC),
                    "retired_reason": one.retired.reason if one.retired else "",
                }
                for position, (paragraph, one) in enumerate(listed, start=1)
            },
        )

    def responsibilities(self, rows: ResponsibilityRows) -> None:
        key = ("commitment__code", "party__code", "role")
        table = self._table("responsibility", Responsibility, key, owner="commitment", remove=True)
        self.sync.table(table, rows)

    def links(self) -> None:
        """Write themes, successors and indicators: rows that say nothing but their key."""
        commitments = self.record.commitments
        self._links(
            "theme of commitment",
            Commitment.themes.through,
            ("commitment__code", "theme__key"),
            [(one.code, key) for one in commitments for key in one.themes],
        )
        self._links(
            "successor of commitment",
            Commitment.successors.through,
            ("from_commitment__code", "to_commitment__code"),
            [
                (one.code, code)
                for one in commitments
                if one.retired
                for code in one.retired.succeeded_by
            ],
        )
        self._links(
            "indicator of commitment",
            Indicator.commitments.through,
            ("commitment__code", "indicator__code"),
            [(one.code, code) for one in commitments for code in one.indicators],
        )
        self._links(
            "indicator of paragraph",
            Indicator.paragraphs.through,
            ("paragraph__kind", "paragraph__number", "indicator__code"),
            [
                (one.kind, one.number, code)
                for one in self.record.paragraphs
                for code in one.indicators
            ],
        )

    def _links(
        self, name: str, model: type[models.Model], key: tuple[str, ...], wanted: list[Key]
    ) -> None:
        owner = key[0].partition("__")[0]
        table = self._table(name, model, key, owner=owner, remove=True)
        self.sync.table(table, {one: {} for one in wanted})

    def reservations(self) -> None:
        key = ("state__code", "paragraph__kind", "paragraph__number", "commitment__code", "made_on")
        self.sync.table(
            self._table("reservation", Reservation, key, remove=True),
            {
                (one.state, *_paragraph_key(one.paragraph), one.commitment, one.made_on): {
                    "content": one.content,
                    "language": one.language,
                    "source": one.source,
                }
                for one in self.record.reservations
            },
        )


def _session_key(key: str) -> tuple[str, int]:
    """`42` → ("regular", 42); `special-41` → ("special", 41)."""
    kind, _, number = key.rpartition("-")
    return kind or "regular", int(number)


def _span(name: str, span: SpanRecord | None) -> dict[str, Any]:
    return {
        f"{name}_start": span and span.start,
        f"{name}_end": span and span.end,
        name: span.quote if span else "",
    }


def _paragraph_key(reference: str | None) -> tuple[str | None, int | None]:
    if reference is None:
        return None, None
    kind = Paragraph.Kind.PREAMBULAR if reference[0] == "p" else Paragraph.Kind.OPERATIVE
    return kind.value, int(reference.removeprefix("p"))
