"""Write instruments from checked records: texts, paragraphs, commitments, and their relations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.db import models

from commitments.instruments.loading import shared_tables
from commitments.instruments.loading.protection import removable_paragraphs
from commitments.instruments.loading.records import CatalogueRecords, InstrumentRecord, SpanRecord
from commitments.instruments.loading.responsibilities import ResponsibilityRows
from commitments.instruments.loading.table_sync import Key, Rows, Sync, SyncedTable, columns
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.indicator import Indicator
from commitments.instruments.models.instrument import Instrument, InstrumentText
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.reservation import Reservation
from commitments.instruments.models.responsibility import Responsibility
from commitments.instruments.queries.natural_keys import paragraph_key, session_key


def write(
    *, sync: Sync, catalogue: CatalogueRecords, responsibilities: dict[str, ResponsibilityRows]
) -> None:
    """Write what differs, in the caller's transaction; `sync` then holds a line for each change.

    `responsibilities`: by the name of the instrument's folder.
    """
    shared_tables.write(sync, catalogue)
    # A default that moves must leave one instrument before it reaches the other.
    ordered = sorted(catalogue.instruments.items(), key=lambda pair: pair[1].default)
    instrument_columns = "symbol titles titles_status adopted_on adopted_at original_language"
    sync.table(
        SyncedTable("instrument", Instrument.objects.all(), ("key",)),
        {
            (instrument.key,): {
                **columns(instrument, instrument_columns),
                "session_id": sync.pk("session", *session_key(instrument.session)),
                "is_default": instrument.default,
            }
            for _folder, instrument in ordered
        },
    )
    for folder, instrument in ordered:
        writer = _InstrumentWriter(sync, instrument)
        writer.texts(catalogue.texts, folder)
        writer.remove_unlisted()
        writer.paragraphs()
        writer.commitments()
        writer.responsibilities(responsibilities[folder])
        writer.links()
        writer.reservations()
    shared_tables.write_values(sync, catalogue)


@dataclass(frozen=True)
class _InstrumentWriter:
    sync: Sync
    record: InstrumentRecord

    def table(
        self,
        name: str,
        model: type[models.Model],
        key: tuple[str, ...],
        rows: Rows,
        *,
        owner: str = "",
        remove: bool = False,
    ) -> None:
        """Write a table's rows of this instrument; `owner`: the relation that leads to it."""
        pk = self.sync.pk("instrument", self.record.key)
        to_instrument = f"{owner}__instrument" if owner else "instrument"
        table = SyncedTable(
            name,
            model._default_manager.filter(**{to_instrument: pk}),
            key,
            remove=remove,
            within=self.record.key,
            fixed={} if owner else {"instrument_id": pk},
        )
        self.sync.table(table, rows)

    def texts(self, contents: dict[tuple[str, str], str], folder: str) -> None:
        rows: Rows = {
            (text.language,): {
                **columns(text, "authentic sha256 source"),
                "content": contents[folder, text.language],
            }
            for text in self.record.texts
        }
        self.table("text", InstrumentText, ("language",), rows)

    def remove_unlisted(self) -> None:
        """Delete what the file no longer has; the checks made sure that nothing refers to it."""
        key = self.record.key
        commitments = Commitment.objects.filter(instrument__key=key).exclude(
            code__in=[commitment.code for commitment in self.record.commitments]
        )
        paragraphs = removable_paragraphs(self.record)
        self.sync.changes += [f"commitment {key} {row.code}: removed" for row in commitments]
        self.sync.changes += [f"paragraph {key} {row.reference}: removed" for row in paragraphs]
        Responsibility.objects.filter(commitment__in=commitments).delete()
        Reservation.objects.filter(commitment__in=commitments).delete()
        Reservation.objects.filter(paragraph__in=paragraphs).delete()
        commitments.delete()
        paragraphs.delete()

    def paragraphs(self) -> None:
        text = self.sync.pk("text", self.record.spans_in)
        rows: Rows = {
            (paragraph.kind, paragraph.number): {
                **columns(paragraph, "headlines verb_kind start end quote note"),
                "text_id": text,
                "verb_start": paragraph.verb and paragraph.verb.start,
                "verb_end": paragraph.verb and paragraph.verb.end,
            }
            for paragraph in self.record.paragraphs
        }
        self.table("paragraph", Paragraph, ("kind", "number"), rows)

    def commitments(self) -> None:
        listed = [(each, child) for each in self.record.paragraphs for child in each.commitments]
        rows: Rows = {
            (commitment.code,): {
                **columns(commitment, "titles start end quote tracking nature evidence_expected"),
                **_span("lead_in", commitment.lead_in),
                **_span("tail", commitment.tail),
                "paragraph_id": self.sync.pk("paragraph", paragraph.kind, paragraph.number),
                "position": position,
                "deadline_id": commitment.deadline
                and self.sync.pk("session", *session_key(commitment.deadline.session)),
                "deadline_words": commitment.deadline and commitment.deadline.words,
                "retired_at": commitment.retired
                and datetime.combine(commitment.retired.on, time.min, tzinfo=UTC),
                "retired_reason": commitment.retired and commitment.retired.reason,
            }
            for position, (paragraph, commitment) in enumerate(listed, start=1)
        }
        self.table("commitment", Commitment, ("code",), rows)

    def responsibilities(self, rows: ResponsibilityRows) -> None:
        key = ("commitment__code", "party__code", "role")
        self.table("responsibility", Responsibility, key, rows, owner="commitment", remove=True)

    def links(self) -> None:
        """Write themes, successors and indicators: rows that have nothing but their key."""
        listed, paragraphs = self.record.commitments, self.record.paragraphs
        self._link(
            "theme of commitment",
            Commitment.themes.through,
            ("commitment__code", "theme__key"),
            [(each.code, theme) for each in listed for theme in each.themes],
        )
        self._link(
            "successor of commitment",
            Commitment.successors.through,
            ("from_commitment__code", "to_commitment__code"),
            [(each.code, successor) for each in listed for successor in each.successors],
        )
        self._link(
            "indicator of commitment",
            Indicator.commitments.through,
            ("commitment__code", "indicator__code"),
            [(each.code, code) for each in listed for code in each.indicators],
        )
        self._link(
            "indicator of paragraph",
            Indicator.paragraphs.through,
            ("paragraph__kind", "paragraph__number", "indicator__code"),
            [(each.kind, each.number, code) for each in paragraphs for code in each.indicators],
        )

    def _link(
        self, name: str, model: type[models.Model], key: tuple[str, ...], links: list[Key]
    ) -> None:
        owner = key[0].partition("__")[0]
        self.table(name, model, key, {link: {} for link in links}, owner=owner, remove=True)

    def reservations(self) -> None:
        key = ("state__code", "paragraph__kind", "paragraph__number", "commitment__code", "made_on")
        rows: Rows = {
            (
                reservation.state,
                *(paragraph_key(reservation.paragraph) if reservation.paragraph else (None, None)),
                reservation.commitment,
                reservation.made_on,
            ): columns(reservation, "content language source")
            for reservation in self.record.reservations
        }
        self.table("reservation", Reservation, key, rows, remove=True)


def _span(name: str, span: SpanRecord | None) -> dict[str, object]:
    return {
        f"{name}_start": span and span.start,
        f"{name}_end": span and span.end,
        name: span and span.quote,
    }
