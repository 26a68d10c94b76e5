"""Write what all instruments share: sessions, themes, indicators, parties and values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from commitments.instruments.loading.records import BodyRecord, CatalogueRecords, SeatRecord
from commitments.instruments.loading.table_sync import Columns, Sync, SyncedTable, columns
from commitments.instruments.models.indicator import Indicator, IndicatorValue
from commitments.instruments.models.session import AssemblySession
from commitments.instruments.models.theme import Theme
from commitments.parties.models.participation import Participation
from commitments.parties.models.party import Party


def write(sync: Sync, catalogue: CatalogueRecords) -> None:
    """Write sessions, themes, indicators, parties, and the states' participation."""
    session_columns = (
        "roman symbol_suffix serial_base proceedings place country starts_on ends_on theme source"
    )
    sync.table(
        SyncedTable("session", AssemblySession.objects.all(), ("kind", "number")),
        {
            (session.kind, session.number): columns(session, session_columns)
            for session in catalogue.sessions
        },
    )
    sync.table(
        SyncedTable("theme", Theme.objects.all(), ("key",)),
        {(theme.key,): {"names": theme.names} for theme in catalogue.themes},
    )
    licences = {series.indicator: series.licence for series in catalogue.series}
    sync.table(
        SyncedTable("indicator", Indicator.objects.all(), ("code",)),
        {
            (indicator.code,): {
                **columns(indicator, "framework titles units better source"),
                "licence": indicator.licence or licences.get(indicator.code),
            }
            for indicator in catalogue.indicators
        },
    )
    _write_parties(sync, catalogue)
    _write_participation(sync, catalogue)


def _write_parties(sync: Sync, catalogue: CatalogueRecords) -> None:
    table = SyncedTable("party", Party.objects.all(), ("code",))
    sync.table(
        table,
        {
            (state.code,): {
                "kind": Party.Kind.STATE.value,
                **columns(state, "names alpha2 numeric subregion source"),
                "groupings": msgspec.to_builtins(state.groupings),
                **_seat(state.seat),
            }
            for state in catalogue.states
        },
    )
    for level in _levels(catalogue.bodies):
        sync.table(
            table,
            {
                (body.code,): {
                    "kind": Party.Kind.BODY.value,
                    "body_type": body.type,
                    "parent_id": body.parent and sync.pk("party", body.parent),
                    **columns(body, "names acronyms mandates source"),
                    **_seat(body.seat),
                }
                for body in level
            },
        )


def _levels(bodies: list[BodyRecord]) -> Iterator[list[BodyRecord]]:
    """Yield the bodies so that each comes after the one it is part of."""
    remaining = {body.code: body for body in bodies}
    while remaining:
        level = [body for body in remaining.values() if body.parent not in remaining]
        yield level
        for body in level:
            del remaining[body.code]


def _seat(seat: SeatRecord | None) -> Columns:
    return {"seat": seat and seat.names, "time_zone": seat and seat.time_zone}


def _write_participation(sync: Sync, catalogue: CatalogueRecords) -> None:
    edited = [code for kind, code in sync.edits if kind == "participation"]
    states = [state for state in catalogue.states if state.code not in edited]
    sync.skipped += [
        f"participation {state.code}: edited by hand"
        for state in catalogue.states
        if state.code in edited
    ]
    sync.table(
        SyncedTable(
            "participation",
            Participation.objects.filter(state__code__in=[state.code for state in states]),
            ("state__code", "valid_from"),
            remove=True,
        ),
        {
            (state.code, interval.valid_from): columns(
                interval, "standing valid_to precision basis source"
            )
            for state in states
            for interval in state.participation
        },
    )


def write_values(sync: Sync, catalogue: CatalogueRecords) -> None:
    """Write the values of the series; a value that the folder does not have stays."""
    sync.table(
        SyncedTable(
            "value",
            IndicatorValue.objects.filter(
                indicator__code__in=[series.indicator for series in catalogue.series]
            ),
            ("indicator__code", "state__code", "year", "disaggregation"),
        ),
        {
            (record.indicator, record.state, record.year, record.disaggregation): {
                "value": None if record.censored else Decimal(record.value),
                "censored": record.value if record.censored else "",
                "source": record.source,
            }
            for record in catalogue.values
        },
    )
