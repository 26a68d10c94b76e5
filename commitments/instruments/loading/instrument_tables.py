"""From checked records to the tables."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from commitments.instruments.loading import records
from commitments.instruments.loading import shared_tables as shared
from commitments.instruments.loading.protection import removable_paragraphs
from commitments.instruments.loading.records import Catalogue
from commitments.instruments.loading.responsibilities import Owed
from commitments.instruments.loading.table_sync import Key, Sync, Table
from commitments.instruments.models.commitment import Commitment
from commitments.instruments.models.indicator import Indicator
from commitments.instruments.models.instrument import Instrument, InstrumentText
from commitments.instruments.models.paragraph import Paragraph
from commitments.instruments.models.reservation import Reservation
from commitments.instruments.models.responsibility import Responsibility


def write(*, sync: Sync, catalogue: Catalogue, owed: dict[str, Owed]) -> None:
    """Write what differs, in the caller's transaction; `sync` then holds a line for each."""
    shared.write(sync, catalogue)
    # A default that moves must leave one instrument before it reaches the other.
    ordered = sorted(catalogue.instruments.items(), key=lambda pair: pair[1].default)
    _instruments(sync, [instrument for _name, instrument in ordered])
    for name, instrument in ordered:
        _instrument(sync, catalogue, name, instrument)
        _commitments(sync, instrument)
        _responsibilities(sync, instrument, owed[name])
        _links(sync, instrument)
        _reservations(sync, instrument)
    shared.values(sync, catalogue)


def _session_key(key: str) -> tuple[str, int]:
    """`42` → ("regular", 42); `special-41` → ("special", 41)."""
    kind, _, number = key.rpartition("-")
    return kind or "regular", int(number)


def _instruments(sync: Sync, instruments: list[records.Instrument]) -> None:
    sync.table(
        Table("instrument", Instrument.objects.all(), ("key",), lambda key: {"key": key}),
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
            for one in instruments
        },
    )


def _instrument(
    sync: Sync, catalogue: Catalogue, name: str, instrument: records.Instrument
) -> None:
    pk = sync.pk("instrument", instrument.key)
    sync.table(
        Table(
            "text",
            InstrumentText.objects.filter(instrument=pk),
            ("language",),
            lambda language: {"instrument_id": pk, "language": language},
            within=instrument.key,
        ),
        {
            (text.language,): {
                "authentic": text.authentic,
                "content": catalogue.texts[name, text.language],
                "sha256": text.sha256,
                "source": text.source,
            }
            for text in instrument.texts
        },
    )
    _remove_what_left(sync, instrument)
    sync.table(
        Table(
            "paragraph",
            Paragraph.objects.filter(instrument=pk),
            ("kind", "number"),
            lambda kind, number: {"instrument_id": pk, "kind": kind, "number": number},
            within=instrument.key,
        ),
        {
            (one.kind, one.number): {
                "text_id": sync.pk("text", instrument.spans_in),
                "headlines": dict(one.headlines or {}),
                "verb_kind": one.verb_kind or "",
                "verb_start": one.verb and one.verb.start,
                "verb_end": one.verb and one.verb.end,
                "start": one.start,
                "end": one.end,
                "quote": one.quote,
                "note": one.note or "",
            }
            for one in instrument.paragraphs
        },
    )


def _remove_what_left(sync: Sync, instrument: records.Instrument) -> None:
    """Delete what the file no longer has; the checks have made sure nothing hangs on it."""
    told = [c.code for paragraph in instrument.paragraphs for c in paragraph.commitments]
    commitments = Commitment.objects.filter(instrument__key=instrument.key).exclude(code__in=told)
    paragraphs = removable_paragraphs(instrument)
    for one in commitments:
        sync.changes.append(f"commitment {instrument.key} {one.code}: removed")
    for paragraph in paragraphs:
        sync.changes.append(f"paragraph {instrument.key} {paragraph.reference}: removed")
    Responsibility.objects.filter(commitment__in=commitments).delete()
    Reservation.objects.filter(commitment__in=commitments).delete()
    Reservation.objects.filter(paragraph__in=paragraphs).delete()
    commitments.delete()
    paragraphs.delete()


def _commitments(sync: Sync, instrument: records.Instrument) -> None:
    pk = sync.pk("instrument", instrument.key)
    told = [(one, commitment) for one in instrument.paragraphs for commitment in one.commitments]
    sync.table(
        Table(
            "commitment",
            Commitment.objects.filter(instrument=pk),
            ("code",),
            lambda code: {"instrument_id": pk, "code": code},
            within=instrument.key,
        ),
        {
            (one.code,): {
                "paragraph_id": sync.pk("paragraph", paragraph.kind, paragraph.number),
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
                and sync.pk("session", *_session_key(one.deadline.session)),
                "deadline_words": one.deadline.words if one.deadline else "",
                "evidence_expected": [dict(wording) for wording in one.evidence_expected],
                "retired_at": one.retired
                and datetime.combine(one.retired.on, time.min, tzinfo=UTC),
                "retired_reason": one.retired.reason if one.retired else "",
            }
            for position, (paragraph, one) in enumerate(told, start=1)
        },
    )


def _span(name: str, span: records.Span | None) -> dict[str, Any]:
    return {
        f"{name}_start": span and span.start,
        f"{name}_end": span and span.end,
        name: span.quote if span else "",
    }


def _responsibilities(sync: Sync, instrument: records.Instrument, owed: Owed) -> None:
    sync.table(
        Table(
            "responsibility",
            Responsibility.objects.filter(commitment__instrument__key=instrument.key),
            ("commitment__code", "party__code", "role"),
            lambda code, party, role: {
                "commitment_id": sync.pk("commitment", code),
                "party_id": sync.pk("party", party),
                "role": role,
            },
            remove=True,
            within=instrument.key,
        ),
        owed,
    )


def _links(sync: Sync, instrument: records.Instrument) -> None:
    """Themes, successors and indicators: plain links, so the file's are the ones there are."""
    told = [c for paragraph in instrument.paragraphs for c in paragraph.commitments]
    _links_of_commitments(sync, instrument, told)
    _links_of_indicators(sync, instrument, told)


def _links_of_commitments(
    sync: Sync, instrument: records.Instrument, told: list[records.Commitment]
) -> None:
    _link(
        sync,
        Table(
            "theme of commitment",
            Commitment.themes.through.objects.filter(commitment__instrument__key=instrument.key),
            ("commitment__code", "theme__key"),
            lambda code, key: {
                "commitment_id": sync.pk("commitment", code),
                "theme_id": sync.pk("theme", key),
            },
            remove=True,
            within=instrument.key,
        ),
        [(one.code, key) for one in told for key in one.themes],
    )
    _link(
        sync,
        Table(
            "successor of commitment",
            Commitment.successors.through.objects.filter(
                from_commitment__instrument__key=instrument.key
            ),
            ("from_commitment__code", "to_commitment__code"),
            lambda code, successor: {
                "from_commitment_id": sync.pk("commitment", code),
                "to_commitment_id": sync.pk("commitment", successor),
            },
            remove=True,
            within=instrument.key,
        ),
        [(one.code, code) for one in told if one.retired for code in one.retired.succeeded_by],
    )


def _links_of_indicators(
    sync: Sync, instrument: records.Instrument, told: list[records.Commitment]
) -> None:
    _link(
        sync,
        Table(
            "indicator of commitment",
            Indicator.commitments.through.objects.filter(
                commitment__instrument__key=instrument.key
            ),
            ("commitment__code", "indicator__code"),
            lambda code, indicator: {
                "commitment_id": sync.pk("commitment", code),
                "indicator_id": sync.pk("indicator", indicator),
            },
            remove=True,
            within=instrument.key,
        ),
        [(one.code, code) for one in told for code in one.indicators],
    )
    _link(
        sync,
        Table(
            "indicator of paragraph",
            Indicator.paragraphs.through.objects.filter(paragraph__instrument__key=instrument.key),
            ("paragraph__kind", "paragraph__number", "indicator__code"),
            lambda kind, number, indicator: {
                "paragraph_id": sync.pk("paragraph", kind, number),
                "indicator_id": sync.pk("indicator", indicator),
            },
            remove=True,
            within=instrument.key,
        ),
        [(one.kind, one.number, code) for one in instrument.paragraphs for code in one.indicators],
    )


def _link(sync: Sync, table: Table, keys: list[Key]) -> None:
    sync.table(table, {key: {} for key in keys})


def _reservations(sync: Sync, instrument: records.Instrument) -> None:
    pk = sync.pk("instrument", instrument.key)

    def place(code: str, kind: str, number: int, commitment: str, day: Any) -> dict[str, Any]:
        return {
            "instrument_id": pk,
            "state_id": sync.pk("party", code),
            "paragraph_id": sync.pk("paragraph", kind, number) if kind else None,
            "commitment_id": sync.pk("commitment", commitment) if commitment else None,
            "made_on": day,
        }

    sync.table(
        Table(
            "reservation",
            Reservation.objects.filter(instrument=pk),
            (
                "state__code",
                "paragraph__kind",
                "paragraph__number",
                "commitment__code",
                "made_on",
            ),
            place,
            remove=True,
            within=instrument.key,
        ),
        {
            (one.state, *_paragraph_key(one.paragraph), one.commitment, one.made_on): {
                "content": one.content,
                "language": one.language,
                "source": one.source,
            }
            for one in instrument.reservations
        },
    )


def _paragraph_key(reference: str | None) -> tuple[str | None, int | None]:
    if reference is None:
        return None, None
    kind = Paragraph.Kind.PREAMBULAR if reference[0] == "p" else Paragraph.Kind.OPERATIVE
    return kind.value, int(reference.removeprefix("p"))
