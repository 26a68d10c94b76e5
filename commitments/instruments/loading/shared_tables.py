"""Write what all instruments share: sessions, themes, indicators, parties and values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from commitments.instruments.loading.records import BodyRecord, CatalogueRecords, SeatRecord
from commitments.instruments.loading.table_sync import Rows, Sync, SyncedTable
from commitments.instruments.models.indicator import Indicator, IndicatorValue
from commitments.instruments.models.session import AssemblySession
from commitments.instruments.models.theme import Theme
from commitments.parties.models.participation import Participation
from commitments.parties.models.party import Party


def write(sync: Sync, catalogue: CatalogueRecords) -> None:
    """Write sessions, themes, indicators, parties, and the states' participation."""
    sync.table(
        SyncedTable("session", AssemblySession.objects.all(), ("kind", "number")),
        {
            (one.kind, one.number): {
                "roman": one.roman,
                "symbol_suffix": one.symbol_suffix or "",
                "serial_base": one.serial_base or "",
                "proceedings": one.proceedings or "",
                "place": one.place or "",
                "country": one.country or "",
                "starts_on": one.starts_on,
                "ends_on": one.ends_on,
                "theme": one.theme or "",
                "source": one.source,
            }
            for one in catalogue.sessions
        },
    )
    sync.table(
        SyncedTable("theme", Theme.objects.all(), ("key",)),
        {(one.key,): {"names": dict(one.names)} for one in catalogue.themes},
    )
    licences = {series.indicator: series.licence for series in catalogue.series}
    sync.table(
        SyncedTable("indicator", Indicator.objects.all(), ("code",)),
        {
            (one.code,): {
                "framework": one.framework,
                "titles": dict(one.titles),
                "units": dict(one.units or {}),
                "better": one.better,
                "source": one.source,
                "licence": one.licence or licences.get(one.code, ""),
            }
            for one in catalogue.indicators
        },
    )
    _parties(sync, catalogue)
    _participation(sync, catalogue)


def _parties(sync: Sync, catalogue: CatalogueRecords) -> None:
    table = SyncedTable("party", Party.objects.all(), ("code",))
    sync.table(
        table,
        {
            (state.code,): {
                "kind": Party.Kind.STATE.value,
                "names": dict(state.names),
                "alpha2": state.alpha2,
                "numeric": state.numeric,
                "subregion": state.subregion,
                "groupings": [msgspec.to_builtins(grouping) for grouping in state.groupings],
                **_seat(state.seat),
                "source": state.source,
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
                    "names": dict(body.names),
                    "acronyms": dict(body.acronyms or {}),
                    "parent_id": body.parent and sync.pk("party", body.parent),
                    "mandates": dict(body.mandates or {}),
                    **_seat(body.seat),
                    "source": body.source,
                }
                for body in level
            },
        )


def _levels(bodies: list[BodyRecord]) -> Iterator[list[BodyRecord]]:
    """Yield the bodies so that each comes after the one it is part of."""
    left = {body.code: body for body in bodies}
    while left:
        level = [body for body in left.values() if body.parent not in left]
        yield level
        for body in level:
            del left[body.code]


def _seat(seat: SeatRecord | None) -> dict[str, Any]:
    return {
        "seat": dict(seat.names) if seat else {},
        "time_zone": seat.time_zone if seat else "",
    }


def _participation(sync: Sync, catalogue: CatalogueRecords) -> None:
    states = []
    for state in catalogue.states:
        if ("participation", state.code) in sync.edits:
            sync.left.append(f"participation {state.code}: edited by hand")
        else:
            states.append(state)
    sync.table(
        SyncedTable(
            "participation",
            Participation.objects.filter(state__code__in=[state.code for state in states]),
            ("state__code", "valid_from"),
            remove=True,
        ),
        {
            (state.code, interval.valid_from): {
                "standing": interval.standing,
                "valid_to": interval.valid_to,
                "precision": interval.precision,
                "basis": interval.basis,
                "source": interval.source,
            }
            for state in states
            for interval in state.participation
        },
    )


def write_values(sync: Sync, catalogue: CatalogueRecords) -> None:
    """Write the values of the series; a value that the folder does not have stays."""
    wanted: Rows = {}
    for one in catalogue.values:
        censored = not one.value[-1:].isdigit() or one.value[0] in "<>≤≥"
        wanted[one.indicator, one.state, one.year, one.disaggregation] = {
            "value": None if censored else Decimal(one.value),
            "censored": one.value if censored else "",
            "source": one.source,
        }
    indicators = [series.indicator for series in catalogue.series]
    sync.table(
        SyncedTable(
            "value",
            IndicatorValue.objects.filter(indicator__code__in=indicators),
            ("indicator__code", "state__code", "year", "disaggregation"),
        ),
        wanted,
    )
